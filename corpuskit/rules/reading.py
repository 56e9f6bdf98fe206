"""The kit of the quality rules: the body that is left, read once. They look at it and flag; they never cut."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from corpuskit.findings import Finding, Severity
from corpuskit.language.backends import DEFAULT
from corpuskit.ledger import Body
from corpuskit.rules.layout import Layout
from corpuskit.rules.page import Page
from corpuskit.rules.rule import Rule
from corpuskit.thresholds import Thresholds
from corpuskit.values import struct

ENDS = re.compile(  # one set first: that is what the engine looks for fast
    r"[.!?…。！？](?:(?<=[.!?…])(?<![.!?…]{2})[.!?…]*[\"'”’»)\]]*\s+|(?<=[。！？])[。！？]*[」』】）”]*\s*)"
)
ENDED = re.compile(r"[.!?…。！？؟।۔][\"'“”’»)\]」』】）\s]*$|[\u0e00-\u0eff]$")  # Thai and Lao end without a mark


@struct
class Block:
    """A block of the body and where it stands in it."""

    kind: str
    start: int
    text: str


@struct
class Spoken:
    """The language of a body and its score, the tags that the settings expect (none: any), and which backend is asked."""

    tag: str
    score: float | None
    expected: tuple[str, ...] = ()
    backend: str = DEFAULT


@struct
class Reading:
    """The body that is left, its blocks, the layout that it was taken from, and its language."""

    text: str
    blocks: tuple[Block, ...]
    layout: Layout
    spoken: Spoken

    @property
    def page(self) -> Page:
        return self.layout.page

    @property
    def thresholds(self) -> Thresholds:
        return self.layout.thresholds


def read_body(body: Body, layout: Layout, spoken: Spoken) -> Reading:
    blocks = tuple(Block(kind, start, body.text[start:end]) for kind, start, end in body.blocks)
    return Reading(body.text, blocks, layout, spoken)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a block, folded; a mark before a small letter ends none."""
    at = 0
    for match in ENDS.finditer(text):
        if match.end() < len(text) and text[match.end()].islower():
            continue
        yield text[at : match.end()].strip().casefold()
        at = match.end()
    if at < len(text):
        yield text[at:].strip().casefold()


def flag(code: str, start: int, end: int, message: str) -> Finding:
    """A flag on `[start, end)` of the body."""
    return Finding(code, start, end, message)


Judge = Callable[[Reading], Iterator[Finding]]


def quality_rule(code: str, name: str, severity: Severity, page: str | None, judge: Judge) -> Rule:
    """A rule that is asked about the body that is left, not about the lines of the document."""
    return Rule(code, name, severity, page, judge)
