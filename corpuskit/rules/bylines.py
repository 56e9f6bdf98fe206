"""The kit for the byline: parts of lines that read as names are scored, and silence has a score of its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from corpuskit.document import Line, fold
from corpuskit.rules import names
from corpuskit.rules.dateline import Dates
from corpuskit.rules.names import Names
from corpuskit.rules.page import Page
from corpuskit.rules.rule import phrases
from corpuskit.rules.scoring import evidence, ranked
from corpuskit.rules.weights import AUTHORS, AUTHORS_SILENCE
from corpuskit.values import struct

MAX_WORDS = 22  # of a line that holds a byline
MAX_LENGTH = 200  # code points of such a line
LABEL_WORDS = 4  # of a line that labels the one below it
BODY_LINES = 20  # lines of prose in which a name is somebody the article is about
NEAR = 3  # lines with words between a byline and a date that speaks for it
JUST_BELOW = 3  # lines with words behind the first prose where a byline often stands
GAPS = ((-1, "above title"), (2, "under title"), (6, "near title"), (10**6, "far from title"))
_CREDITED = re.compile(
    r"/\s?(?:AP|AFP|APA|dpa|EPA|EFE|Getty|Reuters|Shutterstock|picture alliance)\b|\bGetty Images\b|©"
)
_ENDS_BY = frozenset(["author", "autor", "autorin", "by", "par", "por", "text", "von"])
# What ends the names in a line: the label of a date, the list of categories, the count of comments.
_CUT = re.compile(
    r"\s(?:published|posted|updated|stand|veröffentlicht|aktualisiert|publié|publicado|pubblicato|in|categories|kategorien?"
    r"|category|tags?|filed|leave|kommentare?|comments?|schreibe|hinterlasse|follow|email the author|\d[\d.:,]*)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_CUTTING = frozenset(
    [
        "published",
        "posted",
        "updated",
        "stand",
        "veröffentlicht",
        "aktualisiert",
        "publié",
        "publicado",
        "pubblicato",
        "in",
        "categories",
        "kategorie",
        "kategorien",
        "category",
        "tag",
        "tags",
        "filed",
        "leave",
        "kommentar",
        "kommentare",
        "comment",
        "comments",
        "schreibe",
        "hinterlasse",
        "follow",
        "email",
    ]
)
_DIGIT = re.compile(r"\d")
_PARTING = frozenset("|•·~▪●/→-–—\t")
_EDGE = " ,:;/"


@struct
class Byline:
    """Names at `[start, end)` of the text of the line `index`, what speaks for them, and how much."""

    index: int
    start: int
    end: int
    names: Names
    features: tuple[str, ...]
    evidence: float = 0.0


@struct
class Head:
    """What is known of a page before bylines are read: dates by line, lines with a day or a by-word, and the title."""

    dates: Dates
    days: frozenset[int]
    signed: frozenset[int]
    title: int | None


def rank(page: Page, head: Head) -> list[Byline]:
    """The parts of lines that may be the byline, best first; below FLOOR it is likelier that there is none."""
    return [
        Byline(b.index, b.start, b.end, b.names, b.features, evidence(score, AUTHORS_SILENCE))
        for score, b in ranked(candidates(page, head), AUTHORS)
    ]


def candidates(page: Page, head: Head) -> Iterator[Byline]:
    text = page.text
    near = _near(page, head.days)
    titled = "" if head.title is None else page.lines[head.title].key
    signed = [bisect_left(text, index) for index in head.signed if index not in page.prose]
    for place in sorted({*page.short, *signed}) if signed else page.short:
        index = text[place]
        line = page.lines[index]
        if page.sizes[index] > MAX_WORDS or not _may_hold(line):
            continue
        above = place > 0 and _labels_next(page.lines[text[place - 1]])
        if not above and index not in head.dates and not names.hinted(line, place in near):
            continue
        for start, end, by, read in segments(line.text, head.dates, index, above):
            key = fold(line.text[start:end])
            if key in _labels() or key == titled:
                continue
            marks = [
                *_said(by, read, line.text[start:end], line),
                *_where(page, place, head),
                *_elsewhere(page, place, read),
            ]
            yield Byline(index, start, end, read, tuple(marks))


def _near(page: Page, days: frozenset[int]) -> frozenset[int]:
    """The places of the lines that have a date beside them."""
    places = [bisect_left(page.text, index) for index in days]
    return frozenset([place + step for place in places for step in range(-NEAR, NEAR + 1)])


def _may_hold(line: Line) -> bool:
    """Whether a line is worth reading: not too long and no credit."""
    if len(line.text) > MAX_LENGTH or line.text[0] in "—–©([":
        return False
    return line.words[0].casefold() not in phrases("photo-credit")


def _labels_next(line: Line) -> bool:
    return len(line.words) <= LABEL_WORDS and (
        line.key in phrases("byline") or (line.words[-1].casefold() in _ENDS_BY and not line.ends_sentence)
    )


@cache
def _labels() -> frozenset[str]:
    return phrases("section-word") | phrases("share-label")


def segments(text: str, dates: Dates, index: int, above: bool) -> Iterator[tuple[int, int, str, Names]]:
    """Each part of a line that reads as names: start, end, how it is labelled, names."""
    at = 0
    cuts = [] if _PARTING.isdisjoint(text) and "  " not in text else [m.span() for m in names.PARTS.finditer(text)]
    cuts += [(date.start, date.end) for date in dates.get(index, [])]
    credited = _credited(text)
    for start, end in [*sorted(cuts), (len(text), len(text))]:
        if start > at:
            part = text[at:start]
            at += len(part) - len(part.lstrip(_EDGE))
            part = part.lstrip(_EDGE)
            skip = names.label(part)
            said = part[skip:]
            if _DIGIT.search(said) or not _CUTTING.isdisjoint(said.casefold().split()):
                said = _CUT.sub("", said)
            read = names.parse(said, bool(skip) or above) if skip or not credited else None
            if read:
                yield at, start, "by" if skip else "by above" if above else "no by", read
        at = max(at, end)


def _credited(text: str) -> bool:
    return ("/" in text or "©" in text or "Getty" in text) and bool(_CREDITED.search(text))


def _said(by: str, read: Names, part: str, line: Line) -> Iterator[str]:
    """What the line itself says for the names in it."""
    yield by
    if _credited(line.text):
        yield "credit"
    if by == "by" and names.label(part, inside=False) == 0:
        yield "by inside"
    yield f"{by}, {read.kind}"
    if len(read.names) > 1:
        yield "several"
    if read.role:
        yield "role"
    if len(part.strip()) < len(line.text) - 1:
        yield "part of line" if by == "no by" else "part of line by"
    if not names.HANDLE_MARKS.isdisjoint(part) and names.HANDLE.search(part):
        yield "handle"
    first = read.names[0]
    if read.kind in ("person", "single"):
        yield "given name" if names.given(first) else "no given name"
        if any(word.isupper() and len(word) > 1 for word in first.split()) and not line.text.isupper():
            yield "acronym"


def _where(page: Page, place: int, head: Head) -> Iterator[str]:
    """What the place says: beside a date, under the title, before the body."""
    text, days = page.text, head.days
    if text[place] in days:
        yield "with date"
    elif not days.isdisjoint(text[max(0, place - 1) : place + 2]):
        yield "date beside"
    elif not days.isdisjoint(text[max(0, place - NEAR) : place + NEAR + 1]):
        yield "date near"
    else:
        yield "no date near"
    if head.title is None:
        yield "no title"
    else:
        gap = place - text.index(head.title)
        yield next(name for limit, name in GAPS if gap <= limit)
    if place >= page.ahead:
        near = place < page.ahead + JUST_BELOW
        last = place >= page.zone[-1] - 5 and place > page.ahead + JUST_BELOW
        yield "just below prose" if near else "at end" if last else "below prose"
    if place + 1 < len(text) and page.lines[text[place + 1]].key in phrases("role"):
        yield "role below"
    if place and page.lines[text[place - 1]].text[-1] in '"”»“':
        yield "quotation above"


def _elsewhere(page: Page, place: int, read: Names) -> Iterator[str]:
    """What the rest of the page says: a name that the body tells of is hardly the author's."""
    first = read.names[0]
    folded = first.casefold()
    if len(first) >= 4 and any(folded in page.lines[i].key for i in sorted(page.prose)[:BODY_LINES]):
        yield "in body"
    if page.seen[fold(first)] > 1:
        yield "repeated"
    if read.kind == "person" and any(
        first in page.lines[i].text for i in page.text[place + 1 : place + 40] if i not in page.prose
    ):
        yield "echoed"
