"""Phrases that say what a whole line is. The time to look a line up does not grow with their number.

A phrase stands for a line with the same folded words. A number in it, written 0, stands for any number; one `*` for any
words or none, so that "follow us on *" is a line that begins so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from corpuskit.document import fold
from corpuskit.values import struct

PHRASES = Path(__file__).parents[1] / "phrases"
KEEP = "keep"
NOISE = (
    "advertisement",
    "comments",
    "cookie-notice",
    "copyright-footer",
    "donation-appeal",
    "feedback-widget",
    "image-placeholder",
    "login-wall",
    "media-promo",
    "navigation",
    "newsletter-appeal",
    "pagination",
    "read-more",
    "related-posts",
    "share-bar",
    "site-widget",
)
"""Sections whose phrases are boilerplate wherever they stand alone on a line; each is named like its rule."""
LABELS = ("menu-label", "section", "share-label")
"""Sections whose phrases are boilerplate only in the company of others."""
SLOT = "*"
LONGEST = 160  # code points of a line that is compared with phrases that have a slot
REACH = 8  # words (or twice as many characters where no spaces are written) beside a slot
_DIGITS = re.compile(r"\d+")
_UNSPACED = "[\u0e00-\u0eff\u3040-\u9fff]"
_FIRST = re.compile(rf"^(?:{_UNSPACED}|[^ :\n]+:?)", re.MULTILINE)
_LAST = re.compile(rf"(?:{_UNSPACED}|[^ :\n]*[^ :\n{_UNSPACED[1:]}:?)$", re.MULTILINE)


@struct
class Book:
    """`exact` phrases by what they say; `slotted` ones by their beginning and end; `first` and `last` words of these."""

    exact: Mapping[str, str]
    slotted: Mapping[tuple[str, str], str]
    first: frozenset[str]
    last: frozenset[str]

    def find(self, key: str) -> str:
        """The section that a folded line stands in, or nothing."""
        found = self.exact.get(key)
        if found or not key or len(key) > LONGEST:
            return found or ""
        plain = numberless(key)
        if plain != key and plain in self.exact:
            return self.exact[plain]
        begins, ends = _first(plain) in self.first, _last(plain) in self.last
        return self._find_slotted(plain, begins, ends) if begins or ends else ""

    def _find_slotted(self, plain: str, begins: bool, ends: bool) -> str:
        words = plain.replace(":", ": ").split()
        heads = (*_begins(plain, words), "") if begins else ("",)
        tails = (*_ends(plain, words), "") if ends else ("",)
        for head in heads:
            for tail in tails:
                found = self.slotted.get((head, tail))
                if found and len(head) + len(tail) <= len(plain):
                    return found
        return ""


def book(sections: Iterable[tuple[str, Sequence[str]]]) -> Book:
    """A book of sections with their phrases in plain form; of two sections for one phrase the last counts."""
    exact: dict[str, str] = {}
    slotted: dict[tuple[str, str], str] = {}
    for section, phrases in sections:
        exact.update(dict.fromkeys(phrases, section))
        for phrase in [phrase for phrase in phrases if SLOT in phrase]:
            begin, _, end = phrase.partition(SLOT)
            slotted[begin.strip(), end.strip()] = section
    begins, ends = ("\n".join(sorted({pair[side] for pair in slotted} - {""})) for side in (0, 1))
    return Book(exact, slotted, frozenset(_FIRST.findall(begins)), frozenset(_LAST.findall(ends)))


def merged(books: Sequence[Book]) -> Book:
    """One book of several; of two sections for one phrase the last counts."""
    exact: dict[str, str] = {}
    slotted: dict[tuple[str, str], str] = {}
    for each in books:
        exact.update(each.exact)
        slotted.update(each.slotted)
    first = frozenset().union(*(each.first for each in books))
    return Book(exact, slotted, first, frozenset().union(*(each.last for each in books)))


def plain(phrase: str) -> str:
    """A phrase as it is looked up: folded, every number 0, at most one slot; ValueError says what is wrong with it."""
    begin, slot, end = phrase.partition(SLOT)
    if not slot:
        folded = numberless(fold(phrase))
    elif SLOT in end:
        raise ValueError(f"has more than one {SLOT}")
    else:
        begin, end = fold(f"{begin}x")[:-1].rstrip(), fold(f"x{end}")[1:].lstrip()
        begin, end = numberless(begin), numberless(end)
        if _too_long(begin) or _too_long(end):
            raise ValueError(f"has more than {REACH} words beside its {SLOT}")
        folded = " ".join(filter(None, (begin, SLOT, end)))
    if not folded.strip(f"{SLOT} "):
        raise ValueError("has no words")
    return folded


def numberless(text: str) -> str:
    """`text` with every number as 0."""
    return _DIGITS.sub("0", text)


def listed(section: str) -> list[str]:
    """Our own phrases of a section over all languages, in their plain form, which is how they are stored."""
    return [phrase for _, body in _parts().get(section, ()) for phrase in body.split("\n")]


@cache
def spoken(section: str) -> Mapping[str, frozenset[str]]:
    """Our own phrases of a section by language."""
    return {language: frozenset(body.split("\n")) for language, body in _parts().get(section, ())}


@cache
def ours() -> Book:
    """The book of our own phrases."""
    return book((name, listed(name)) for name in (*NOISE, *LABELS))


@cache
def _parts() -> Mapping[str, list[tuple[str, str]]]:
    """The language files by section: language and phrases, one a line."""
    found: dict[str, list[tuple[str, str]]] = {}
    for file in sorted(PHRASES.glob("*.txt")):
        for part in f"\n{file.read_text(encoding='utf-8')}".split("\n[")[1:]:
            name, _, body = part.partition("]\n")
            found.setdefault(name, []).append((file.stem, body.strip("\n")))
    return found


def _too_long(part: str) -> bool:
    return len(part) > 2 * REACH if unspaced(part) else len(part.split()) > REACH


def _first(text: str) -> str:
    """The first word, up to a colon with it; one character where no spaces are written."""
    if unspaced(text):
        return text[0]
    word, _, _ = text.partition(" ")
    head, colon, _ = word.partition(":")
    return head + colon


def _last(text: str) -> str:
    """The last word, from behind a colon; one character where no spaces are written."""
    if unspaced(text[-1]):
        return text[-1]
    word = text.rpartition(" ")[2]
    return word.rpartition(":")[2] or word


def _begins(text: str, words: list[str]) -> Iterator[str]:
    if unspaced(text):
        yield from (text[:size] for size in range(2 * REACH, 0, -1))
    else:
        yield from (" ".join(words[:size]) for size in range(REACH, 0, -1))


def _ends(text: str, words: list[str]) -> Iterator[str]:
    if unspaced(text[-1]):
        yield from (text[-size:] for size in range(2 * REACH, 0, -1))
    else:
        yield from (" ".join(words[-size:]) for size in range(REACH, 0, -1))


def unspaced(text: str) -> bool:
    """Whether a text begins in a script that writes no spaces."""
    return text >= "\u0e00" and ("\u3040" <= text[0] <= "\u9fff" or text[0] <= "\u0eff")
