"""Tiles: findings resolved and applied, and mapped back to the raw text. The only place where text changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from operator import attrgetter

from corpuskit.document import Document, Line
from corpuskit.findings import Finding, Repair, Verdict
from corpuskit.values import struct

KEPT = "STR000"  # a line that no rule claims stays, as a paragraph
MANY = 10_000  # repairs of one kind that are told apart
EVEN = 0.5  # a field is not filled below
ONCE = frozenset(["title", "subtitle", "section", "publisher", "date_published"])  # fields that hold one value
GLUE = {"": " ", "glued": ""}  # what stands between two lines that are joined
GAP = "WS001"  # white space between blocks becomes one blank line
KEEP, DROP, JOIN = Verdict("keep", "paragraph", score=0.0), Verdict("drop"), Verdict("join")  # what nobody asks for


@struct
class Edit:
    """Raw `[start, end)` was replaced by `after` on the word of the rule `code`."""

    start: int
    end: int
    after: str
    code: str


@struct
class Repaired:
    """A text after repairs, and the way back to the text they were made on.

    `edits` are sorted and do not overlap; `starts` are their positions in the repaired `text`.
    """

    text: str
    edits: tuple[Edit, ...]
    starts: tuple[int, ...]

    def raw(self, at: int, *, end: bool = False) -> int:
        """The raw position of `at`; inside a replacement, its first raw position, or with `end` the one behind it."""
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return at
        edit, start = self.edits[index], self.starts[index]
        behind = start + len(edit.after)
        if at >= behind:
            return edit.end + at - behind
        if at == start:
            return edit.start
        return edit.end if end else edit.start


def repair(raw: str, findings: Iterable[Finding]) -> Repaired:
    """Apply the repairs among `findings` to `raw`; where two overlap, the first by place, length and code wins."""
    edits = tuple(_apart(findings))
    parts: list[str] = []
    starts: list[int] = []
    at = length = 0
    for edit in edits:
        kept = raw[at : edit.start]
        parts += [kept, edit.after]
        starts.append(length + len(kept))
        length += len(kept) + len(edit.after)
        at = edit.end
    parts.append(raw[at:])
    return Repaired("".join(parts), edits, tuple(starts))


def few(text: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Repairs one by one, up to MANY; from there, so many that are next to each other on a line as one: bounds memory."""
    run: list[Finding] = []
    line = 0
    for number, finding in enumerate(findings):
        if number < MANY:
            yield finding
            continue
        if run and (finding.start >= line or len(run) == MANY):
            yield _together(text, run)
            run = []
        if not run:
            line = text.find("\n", finding.start) + 1 or len(text) + 1
        run.append(finding)
    if run:
        yield _together(text, run)


def _together(text: str, run: list[Finding]) -> Finding:
    start, end = run[0].start, run[-1].end
    after = repair(text[start:end], [replace(f, start=f.start - start, end=f.end - start) for f in run]).text
    return replace(run[0], end=end, message=f"{len(run)} repairs", fix=Repair(after))


def compose(first: Repaired, second: Repaired) -> Repaired:
    """The repairs of `first`, then those made on its text, as one; repairs that touch become one."""
    spans = [(start, start + len(e.after), 0, e) for e, start in zip(first.edits, first.starts, strict=True)]
    spans += [(e.start, e.end, 1, e) for e in second.edits]
    groups: list[tuple[int, int, list[tuple[int, Edit]]]] = []
    for start, end, which, edit in sorted(spans, key=lambda s: (s[0], s[1], s[2])):
        if groups and start <= groups[-1][1]:
            begin, last, members = groups.pop()
            members.append((which, edit))
            groups.append((begin, max(last, end), members))
        else:
            groups.append((start, end, [(which, edit)]))
    edits: list[Edit] = []
    starts: list[int] = []
    to_raw = to_text = 0
    for start, end, members in groups:
        raw_start, text_start = start + to_raw, start + to_text
        for which, edit in members:
            if which == 0:
                to_raw += edit.end - edit.start - len(edit.after)
            else:
                to_text += len(edit.after) - (edit.end - edit.start)
        edits.append(Edit(raw_start, end + to_raw, second.text[text_start : end + to_text], members[0][1].code))
        starts.append(text_start)
    return Repaired(second.text, tuple(edits), tuple(starts))


def undo(repaired: Repaired, before: Iterable[str]) -> str:
    """The raw text again, given what stood at each edit."""
    parts: list[str] = []
    at = 0
    for edit, start, old in zip(repaired.edits, repaired.starts, before, strict=True):
        parts += [repaired.text[at:start], old]
        at = start + len(edit.after)
    parts.append(repaired.text[at:])
    return "".join(parts)


def _apart(findings: Iterable[Finding]) -> Iterator[Edit]:
    repairs = [(f.start, -f.end, f.code, f.fix.after) for f in findings if isinstance(f.fix, Repair)]
    at = 0
    for start, end, code, after in sorted(repairs):
        if start >= at and -end > start:
            yield Edit(start, -end, after, code)
            at = -end


@struct
class Claim:
    """The verdict that stands for `[start, end)` of the repaired text, and the rule that gave it."""

    start: int
    end: int
    code: str
    verdict: Verdict
    message: str = ""


@struct
class Tile:
    """Raw `[start, end)` became `after` in the body; `claim` says why. A verbatim tile stands in the body as it was."""

    start: int
    end: int
    after: str
    claim: Claim
    verbatim: bool = False


@struct
class Body:
    """The cleaned text, its blocks as `(kind, start, end)` in it, and the tiles that cover the raw text once."""

    text: str
    blocks: tuple[tuple[str, int, int], ...]
    tiles: tuple[Tile, ...]


def resolve(document: Document, findings: Iterable[Finding]) -> tuple[list[Claim], list[Claim]]:
    """The claims that cover every word of `document` once, in order, and the runners-up.

    The best score wins, then the code; an unclaimed line is kept as a paragraph. A claim to a field below even odds is
    a runner-up, and so is the second claim to a field that holds one value.
    """
    asked = [Claim(f.start, f.end, f.code, f.fix, f.message) for f in findings if isinstance(f.fix, Verdict)]
    asked.sort(key=lambda c: (-c.verdict.score, c.code, c.start, c.end))
    won: list[Claim] = []
    lost: list[Claim] = []
    filled: set[str] = set()
    taken = bytearray(len(document.text))
    for claim in asked:
        verdict = claim.verdict
        free = claim.end > claim.start and taken.find(1, claim.start, claim.end) < 0
        if verdict.kind == "field":
            free = free and verdict.score >= EVEN and verdict.name not in filled
        (won if free else lost).append(claim)
        if free:
            filled |= {verdict.name} & ONCE
            taken[claim.start : claim.end] = b"\1" * (claim.end - claim.start)
    for line in document.lines:
        if line.text and taken.find(1, line.start, line.end) < 0:
            start = line.start + line.lead
            won.append(Claim(start, start + len(line.text), KEPT, KEEP))
        elif line.text:
            won += _unclaimed(document.text, line, taken)
    return sorted(won, key=attrgetter("start")), lost


def _unclaimed(text: str, line: Line, taken: bytearray) -> Iterator[Claim]:
    at = line.start
    while at < line.end:
        free = taken.find(0, at, line.end)
        if free < 0:
            return
        end = taken.find(1, free, line.end)
        end = line.end if end < 0 else end
        part = text[free:end]
        if part.strip():
            start = free + len(part) - len(part.lstrip())
            yield Claim(start, start + len(part.strip()), KEPT, KEEP)
        at = end


def apply(repaired: Repaired, raw_length: int, claims: Iterable[Claim]) -> Body:
    """Build the body from sorted `claims` over the repaired text, and the tiles that lead back to the raw text."""
    parts: list[str] = []
    blocks: list[tuple[str, int, int]] = []
    tiles: list[Tile] = []
    raw = partial(_cut, repaired, raw_length) if repaired.edits else int
    length = at = 0
    kept: Claim | None = None
    for claim in claims:
        kind = claim.verdict.kind
        joined = kind == "join" and kept is not None and _near(repaired.text[kept.end : claim.start])
        stays = kind == "keep" or kind == "join"
        between = "" if not stays or kept is None else GLUE[claim.verdict.value] if joined else "\n\n"
        start, end = raw(claim.start), raw(claim.end)
        if claim.start > at or between:
            gap = Claim(at, claim.start, claim.code if joined else GAP, JOIN if joined else DROP)
            tiles.append(Tile(raw(at), start, between, gap))
        at = claim.end
        if not stays:
            tiles.append(Tile(start, end, "", claim))
            continue
        text = repaired.text[claim.start : at]
        if repaired.edits:
            tiles += _kept(repaired, (start, end), claim)
        else:
            tiles.append(Tile(start, end, text, claim, True))
        start = length + len(between)
        length = start + len(text)
        parts += [between, text]
        if joined:
            block, first, _ = blocks.pop()
            blocks.append((block, first, length))
        else:
            blocks.append((claim.verdict.name or "paragraph", start, length))
        kept = claim
    if at < len(repaired.text) or not tiles:
        tiles.append(Tile(_cut(repaired, raw_length, at), raw_length, "", Claim(at, len(repaired.text), GAP, DROP)))
    return Body("".join(parts), tuple(blocks), tuple([t for t in tiles if t.end > t.start or t.after]))


def _near(between: str) -> bool:
    """Whether no more than a hyphen was taken from between two lines, of which the second goes on with the first."""
    return len(between.strip()) <= 1


def _cut(repaired: Repaired, raw_length: int, at: int) -> int:
    if at <= 0:
        return 0
    return raw_length if at >= len(repaired.text) else repaired.raw(at)


def _kept(repaired: Repaired, span: tuple[int, int], claim: Claim) -> Iterator[Tile]:
    """A kept claim over a raw span as verbatim tiles and the repairs between them."""
    at, (raw, stop) = claim.start, span
    first = max(0, bisect_right(repaired.starts, claim.start) - 1)
    while first and repaired.starts[first - 1] == repaired.starts[first]:
        first -= 1
    for index in range(first, len(repaired.edits)):
        edit, start = repaired.edits[index], repaired.starts[index]
        behind = start + len(edit.after)
        if start > claim.end or (start == claim.end and edit.after):
            break
        if behind < at or edit.end <= raw or edit.start >= max(stop, raw + 1) and start >= claim.end:
            continue
        if start > at:
            yield Tile(raw, edit.start, repaired.text[at:start], claim, verbatim=True)
        after = repaired.text[max(start, at) : min(behind, claim.end)]
        end = min(edit.end, stop)
        if end > max(raw, edit.start) or after:
            yield Tile(max(raw, edit.start), max(end, raw, edit.start), after, _as_repair(claim, edit))
        at, raw = min(behind, claim.end), max(end, raw)
        if behind > claim.end:
            return
    if at < claim.end:
        yield Tile(raw, stop, repaired.text[at : claim.end], claim, verbatim=True)


def _as_repair(claim: Claim, edit: Edit) -> Claim:
    return Claim(claim.start, claim.end, edit.code, claim.verdict)
