"""Where the parts of a page stand: found once a document, read by every structure rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpuskit.document import Document, Line, fold
from corpuskit.rules import bylines, dateline, headline, names
from corpuskit.rules.bylines import Byline
from corpuskit.rules.dateline import Dated, Dates
from corpuskit.rules.headline import Headline
from corpuskit.rules.page import BULLET, FIELD_WORDS, Page, measure
from corpuskit.rules.phrasebook import NOISE, Book
from corpuskit.rules.rule import phrases
from corpuskit.thresholds import DEFAULTS, Thresholds
from corpuskit.values import struct

__all__ = ["BULLET", "NOISE", "Layout", "lay_out"]

RUNNERS_UP = 2  # kept for `explain`
REFERENCE_WORDS = 10  # of the longest line in a list of sources
ABOVE_TITLE = 3  # lines with words between a section word and the title
TRAIL_WORDS = 8  # of a trail of sections: Home / News / Politics
_TRAIL = re.compile(r"[/›»>|•·]")
_DEEPER = re.compile(
    r"[/›»>]"
)  # what leads from a section to one inside it; the other marks stand between siblings, too
SIBLINGS = 3  # sections beside each other are a bar of links
MAX_REPEATS = 3  # of the title above the body: more is a gallery
TOP = 4  # lines with words in which a headline that is printed twice stands, with a label between
DOUBLED_WORDS = 3  # of such a headline
BESIDE = 2  # lines with words between the bylines of several authors


@struct
class Layout:
    """Indexes into `document.lines`.

    `text` are the lines with words that no phrase calls boilerplate; `lead` is the first of prose (or the number of
    lines); `title`, `repeats` (the title again) and `section` stand before it; `sources` are the lines of source
    lists, label first, `by` are those that begin with a by-word and a name. `titles` and `dated` hold what may be the title and the date of publication, best first;
    `date` and `authors` what is.
    """

    page: Page
    text: tuple[int, ...]
    noise: frozenset[int]
    lead: int
    section: int | None
    title: int | None
    repeats: tuple[int, ...]
    sources: tuple[tuple[int, ...], ...]
    titles: tuple[Headline, ...]
    dates: Dates
    by: frozenset[int]
    date: Dated | None
    dated: tuple[Dated, ...]
    authors: tuple[Byline, ...]
    signed: tuple[Byline, ...]
    thresholds: Thresholds


def lay_out(document: Document, books: Sequence[Book] = (), thresholds: Thresholds = DEFAULTS) -> Layout:
    """The layout of a document; `books` have the phrases that go before ours, `thresholds` decide."""
    page = measure(document, books)
    dates = dateline.find_all(page)
    by = signed_lines(page)
    titles = headline.rank(page, dates, by)
    title = best_title(titles, thresholds)
    if title is None and titles and _doubled(page, titles[0].index):
        title = titles[0].index
    repeats = _repeats(page, title)
    dated = dateline.rank(page, dates, title)
    signed = bylines.rank(page, bylines.Head(dates, dateline.days_of(dates), by, title))
    return Layout(
        page,
        page.text,
        page.noise,
        page.lead,
        _section(page, title, repeats),
        title,
        repeats,
        tuple(_sources(document, page.text)),
        tuple([t for t in titles[: 1 + RUNNERS_UP] if t.evidence]),
        dates,
        by,
        dated[0] if dated and dated[0].evidence >= thresholds.date else None,
        tuple([d for d in dated[: 1 + RUNNERS_UP] if d.evidence]),
        tuple(_authors(page, signed, thresholds.authors)),
        tuple([b for b in signed[: 1 + RUNNERS_UP] if b.evidence]),
        thresholds,
    )


def signed_lines(page: Page) -> frozenset[int]:
    """The lines that begin with a by-word and a name."""
    lines, sizes, begins = page.lines, page.sizes, names.begins
    near = [i for i in page.text if sizes[i] <= FIELD_WORDS and begins(lines[i].words[0].casefold())]
    return frozenset([i for i in near if names.signed(lines[i])])


def best_title(titles: list[Headline], thresholds: Thresholds = DEFAULTS) -> int | None:
    """The line of the title, if it is likelier than that there is none."""
    return titles[0].index if titles and titles[0].evidence >= thresholds.title else None


def _doubled(page: Page, index: int) -> bool:
    """Whether a line stands twice at the very top, as only a headline does."""
    top = page.text[:TOP]
    again = sum(page.lines[i].key == page.lines[index].key for i in top)
    return index in top and again > 1 and page.sizes[index] >= DOUBLED_WORDS


def _section(page: Page, title: int | None, repeats: tuple[int, ...]) -> int | None:
    """The section word closest above the title, or between it and its repetition."""
    if title is None:
        return None
    place = page.text.index(title)
    above = page.text[max(0, place - ABOVE_TITLE) : place]
    between = [i for i in page.text[place : place + TOP] if repeats and i < repeats[-1]]
    return next((i for i in (*reversed(above), *between) if section_of(page.lines[i])), None)


def section_of(line: Line) -> str:
    """The section that a line names: a word of the closed list, alone or last in a trail of them."""
    if line.key in phrases("section-word"):
        return line.text
    if len(line.words) > TRAIL_WORDS or not _TRAIL.search(line.text):
        return ""
    parts = [part.strip() for part in _TRAIL.split(line.text)]
    named = [part for part in parts if fold(part) in phrases("section-word")]
    return named[-1] if named and (len(named) < SIBLINGS or _DEEPER.search(line.text)) else ""


def _repeats(page: Page, title: int | None) -> tuple[int, ...]:
    if title is None:
        return ()
    head = page.text[: page.ahead]
    return tuple(i for i in head if i != title and page.lines[i].key == page.lines[title].key)[:MAX_REPEATS]


def _authors(page: Page, signed: list[Byline], floor: float) -> list[Byline]:
    """The best byline, and those beside it that are labelled alike."""
    if not signed or signed[0].evidence < floor:
        return []
    best = signed[0]
    place = page.text.index(best.index)
    near = page.text[max(0, place - BESIDE) : place + BESIDE + 1]
    taken = [best]
    said = set(best.names.names)
    for other in signed[1:]:
        alike = other.features[:2] == best.features[:2] and other.index in near
        if alike and other.evidence >= floor and said.isdisjoint(other.names.names):
            taken.append(other)
            said.update(other.names.names)
    return sorted(taken, key=lambda b: (b.index, b.start))


def _sources(document: Document, text: tuple[int, ...]) -> list[tuple[int, ...]]:
    lists: list[tuple[int, ...]] = []
    labels = phrases("source-list")
    for place, index in enumerate(text):
        line = document.lines[index]
        if line.key not in labels or not (line.text.endswith((":", "：")) or place > len(text) // 2):
            continue
        members = []
        for follower in text[place + 1 :]:
            item = document.lines[follower]
            if item.ends_sentence or len(item.words) > REFERENCE_WORDS:
                break
            members.append(follower)
        if members:
            lists.append((index, *members))
    return lists
