"""Tiles: findings resolved and applied, and mapped back to the raw text. The only place where text changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpuskit.findings import Finding, Repair


@dataclass(frozen=True, slots=True)
class Edit:
    """Raw `[start, end)` was replaced by `after` on the word of the rule `code`."""

    start: int
    end: int
    after: str
    code: str


@dataclass(frozen=True, slots=True)
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
