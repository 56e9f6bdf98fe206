"""The kit for the title: every short line above the body is scored, and silence has a score of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from corpuskit.document import Line, fold
from corpuskit.rules import names
from corpuskit.rules.credits import credited
from corpuskit.rules.dateline import Dates, days_of
from corpuskit.rules.dates import Date
from corpuskit.rules.page import BULLET, Page, dangles
from corpuskit.rules.rule import phrases
from corpuskit.rules.scoring import evidence, ranked
from corpuskit.rules.weights import TITLE, TITLE_SILENCE
from corpuskit.values import struct

MAX_LINES = 40  # lines with words that are looked at: a title further down is another article's
BELOW_LEAD = 8  # of them behind the first prose: teasers, notices and pictures may stand above the title
MAX_DATE = 0.4  # of a line may be dates: more is a dateline
FEW_LETTERS = 0.5  # fewer of the characters are letters: a time, a price, a count
MAX_WORDS = 32  # longer lines are no titles
CREDIT_WORDS = 8  # of a line that names a photographer
SOURCE_LENGTH = 30  # code points before the colon of a line that names a source
LONG = 12  # words of a line under the title that is a subtitle or a body
NEXT = 5  # lines below, of which the long ones are counted
SHORT = 3  # words of a line above the title that is a label
BODY_LINES = 6  # lines of prose that a title shares words with
BODY_LENGTH = 4000
STEM = 6  # letters of a word that survive inflection
MIN_WORD = 4  # letters of a word that says something
SHARES = ((0.15, "shares none"), (0.4, "shares little"), (0.7, "shares half"), (1.1, "shares most"))
SIZES = (
    (1, "1 word"),
    (2, "2 words"),
    (3, "3 words"),
    (5, "4-5 words"),
    (8, "6-8 words"),
    (14, "9-14 words"),
    (18, "15-18 words"),
    (25, "19-25 words"),
    (MAX_WORDS, "26+ words"),
)
RANKS = (
    (0, "line 1"),
    (1, "line 2"),
    (2, "line 3"),
    (4, "line 4-5"),
    (9, "line 6-10"),
    (19, "line 11-20"),
    (MAX_LINES, "line 21+"),
)
ENDS = {**dict.fromkeys(".。", "full stop"), **dict.fromkeys("?!？！", "question"), **dict.fromkeys(":：", "colon")}
UNFINISHED = ",;…-–>»→›|"
UNLIKE = frozenset(
    [
        "1 word",
        "2 words",
        "3 words",
        "26+ words",
        "full stop",
        "colon",
        "lower case",
        "mark first",
        "bullet",
        "credit",
        "credit at end",
    ]
    + ["few letters", "dangling", "date label", "breadcrumbs", "list of words", "section word", "person"]
)
OPENERS = "\"'“„«‘¿¡「『【《（([#$€£"
_CREDIT = re.compile(r"[@©]|https?:|www\.|\b(?:Getty|AFP|Reuters|dpa|EPA|Shutterstock)\b|^\(|\)$")
_DIGIT = re.compile(r"\d")
_PARTED = re.compile(r"\s[|»«·•›>–—-]\s|\s\s")
_CRUMBS = re.compile(r"[»›>/]\s.*[»›>/]\s|^(?:Home|Startseite|Accueil|Inicio|Sie sind hier)\b", re.IGNORECASE)


@struct
class Headline:
    """A line that may be the title, what speaks for it, and how much."""

    index: int
    features: tuple[str, ...]
    evidence: float = 0.0


def rank(page: Page, dates: Dates, signed: frozenset[int]) -> list[Headline]:
    """The lines that may be the title, best first; below FLOOR it is likelier that there is none."""
    best = ranked(candidates(page, dates, signed), TITLE)
    return [Headline(h.index, h.features, evidence(score, TITLE_SILENCE)) for score, h in best]


def candidates(page: Page, dates: Dates, signed: frozenset[int]) -> Iterator[Headline]:
    """The short lines above the body, without those that are a date and little more."""
    places = [p for p in page.zone if p < min(MAX_LINES, page.ahead + BELOW_LEAD)]
    if not places:
        return
    seen = Counter([page.lines[i].key for i in page.text])
    said = Said.of(page)
    days, alike = days_of(dates), 0
    for place in places:
        index = page.text[place]
        line, size = page.lines[index], page.sizes[index]
        if (
            size > MAX_WORDS
            or index in page.prose
            or _is_date(line, dates.get(index))
            or _is_source(line)
            or _runs_on(page, index)
        ):
            continue
        shape = list(_shape(page, line, size))
        found = [*shape, _BY_RANK[place], *said.shared(line)]
        if index not in days and index not in signed and UNLIKE.isdisjoint(shape):
            alike += 1
            found.append(f"{min(alike, 3)} like a title")
        if index in days:
            found.append("holds date")
        if index in signed:
            found.append("holds byline")
        if index > page.lead:
            found.append("below prose")
        if seen[line.key] > 1:
            found.append("repeated" if size > SHORT else "repeated label")
        elif size > SHORT and said.inside(line):
            found.append("part of another line")
        found += _around(page, days, signed, place)
        yield Headline(index, tuple(found))


def _runs_on(page: Page, index: int) -> bool:
    """Whether the line right below goes on in mid-sentence."""
    below = page.lines[index + 1].text if index + 1 < len(page.lines) else ""
    return below[:1].islower() and not page.lines[index].ends_sentence


def _is_source(line: Line) -> bool:
    head, colon, _ = line.text.partition(":")
    return bool(colon) and len(head) <= SOURCE_LENGTH and fold(head) in phrases("source-list")


def _is_date(line: Line, dates: list[Date] | None) -> bool:
    if not dates:
        return False
    return sum(date.end - date.start for date in dates) >= MAX_DATE * len(line.text)


def _spread(table: tuple[tuple[int, str], ...]) -> tuple[str, ...]:
    """The names of a table of limits, by value."""
    return tuple(next(name for limit, name in table if value <= limit) for value in range(table[-1][0] + 1))


_BY_SIZE, _BY_RANK = _spread(SIZES), _spread(RANKS)


def _shape(page: Page, line: Line, size: int) -> Iterator[str]:
    text = line.text
    yield _BY_SIZE[size]
    end = ENDS.get(text[-1]) or ("unfinished" if text[-1] in UNFINISHED or text.endswith("...") else "")
    if end:
        yield end
    if text[0].islower():
        yield "lower case"
    elif not text[0].isalnum() and text[0] not in OPENERS:
        yield "mark first"
    if size > 1 and text.isupper():
        yield "capitals"
    if BULLET.match(text):
        yield "bullet"
    if credited(line):
        yield "credit at end"
    elif _CREDIT.search(text) or (
        size <= CREDIT_WORDS and not phrases("photo-credit").isdisjoint(w.casefold() for w in line.words)
    ):
        yield "credit"
    if _few_letters(line):
        yield "few letters"
    if dangles(page, line):
        yield "dangling"
    if line.words[-1].casefold() in phrases("date-published"):
        yield "date label"
    if _PARTED.search(text):
        yield "parted"
        if _CRUMBS.search(text):
            yield "breadcrumbs"
    if text.count(",") >= 2 and text.count(",") * 3 >= size:
        yield "list of words"
    if line.key in phrases("section-word"):
        yield "section word"
    elif size <= 4 and names.is_person(text):
        yield "person"


def _few_letters(line: Line) -> bool:
    """Whether digits and marks are more than the letters: a time, a price, a count."""
    text = line.text
    if sum(map(len, line.words)) >= FEW_LETTERS * len(text) and not _DIGIT.search(text):
        return False
    return sum(map(str.isalpha, text)) < FEW_LETTERS * len(text)


@struct
class Said:
    """What the page says, folded: all its lines, the body, and the first paragraph of it."""

    page: str
    body: str
    lead: str

    @classmethod
    def of(cls, page: Page) -> Said:
        prose = [page.lines[i].key for i in sorted(page.prose)[:BODY_LINES]]
        return cls(page.whole, " ".join(prose)[:BODY_LENGTH], prose[0] if prose else "")

    def inside(self, line: Line) -> bool:
        """Whether another line holds all of `line`."""
        return self.page.count(line.text) > 1

    def shared(self, line: Line) -> tuple[str, str]:
        """How many of the words of `line` the body and its first paragraph say too, whatever their endings."""
        stems = {word[:STEM].casefold() for word in line.words if len(word) >= MIN_WORD}
        if len(stems) < 2 and not line.text.isascii():
            text = line.key.replace(" ", "")
            stems = {text[i : i + 2] for i in range(len(text) - 1)}
        return _share(stems, self.body), "lead " + _share(stems, self.lead)


def _share(stems: set[str], text: str) -> str:
    if not stems or not text:
        return "shares ?"
    part = len([1 for stem in stems if stem in text]) / len(stems)
    return next(name for limit, name in SHARES if part < limit)


def _around(page: Page, days: frozenset[int], signed: frozenset[int], place: int) -> Iterator[str]:
    text, sizes = page.text, page.sizes
    size = sizes[text[place]]
    paragraphs = sum([sizes[i] >= LONG for i in text[place + 1 : place + 1 + NEXT]])
    yield f"{paragraphs} long lines near below" if size > SHORT else f"short, {paragraphs} long lines near below"
    below, above = text[place + 1 : place + 5], text[max(0, place - 3) : place]
    for name, lines in (("date", days), ("byline", signed)):
        name = name if size > SHORT else f"short, {name}"
        if below and below[0] in lines:
            yield f"{name} below"
        elif not lines.isdisjoint(below):
            yield f"{name} near below"
        if above and above[-1] in lines:
            yield f"{name} above"
        elif not lines.isdisjoint(above):
            yield f"{name} near above"
    if below:
        if below[0] in page.prose:
            yield "prose below"
        elif sizes[below[0]] >= LONG:
            yield "long below"
        elif sizes[below[0]] <= SHORT:
            yield "short below"
        elif sizes[below[0]] > size and below[0] not in days and below[0] not in signed:
            yield "longer below"
    if above:
        if sizes[above[-1]] <= SHORT:
            yield "short above"
        elif sizes[above[-1]] >= max(5, size) and above[-1] not in days:
            yield "longer above"
