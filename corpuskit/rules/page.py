"""The kit's first look at a page: which lines hold words, how many, which are prose, and where fields may stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from corpuskit.document import Document, Line, fold
from corpuskit.rules.credits import credited
from corpuskit.rules.phrasebook import LONGEST, NOISE, Book, numberless, ours, spoken, unspaced
from corpuskit.rules.rule import phrases
from corpuskit.rules.wrapping import UNSPACED, runs, width
from corpuskit.values import struct

BULLET = re.compile(r"^[-*•‣–·]\s+(?=\S)")
ASKS = ("?", "!", "？", "！")
CLOSERS = "\"'”’»)"
_STOP = re.compile(r"[.。][\"'”’»)]*\s")
PROBE = 60  # code points at the beginning of a line in which a script without spaces shows
ASKED = 160  # code points of the longest title that asks
ASKED_TWICE = 100  # the same with another sentence before
DANGLING_WORDS = 3  # a shorter line is no broken sentence
TONGUE_LINES = 2  # long lines that tell the language
TONGUE_WORDS = 20  # of each
MAX_TAIL = 2  # words in the longest dangling phrase
TOLD = {"read-more": 6, "related-posts": 6, "share-bar": 12}
"""Sections of lines that lead to a headline or have names in a row, and the words of the longest that ends like a sentence."""
CLOSERS = "\"'”’»)"
SINGLE = ("login-wall", "media-promo", "navigation", "pagination", "share-bar", "site-widget")
"""Sections whose single words may be said in a text: beside no label, between sentences, they are no boilerplate."""
STOPS = (".", "!", "?", "…")
LABEL_WORDS = 6  # of the longest label that is looked for behind a paragraph
BESIDE = 2  # lines to either side of such a word
PROSE_WORDS = 12  # a sentence of at least as many words is body text wherever it stands
HAN_LETTERS = 2  # letters that make a word where Han or kana are written
THAI_LETTERS = 5  # the same in Thai, Lao, Khmer and Burmese
HAN = "\u3040"  # the first of the scripts of which two letters make a word
UNSPACED_LEADS = b"\xe0\xe1\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xef"  # of scripts without spaces in UTF-8
FIELD_WORDS = 32  # of the longest line that is a title, a byline or a date
HEAD_LINES = 60  # lines with words above the body where fields are looked for: behind a long menu there is no byline
BELOW_LEAD = 12  # lines with words behind the first prose where a date or a byline may still stand
AT_END = 6  # the last lines with words, where some print them


@struct
class Page:
    """Indexes into `lines`: `text` has the lines with words that no phrase calls boilerplate, `noise` the others.
    `labelled` has those that stand in a section of the phrase files, by section.

    `seen` counts the short lines of `text` by key. `sizes` gives each line its number of words, also where words are not parted by spaces; `prose` has the lines that
    are sentences, `lead` is the first of them, or the number of lines. `zone` has the places in `text` where a date or a
    byline may stand, `short` those of lines that are short enough and no prose; `ahead` places are before the lead.
    `credits` has the lines that a credit ends, with the evidence. `width` is that to which the lines are filled, or 0;
    `whole` is the text of the document.
    """

    lines: tuple[Line, ...]
    text: tuple[int, ...]
    labelled: Mapping[str, Sequence[int]]
    noise: frozenset[int]
    seen: Counter[str]
    sizes: tuple[int, ...]
    prose: frozenset[int]
    lead: int
    zone: tuple[int, ...]
    short: tuple[int, ...]
    ahead: int
    credits: dict[int, float]
    width: int
    whole: str
    tongue: Tongue


def measure(document: Document, books: Sequence[Book] = ()) -> Page:
    """The page of a document; `books` have the phrases that go before ours."""
    lines = document.lines
    labelled = _label(lines, books)
    noise = frozenset([i for name, found in labelled.items() if name in NOISE for i in found])
    text = tuple([i for i, line in enumerate(lines) if line.words and i not in noise])
    spaced = wordy(document.text)
    sizes = tuple([len(line.words) if spaced or line.text.isascii() else size(line) for line in lines])
    prose = frozenset(
        [i for i in text if sizes[i] >= PROSE_WORDS and lines[i].ends_sentence and _is_prose(lines[i].text)]
    )
    full = width(lines)
    if full:
        prose |= frozenset(_paragraphs(lines, sizes, full)) & frozenset(text)
    lead = min(prose, default=len(lines))
    ahead = bisect_left(text, lead)
    near = range(ahead, min(ahead + BELOW_LEAD, len(text)))
    end = range(max(near.stop, len(text) - AT_END), len(text))
    zone = (*range(min(ahead, HEAD_LINES)), *near, *end)
    short = tuple([place for place in zone if sizes[text[place]] <= FIELD_WORDS and text[place] not in prose])
    credits = {i: score for i in text if (score := credited(lines[i]))}
    tongue = Tongue([lines[i] for i in (sorted(prose) or text)[:TONGUE_LINES]])
    seen = Counter([lines[i].key for i in text if sizes[i] <= FIELD_WORDS])
    return Page(
        lines,
        text,
        labelled,
        noise,
        seen,
        sizes,
        prose,
        lead,
        zone,
        short,
        ahead,
        credits,
        full,
        document.text,
        tongue,
    )


def _label(lines: Sequence[Line], books: Sequence[Book]) -> dict[str, list[int]]:
    find = ours().find
    labelled: dict[str, list[int]] = {}
    single = []
    for index, line in enumerate(lines):
        key = line.key
        if not key:
            continue
        own = next(filter(None, [book.find(key) for book in books]), "") if books else ""
        label = own or (find(key) if len(key) <= LONGEST else "")
        if label and not _is_told(line, label):
            labelled.setdefault(label, []).append(index)
            if not own and label in SINGLE and len(line.words) == 1 and not unspaced(key):
                single.append((label, index))
    for label, index in _said(lines, labelled, single) if single else ():
        labelled[label].remove(index)
    return labelled


def _is_told(line: Line, label: str) -> bool:
    """Whether a line that a phrase with a slot names is a sentence, or a paragraph with the label behind it."""
    words = len(line.words)
    if label in TOLD and words > TOLD[label] and line.text.rstrip(CLOSERS).endswith("."):
        return True
    start = label_behind(line) if words >= PROSE_WORDS and line.key not in ours().exact else 0
    return start > 0 and "©" not in line.text[:start]


def label_behind(line: Line) -> int:
    """Where, behind the last sentence of a paragraph, boilerplate begins that would go alone on a line; 0 if nowhere."""
    if len(line.words) < PROSE_WORDS or line.ends_sentence:
        return 0
    text = line.text
    at = max([text.rfind(mark) for mark in STOPS]) + 1
    tail = text[at:].lstrip(CLOSERS + " ")
    told = at > 0 and tail and tail[0] == tail[0].upper() and len(tail.split()) <= LABEL_WORDS
    if not told or len(text[:at].split()) < PROSE_WORDS:
        return 0
    key = fold(tail)
    label = ours().find(key)
    if label in SINGLE and " " not in key:
        return 0
    named = label in NOISE and (numberless(key) in ours().exact or label == "copyright-footer")
    return len(text) - len(tail) if named else 0


def _said(
    lines: Sequence[Line], labelled: Mapping[str, Sequence[int]], single: Sequence[tuple[str, int]]
) -> list[tuple[str, int]]:
    """Those of the `single` words that stand in a text, between sentences and beside no label."""
    known = {index for found in labelled.values() for index in found}
    ends = [index for index, line in enumerate(lines) if line.ends_sentence and index not in known]
    found = []
    for label, index in single:
        if ends and ends[0] < index < ends[-1]:
            above = islice((i for i in range(index - 1, -1, -1) if lines[i].text), BESIDE)
            below = islice((i for i in range(index + 1, len(lines)) if lines[i].text), BESIDE)
            if known.isdisjoint(above) and known.isdisjoint(below):
                found.append((label, index))
    return found


def _paragraphs(lines: tuple[Line, ...], sizes: tuple[int, ...], full: int) -> Iterator[int]:
    """The lines of the paragraphs of a file that is wrapped at a width."""
    for run in runs(lines, full):
        if len(run) > 1 and sum([sizes[i] for i in run]) >= PROSE_WORDS and lines[run[-1]].ends_sentence:
            yield from run


def wordy(text: str) -> bool:
    """Whether a text has no script without spaces, told by the first bytes that its characters have in UTF-8."""
    data = text.encode("utf-8", "surrogatepass")
    return text.isascii() or not any(lead in data for lead in UNSPACED_LEADS)


def size(line: Line) -> int:
    """The words of a line; where a script has no spaces, as many as its letters would make."""
    text = line.text
    if not UNSPACED.search(text, 0, PROBE):
        return len(line.words)
    letters = UNSPACED.findall(text)
    unit = HAN_LETTERS if letters[0] >= HAN else THAI_LETTERS
    return max(len(line.words), len(letters) // unit)


def _is_prose(text: str) -> bool:
    """Whether a long sentence is body text: no list item, and no single question or exclamation, as titles are."""
    if not text[0].isalnum() and BULLET.match(text):
        return False
    if text[-1] == "." or text.rstrip(CLOSERS)[-1:] not in ASKS:
        return True
    return len(text) > ASKED or (len(text) > ASKED_TWICE and bool(_STOP.search(text)))


def dangles(page: Page, line: Line) -> bool:
    """Whether a line ends in a word that no sentence of the page's language ends in."""
    words = line.words
    if len(words) < DANGLING_WORDS or not line.text[-1].isalpha():
        return False
    tail = [word.casefold() for word in words[-MAX_TAIL:]]
    tail[0] = " ".join(tail)
    return not phrases("dangling").isdisjoint(tail) and not page.tongue.ends().isdisjoint(tail)


class Tongue:
    """The words in which no sentence of the page's language ends; the language is asked for when it matters."""

    __slots__ = ("_ends", "_lines")

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = lines
        self._ends: frozenset[str] | None = None

    def ends(self) -> frozenset[str]:
        """Those of the language of whose words the page says most; English where it says none."""
        if self._ends is None:
            words = set[str]().union(*[line.words[:TONGUE_WORDS] for line in self._lines])
            said = phrases("dangling").intersection(map(str.casefold, words))
            counts = Counter([language for word in said for language in _tongues()[word]])
            best = min(counts, key=lambda language: (-counts[language], language != "en", language), default="en")
            self._ends = spoken("dangling")[best]
        return self._ends


@cache
def _tongues() -> dict[str, list[str]]:
    """The languages in which no sentence ends in a word, by word."""
    found: dict[str, list[str]] = {}
    for language, words in spoken("dangling").items():
        for word in words:
            found.setdefault(word, []).append(language)
    return found
