"""The kit for the date of publication: every date that a line names is scored, and silence has a score of its own."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from corpuskit import language
from corpuskit.document import Line, fold
from corpuskit.rules.dates import GATE, Date, Order, calendar, find, shown_order, twofold
from corpuskit.rules.page import Page
from corpuskit.rules.rule import phrases
from corpuskit.rules.scoring import evidence, ranked
from corpuskit.rules.weights import DATE, DATE_SILENCE
from corpuskit.values import struct

MAX_WORDS = 30  # of a line that may hold the date of publication
FAR_WORDS = 14  # of such a line in the middle of the body
MAX_LENGTH = 400  # code points of such a line
MAX_DATES = 60  # that are looked at in one document
LABEL_WORDS = 4  # words of the longest label
POSTED_WORDS = 5  # of the longest beginning of a sentence that says when a post appeared
MAX_REST = 15  # other words on the line of a date without a label
BESIDE = 2  # lines between the date of publication and that of the update
ADJACENT = 3  # code points between two dates side by side
TOLD = 4  # words written small beside a date that is part of a sentence
WEB = 1990  # years before this are those of what an article tells
ENTRIES = 3  # of a chronicle
CROWD = 8  # with more dates than this a page is a list
RESTS = ((0, "alone"), (3, "1-3 words more"), (8, "4-8 words more"), (15, "9-15 words more"), (10**6, "16+ words more"))
GAPS = (
    (-2, "far above title"),
    (-1, "above title"),
    (0, "in title"),
    (1, "title+1"),
    (2, "title+2"),
    (5, "title+3-5"),
    (10, "title+6-10"),
    (10**6, "far below title"),
)
RANKS = ((0, "date 1"), (1, "date 2"), (4, "date 3-5"), (10**6, "date 6+"))
PROSE = ((1, "behind 1 prose"), (3, "behind 2-3 prose"), (10**6, "behind prose"))
DAY_FIRST_NOT = frozenset(["en", "und"])  # languages in which 3/4 may be the fourth of March
_WORDS = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_PICTURE = re.compile(
    r"©|\((?:AP|AFP|dpa|EPA|REUTERS|Reuters)[ )/]|Getty|\bfile photo\b|\bFILE\b|(?:Photo|Foto|Bild|Image|Picture)(?: by|:)|https?:",
    re.IGNORECASE,
)
# What goes on behind a date that a paragraph is glued to: a mark, or a capital without a space.
_OPENS = re.compile(r"\.\s|\s?[|–—]\s|(?:(?<=\d)|(?<=Uhr))[^\W\d_a-z]|\s?Uhr[^\W\d_a-z]")
CLIP = re.compile(r"\d:\d\d ?[Mm]in\b")  # how long a film or a recording is, and not when an article appeared
_ENTRY = re.compile(r"\s?(?::|\s[–—-])\s?[^\W\d]")  # what follows the date of an entry in a chronicle
_ASCII_DIGIT = re.compile("[0-9]")
_DIGIT = re.compile(r"\d")
_BY = re.compile(r"\b(?:by|von|par|por|di|av|af|door|oleh|autor|author)\b", re.IGNORECASE)
# Words before a date that say it is the end or the beginning of something else.
_UNTIL = frozenset(["when", "wann", "bis", "until", "till", "to", "since", "seit", "from", "ab", "born", "geb", "expires", "hasta", "até", "fino", "jusqu'au", "depuis", "desde", "dal", "tot", "vanaf", "do", "od", "до", "с", "died", "gest", "gestorben", "geboren", "né", "née", "mort", "morte", "nacido", "nacida", "fallecido", "fallecida", "nato", "nata", "nascido", "nascida", "född", "död", "født", "død", "ur", "zm", "родился", "родилась", "умер", "умерла"])  # fmt: skip


@struct
class Dated:
    """A date of the line `index`, what speaks for it, and how much."""

    index: int
    date: Date
    features: tuple[str, ...]
    evidence: float = 0.0

    @property
    def updated(self) -> bool:
        return self.features[0].startswith("updated")


Dates = dict[int, list[Date]]


def find_all(page: Page) -> Dates:
    """The dates of the lines where a date of publication may stand, by line."""
    found: Dates = {}
    doubtful = []
    zone = frozenset([page.text[place] for place in page.zone])
    for index in page.text:
        text, words = page.lines[index].text, page.sizes[index]
        if (words > FAR_WORDS and (words > MAX_WORDS or index not in zone)) or len(text) > MAX_LENGTH:
            if index != page.lead:
                continue
            text = text[:LEAD_LENGTH]
        if not (_ASCII_DIGIT if text.isascii() else _DIGIT).search(text) or not GATE.search(text):
            continue
        dates = find(text)
        if dates:
            found[index] = dates
        elif twofold(text):
            doubtful.append(index)
    if doubtful:
        order, tag = _order(page)
        for index in doubtful:
            dates = find(page.lines[index].text[:MAX_LENGTH], order, tag)
            if dates:
                found[index] = dates
    return found if not doubtful else dict(sorted(found.items()))


LEAD_LENGTH = 60  # code points of the first paragraph in which a glued label and its date stand


def _order(page: Page) -> tuple[Order | None, str]:
    """The order of day and month, and the language, of a page with a date that could be read twice.

    Another date on the page shows it, or the language has but one; English has both.
    """
    text = "\n".join(page.lines[i].text for i in sorted(page.prose)[:4]) or page.lines[page.text[0]].text
    tag = language.detect(text).tag
    shown = {shown_order(page.lines[page.text[p]].text) for p in page.zone} - {None}
    if len(shown) == 1:
        return shown.pop(), tag
    return (None if tag in DAY_FIRST_NOT or shown else "day"), tag


def days_of(dates: Dates) -> frozenset[int]:
    """The lines that hold a date with a day."""
    return frozenset([index for index, found in dates.items() if any(date.has_day for date in found)])


def rank(page: Page, dates: Dates, title: int | None) -> list[Dated]:
    """The dates that may be that of publication, best first; below FLOOR it is likelier that there is none."""
    best = ranked(candidates(page, dates, title), DATE)
    return [Dated(d.index, d.date, d.features, evidence(score, DATE_SILENCE)) for score, d in best]


def candidates(page: Page, dates: Dates, title: int | None) -> list[Dated]:
    """The dates that are not plainly those of something else, with what speaks for them."""
    made: list[Dated] = []
    told = _chronicle(page, dates)
    places = {index: place for place, index in enumerate(page.text)}
    at_title = None if title is None else places[title]
    flat = [date for found in dates.values() for date in found]
    latest = max((date.year for date in flat), default=0)
    said = Counter(date.iso[:10] for date in flat)
    number = 0
    for index, found in dates.items():
        for order, date in enumerate(found if index not in told else ()):
            if number >= MAX_DATES:
                break
            marks = _line(page, places[index], found, order)
            if not marks:
                continue
            marks += _place(page, places[index], at_title)
            marks.append(next(name for limit, name in RANKS if number <= limit))
            if len(flat) > CROWD:
                marks.append("many dates")
            if date.year < WEB:
                marks.append("before the web")
            if date.year < latest - 1:
                marks.append("older than others")
            if said[date.iso[:10]] > 1:
                marks.append("said twice")
            if marks[0] == "unlabelled" and index > page.lead:
                marks.append("alone below prose" if "alone" in marks else "bare below prose")
            number += 1
            made.append(Dated(index, date, tuple(marks)))
    return [_compared(dated, made) for dated in made]


def _chronicle(page: Page, dates: Dates) -> frozenset[int]:
    """The lines of a chronicle: several begin with a date and go on, behind a mark, with what happened then."""
    if len(dates) < ENTRIES:
        return frozenset()
    found = [i for i, on in dates.items() if not on[0].start and _ENTRY.match(page.lines[i].text, on[0].end)]
    return frozenset(found if len(found) >= ENTRIES else ())


def _compared(dated: Dated, all_: list[Dated]) -> Dated:
    """`dated` with what the dates beside it say: published goes before updated, the earlier of two before the later."""
    more = []
    for other in all_:
        if other is dated or abs(other.index - dated.index) > BESIDE or other.date.iso[:10] == dated.date.iso[:10]:
            continue
        earlier = dated.date.iso < other.date.iso
        if dated.updated != other.updated and earlier != dated.updated:
            more.append("published beside" if dated.updated else "update beside")
        elif other.index == dated.index and _adjacent(dated.date, other.date):
            more.append("earlier of two" if earlier else "later of two")
    return Dated(dated.index, dated.date, (*dated.features, *dict.fromkeys(more))) if more else dated


def _adjacent(one: Date, two: Date) -> bool:
    """Whether two dates of a line stand side by side, with a mark between them at most."""
    return 0 <= max(one.start, two.start) - min(one.end, two.end) <= ADJACENT


def _label(page: Page, place: int, before: str, first: bool, after: str) -> str:
    """How a date is labelled: by the words before it, behind it, or alone on the line above."""
    published, updated = phrases("date-published"), phrases("date-updated")
    words = _WORDS.findall(before)
    while words and words[-1].strip(".").casefold() in calendar().days:
        words.pop()
    for size in range(min(LABEL_WORDS, len(words)), 0, -1):
        key = fold(" ".join(words[-size:]))
        if key in updated:
            return "updated"
        if key in published:
            return "published"
    behind = fold(after[:16]).split(" ")[0].removesuffix("しました")
    if behind in updated:
        return "updated"
    if behind in published:
        return "published"
    if words or not first or not place:
        return "unlabelled"
    above = page.lines[page.text[place - 1]].key
    return "updated above" if above in updated else "published above" if above in published else "unlabelled"


def _line(page: Page, place: int, dates: list[Date], order: int) -> list[str]:
    """What the line says for its date; nothing when it is another kind of date."""
    index, date = page.text[place], dates[order]
    line = page.lines[index]
    text = line.text
    before = text[dates[order - 1].end if order else 0 : date.start]
    said = _label(page, place, before, order == 0, text[date.end :])
    if said == "unlabelled" and order == 0 and index not in page.prose and _says_published(line):
        said = "published"
    opens = index == page.lead and date.start == 0 and bool(_OPENS.match(text, date.end))
    if not date.has_day and said != "published":
        return []
    if said == "unlabelled" and is_posted(line):
        said = "published"
    if said == "unlabelled" and date.start and (_other(text, before) or _told(text, date)):
        return []
    if said == "unlabelled" and CLIP.search(text):
        return []
    posted = index in page.prose and is_posted(line)
    if index in page.prose and not (opens or posted) and fold(text[: date.start]) not in phrases("date-published"):
        return []
    rest = rest_words(text, dates)
    if said == "unlabelled" and rest > (MAX_REST if date.start else MAX_WORDS) and not opens:
        return []
    found = [said, next(name for limit, name in RESTS if rest <= limit)]
    if index in page.prose:
        found.append("posted" if posted else "prose")
    elif line.ends_sentence and rest > 4:
        found.append("sentence")
    if date.timed:
        found.append("time")
    if not date.has_day:
        found.append("month only")
    if date.start == 0 and date.end == len(text):
        found.append("whole line")
    if line.words[0].casefold() in calendar().days:
        found.append("weekday first")
    if rest and _BY.search(text):
        found.append("by")
    if order:
        found.append("second on line")
    return found


def _says_published(line: Line) -> bool:
    """Whether a line begins with a label of the date of publication, whatever stands between the two."""
    first, published = fold(line.words[0]), phrases("date-published")
    return first in published or (first in _first_words() and fold(" ".join(line.words[:2])) in published)


@cache
def _first_words() -> frozenset[str]:
    return frozenset([phrase.partition(" ")[0] for phrase in phrases("date-published")])


def is_posted(line: Line) -> bool:
    """Whether a line is the sentence at the foot of a post that says when, by whom and in which category."""
    words = [word.casefold() for word in line.words[:POSTED_WORDS]]
    return any(" ".join(words[:size]) in phrases("posted") for size in range(2, len(words) + 1))


def _told(text: str, date: Date) -> bool:
    """Whether the words around a date are a sentence or a caption, which tell of a day, and no line of labels."""
    before = text[: date.start].rstrip()
    if date.timed or before.endswith(("|", "/", "·", "•")):
        return False
    ahead, behind = _WORDS.findall(before), _WORDS.findall(text[date.end :])
    small = sum(word[0].islower() for word in ahead + behind)
    done = len(ahead) > 2 and ahead[-2][0].islower() and ahead[-1] in phrases("dangling")
    return (done or small >= TOLD) and not _BY.search(text)


def _other(text: str, before: str) -> bool:
    """Whether an unlabelled date is that of a quotation, a picture, or the end of something."""
    word = fold(before[-20:]).rpartition(" ")[2]
    return text[0] in "—–*†" or text.startswith("- ") or word in _UNTIL or bool(_PICTURE.search(text))


def rest_words(text: str, dates: list[Date]) -> int:
    """The words of a line that are no date, no label and no day of the week."""
    at = count = 0
    spans = [(date.start, date.end) for date in dates]
    for start, end in [*spans, (len(text), len(text))]:
        part = text[at:start]
        at = end
        words = [word.strip(".").casefold() for word in _WORDS.findall(part)]
        while words and words[-1] in calendar().days:
            words.pop()
        key = " ".join(words)
        if key not in phrases("date-published") and key not in phrases("date-updated"):
            count += len(words)
    return count


def _place(page: Page, place: int, title: int | None) -> list[str]:
    index = page.text[place]
    gap = 0 if title is None else place - title
    found = ["no title" if title is None else next(name for limit, name in GAPS if gap <= limit)]
    if index > page.lead:
        behind = sum([i < index for i in page.prose])
        found.append(next(name for limit, name in PROSE if behind <= limit))
    if place >= len(page.text) - 4:
        found.append("near end")
    if place == 0:
        found.append("first line")
    elif place <= 4:
        found.append("top")
    return found
