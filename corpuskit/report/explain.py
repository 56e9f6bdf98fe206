"""A file line by line with the verdict on each: plain lines, or coloured ones for a terminal."""

from __future__ import annotations

import textwrap
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from corpuskit.document import line_starts
from corpuskit.files import show
from corpuskit.ledger import Claim
from corpuskit.pipeline import Result

MARKS = {"keep": "│", "join": "↩", "field": "→", "drop": "✗"}
COLOURS = {"keep": "", "join": "36", "field": "34", "drop": "31"}
DIM, BOLD, YELLOW = "2", "1", "33"
REASON = 34  # columns of the reason
RUNNERS_UP = 2  # that are named
CUT = 200  # characters of a line that are shown when it is not wrapped


@dataclass(frozen=True, slots=True)
class Look:
    """How to print: `width` in columns, with or without `colour`."""

    width: int = 100
    colour: bool = False

    def paint(self, text: str, code: str) -> str:
        """`text` in a colour, if colours are on."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and code and text else text


def explain(result: Result, look: Look) -> Iterator[str]:
    """Lines for a person: number, mark, text, and on the right what became of it, by which rule and why."""
    yield look.paint(show(result.document.path), BOLD) + look.paint(f"  {_decoding(result)}", DIM)
    starts = line_starts(result.raw)
    digits = len(str(len(starts)))
    claims = list(result.claims)
    places = [claim.start for claim in claims]
    losers = _losers(result, places)
    for line in result.document.lines:
        if line.blank:
            continue
        first = bisect_left(places, line.start)
        for at in range(first, bisect_left(places, line.end)):
            yield from _claim(claims[at], result, look, (line.number, digits))
            for other in sorted(losers[at], key=lambda c: (-c.verdict.score, c.code))[:RUNNERS_UP]:
                yield look.paint(f"{'':>{digits}}   {'':<{_width(look, digits)}}  not: {_reason(other)}", DIM)
    yield from _flags(result, look, starts)
    yield look.paint(_total(result), DIM)


def _claim(claim: Claim, result: Result, look: Look, number: tuple[int, int]) -> Iterator[str]:
    kind = claim.verdict.kind
    width = _width(look, number[1])
    text = show(result.document.text[claim.start : claim.end].strip()[:CUT])
    wrapped = textwrap.wrap(text, width, max_lines=2, placeholder=" …") or [""]
    reason = _reason(claim)
    for index, part in enumerate(wrapped):
        head = f"{number[0]:>{number[1]}}" if not index else " " * number[1]
        mark = look.paint(MARKS[kind], COLOURS[kind] or DIM)
        shown = look.paint(f"{part:<{width}}", COLOURS[kind])
        yield f"{look.paint(head, DIM)} {mark} {shown}  {look.paint(reason if not index else '', DIM)}".rstrip()


def _width(look: Look, digits: int) -> int:
    return max(20, look.width - digits - REASON - 5)


def _losers(result: Result, starts: list[int]) -> list[list[Claim]]:
    """The runners-up that overlap each claim; claims are sorted and apart, and begin at `starts`."""
    ends = [claim.end for claim in result.claims]
    found: list[list[Claim]] = [[] for _ in starts]
    for loser in result.losers:
        for at in range(bisect_right(ends, loser.start), bisect_left(starts, loser.end)):
            found[at].append(loser)
    return found


def _reason(claim: Claim) -> str:
    verdict = claim.verdict
    if verdict.kind == "keep":
        what = verdict.name or "paragraph"
    else:
        what = {"drop": "removed", "join": "joined", "field": verdict.name}[verdict.kind]
    if not verdict.score:
        return what
    return f"{what}  {claim.code} {show(claim.message)} ({verdict.score:.2f})"


def _flags(result: Result, look: Look, starts: list[int]) -> Iterator[str]:
    for finding in result.findings:
        if finding.fix is None:
            line = bisect_left(starts, finding.start + 1)
            yield look.paint(f"! line {line}: {finding.code} {show(finding.message)}", YELLOW)
    repairs = [f for f in result.findings if f.code.startswith("ENC") and f.fix is not None]
    for finding in repairs[:20]:
        line = bisect_left(starts, finding.start + 1)
        yield look.paint(f"~ line {line}: {finding.code} {show(finding.message)}", YELLOW)
    if len(repairs) > 20:
        yield look.paint(f"~ and {len(repairs) - 20} more repairs", YELLOW)


def _decoding(result: Result) -> str:
    how = result.decoding
    bom = " with BOM" if how.bom else ""
    guessed = " (guessed)" if how.guessed else ""
    return f"{how.encoding}{bom}{guessed}, line breaks {how.newline}"


def _total(result: Result) -> str:
    kinds = [claim.verdict.kind for claim in result.claims]
    kept = kinds.count("keep") + kinds.count("join")
    return f"{kept} kept, {kinds.count('field')} moved to fields, {kinds.count('drop')} removed"
