"""Flags on the body that is left: said, not cut."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from corpuskit.findings import Finding
from corpuskit.ledger import Body
from corpuskit.rules.layout import Layout
from corpuskit.rules.reading import Spoken, read_body
from corpuskit.rules.registry import QUALITY


def flags(body: Body, layout: Layout, raw_length: int, spoken: Spoken) -> list[Finding]:
    """What a person should know of the body, in raw coordinates."""
    reading = read_body(body, layout, spoken)
    ends = list(accumulate(len(tile.after) for tile in body.tiles))
    return [
        Finding(f.code, *_in_raw(body, ends, f, raw_length), f.message) for rule in QUALITY for f in rule.check(reading)
    ]


def _in_raw(body: Body, ends: list[int], finding: Finding, raw_length: int) -> tuple[int, int]:
    """The raw span of a span of the body; the whole file where the body is empty."""
    if finding.end <= finding.start:
        return 0, raw_length
    first, last = (body.tiles[bisect_right(ends, at)] for at in (finding.start, finding.end - 1))
    return first.start, last.end
