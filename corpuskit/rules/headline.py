"""The kit for the title: every short line above the body is scored, and silence has a score of its own."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from corpuskit.document import Line, fold
from corpuskit.rules import names
from corpuskit.rules.dateline import Dates, days_of
from corpuskit.rules.dates import Date
from corpuskit.rules.page import BULLET, FIELD_WORDS, Page, dangles
from corpuskit.rules.rule import phrases
from corpuskit.rules.scoring import KEPT, evidence, total
from corpuskit.rules.weights import TITLE, TITLE_SILENCE
from corpuskit.values import struct

MAX_LINES = 40  # lines with words that are looked at: a title further down is another article's
BELOW_LEAD = 8  # of them behind the first prose: teasers, notices and pictures may stand above the title
MAX_DATE = 0.4  # of a line may be dates: more is a dateline
FEW_LETTERS = 0.5  # fewer of the characters are letters: a time, a price, a count
CREDIT_WORDS = 8  # of a line that names a photographer
SOURCE_LENGTH = 30  # code points before the colon of a line that names a source
LONG = 12  # words of a line under the title that is a subtitle or a body
NEXT = 5  # lines below, of which the long ones are counted
SHORT = 3  # words of a line above the title that is a label
BODY_LINES = 6  # lines of prose that a title shares words with
BODY_LENGTH = 4000
STEM = 6  # letters of a word that survive inflection
MIN_WORD = 4  # letters of a word that says something
SHARES = (0.15, 0.4, 0.7)
SHARED = ("shares none", "shares little", "shares half", "shares most")
LEAD_SHARED = tuple([f"lead {name}" for name in SHARED])
INSIDE = "part of another line"
ALIKE = ("1 like a title", "2 like a title", "3 like a title")
MOST_SAID = sum(max(0.0, *[TITLE.get(name, 0.0) for name in names]) for names in (SHARED, LEAD_SHARED, [INSIDE]))
NEARLY = 0.3  # below silence a line is still so likely the title that no rule drops it for its looks
PERSON_WORDS = 4  # of a line that is nothing but a name
SIZES = (
    (1, "1 word"),
    (2, "2 words"),
    (3, "3 words"),
    (5, "4-5 words"),
    (8, "6-8 words"),
    (14, "9-14 words"),
    (18, "15-18 words"),
    (25, "19-25 words"),
    (FIELD_WORDS, "26+ words"),
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
ENDS = {
    **dict.fromkeys(".。", "full stop"),
    **dict.fromkeys("?!？！", "question"),
    **dict.fromkeys(":：", "colon"),
    **dict.fromkeys(",;…-–»>→›|", "unfinished"),
}
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
AGENCIES = frozenset(["AFP", "EPA", "Getty", "Reuters", "Shutterstock", "dpa"])
_PARTED = re.compile(r"\s[|»«·•›>–—-]\s|\s\s")
_CRUMBS = re.compile(r"[»›>/]\s.*[»›>/]\s|^(?:Home|Startseite|Accueil|Inicio|Sie sind hier)\b", re.IGNORECASE)


@struct
class Headline:
    """A line that may be the title, what speaks for it, and how much."""

    index: int
    features: tuple[str, ...]
    evidence: float = 0.0


def rank(page: Page, dates: Dates, signed: frozenset[int]) -> list[Headline]:
    """The lines that may be the title, best first; below FLOOR it is likelier that there is none.

    What a line shares with the page is asked of the lines alone that can still be the best by it, or nearly as likely
    as silence.
    """
    seen = sorted([(-total(h.features, TITLE), h.index, h) for h in looks(page, dates, signed)], key=itemgetter(0, 1))
    best, scored = -math.inf, []
    said = Said.of(page) if seen else None
    for seemed, index, headline in seen:
        if said is None or MOST_SAID - seemed < min(best, TITLE_SILENCE - NEARLY):
            break
        more = said.about(page, index)
        score = total(more, TITLE) - seemed
        best = max(best, score)
        scored.append((-score, index, (*headline.features, *more)))
    scored.sort()
    return [Headline(index, features, evidence(-score, TITLE_SILENCE)) for score, index, features in scored[:KEPT]]


def candidates(page: Page, dates: Dates, signed: frozenset[int]) -> Iterator[Headline]:
    """The short lines above the body, with all that speaks for each."""
    said = Said.of(page)
    for headline in looks(page, dates, signed):
        yield Headline(headline.index, (*headline.features, *said.about(page, headline.index)))


def looks(page: Page, dates: Dates, signed: frozenset[int]) -> Iterator[Headline]:
    """The short lines above the body, without those that are a date and little more, by looks and place."""
    end = min(MAX_LINES, page.ahead + BELOW_LEAD)
    days, alike = days_of(dates), 0
    for place in page.short:
        if place >= end:
            break
        index = page.text[place]
        line, size = page.lines[index], page.sizes[index]
        if (
            (index in dates and _is_date(line, dates[index]))
            or (":" in line.text and _is_source(line))
            or (not line.ends_sentence and _runs_on(page, index))
        ):
            continue
        found = _shape(page, index)
        like = index not in days and index not in signed and UNLIKE.isdisjoint(found)
        found.append(_BY_RANK[place])
        if like:
            alike += 1
            found.append(ALIKE[min(alike, len(ALIKE)) - 1])
        if index in days:
            found.append("holds date")
        if index in signed:
            found.append("holds byline")
        if index > page.lead:
            found.append("below prose")
        if page.seen[line.key] > 1:
            found.append("repeated" if size > SHORT else "repeated label")
        found += _around(page, days, signed, place)
        yield Headline(index, tuple(found))


def _runs_on(page: Page, index: int) -> bool:
    """Whether the line right below goes on in small letters."""
    return index + 1 < len(page.lines) and page.lines[index + 1].text[:1].islower()


def _is_source(line: Line) -> bool:
    head, colon, _ = line.text.partition(":")
    return bool(colon) and len(head) <= SOURCE_LENGTH and fold(head) in phrases("source-list")


def _is_date(line: Line, dates: list[Date]) -> bool:
    return sum([date.end - date.start for date in dates]) >= MAX_DATE * len(line.text)


def _spread(table: tuple[tuple[int, str], ...]) -> tuple[str, ...]:
    """The names of a table of limits, by value."""
    return tuple(next(name for limit, name in table if value <= limit) for value in range(table[-1][0] + 1))


_BY_SIZE, _BY_RANK = _spread(SIZES), _spread(RANKS)


def _shape(page: Page, index: int) -> list[str]:
    """What the line looks like by itself."""
    line, size = page.lines[index], page.sizes[index]
    text = line.text
    marked = not text.replace(" ", "").isalnum()
    found = [_BY_SIZE[size]]
    if marked:
        found += _marks(text)
    if text[0].islower():
        found.append("lower case")
    if size > 1 and text.isupper():
        found.append("capitals")
    if index in page.credits:
        found.append("credit at end")
    elif (
        (marked and _names_picture(text))
        or not AGENCIES.isdisjoint(line.words)
        or (size <= CREDIT_WORDS and not phrases("photo-credit").isdisjoint(map(str.casefold, line.words)))
    ):
        found.append("credit")
    if _few_letters(line):
        found.append("few letters")
    if dangles(page, line):
        found.append("dangling")
    if line.words[-1].casefold() in phrases("date-published"):
        found.append("date label")
    if (marked or "  " in text) and _PARTED.search(text):
        found.append("parted")
        if _CRUMBS.search(text):
            found.append("breadcrumbs")
    if marked and text.count(",") >= max(2, size / 3):
        found.append("list of words")
    if line.key in phrases("section-word"):
        found.append("section word")
    elif size <= PERSON_WORDS and names.is_person(text):
        found.append("person")
    return found


def _marks(text: str) -> Iterator[str]:
    """What the first and the last mark of a line say."""
    first, last = text[0], text[-1]
    if last in ENDS:
        yield ENDS[last]
    if not first.isalnum() and first not in OPENERS:
        yield "mark first"
    if BULLET.match(text):
        yield "bullet"


def _names_picture(text: str) -> bool:
    """Whether a line has the marks that credits and addresses have, or stands in brackets."""
    return text[0] == "(" or text[-1] == ")" or "@" in text or "©" in text or "://" in text or "www." in text


def _few_letters(line: Line) -> bool:
    """Whether digits and marks are more than the letters: a time, a price, a count."""
    enough = FEW_LETTERS * len(line.text)
    letters = 0
    for word in line.words:
        if word.isalpha():
            letters += len(word)
            if letters >= enough:
                return False
    return sum(map(str.isalpha, line.text)) < enough


@struct
class Said:
    """What the page says, folded: all its lines, the body, and the first paragraph of it."""

    page: str
    body: str
    lead: str

    @classmethod
    def of(cls, page: Page) -> Said:
        prose = [page.lines[i].key for i in sorted(page.prose)[:BODY_LINES]]
        return cls(page.whole, " ".join(prose)[:BODY_LENGTH], prose[0][:BODY_LENGTH] if prose else "")

    def about(self, page: Page, index: int) -> list[str]:
        """What the page says of the line `index`."""
        line = page.lines[index]
        found = [*self.shared(line)]
        if page.sizes[index] > SHORT and page.seen[line.key] == 1 and self.page.count(line.text) > 1:
            found.append(INSIDE)
        return found

    def shared(self, line: Line) -> tuple[str, str]:
        """How many of the words of `line` the body and its first paragraph say too, whatever their endings."""
        stems = {word[:STEM].casefold() for word in line.words if len(word) >= MIN_WORD}
        if len(stems) < 2 and not line.text.isascii():
            text = line.key.replace(" ", "")
            stems = {text[i : i + 2] for i in range(len(text) - 1)}
        if not stems or not self.body:
            return "shares ?", "lead shares ?"
        body, lead = self.body, self.lead
        said = [stem for stem in stems if stem in body]
        first = [stem for stem in said if stem in lead]
        parts = bisect_right(SHARES, len(said) / len(stems)), bisect_right(SHARES, len(first) / len(stems))
        return SHARED[parts[0]], LEAD_SHARED[parts[1]]


@struct
class Around:
    """How the surroundings of a line are named: by the long lines below, by dates and by bylines."""

    paragraphs: tuple[str, ...]
    date: tuple[str, ...]
    byline: tuple[str, ...]

    @classmethod
    def of(cls, prefix: str) -> Around:
        date, byline = (
            tuple([f"{prefix}{what} {where}" for where in ("below", "near below", "above", "near above")])
            for what in ("date", "byline")
        )
        return cls(tuple([f"{prefix}{count} long lines near below" for count in range(NEXT + 1)]), date, byline)


_LONG, _SHORT = Around.of(""), Around.of("short, ")


def _near(names: tuple[str, ...], lines: frozenset[int], below: Sequence[int], above: Sequence[int]) -> Iterator[str]:
    """Where the next of `lines` stand: right below, near below, right above, near above."""
    if below and below[0] in lines:
        yield names[0]
    elif not lines.isdisjoint(below):
        yield names[1]
    if above and above[-1] in lines:
        yield names[2]
    elif not lines.isdisjoint(above):
        yield names[3]


def _around(page: Page, days: frozenset[int], signed: frozenset[int], place: int) -> list[str]:
    """What stands around the line."""
    text, sizes = page.text, page.sizes
    size = sizes[text[place]]
    names = _LONG if size > SHORT else _SHORT
    below, above = text[place + 1 : place + 1 + NEXT], text[max(0, place - 3) : place]
    found = [names.paragraphs[sum([sizes[i] >= LONG for i in below])]]
    below = below[:4]
    if days:
        found += _near(names.date, days, below, above)
    if signed:
        found += _near(names.byline, signed, below, above)
    if below:
        next_ = sizes[below[0]]
        if below[0] in page.prose:
            found.append("prose below")
        elif next_ >= LONG:
            found.append("long below")
        elif next_ <= SHORT:
            found.append("short below")
        elif next_ > size and below[0] not in days and below[0] not in signed:
            found.append("longer below")
    if above:
        if sizes[above[-1]] <= SHORT:
            found.append("short above")
        elif sizes[above[-1]] >= max(5, size) and above[-1] not in days:
            found.append("longer above")
    return found
