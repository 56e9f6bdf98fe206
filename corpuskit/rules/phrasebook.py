"""Phrases that say what a whole line is. The time to look a line up does not grow with their number.

A phrase stands for a line with the same folded words. A number in it, written 0, stands for any number; one `*` for any
words or none, so that "follow us on *" is a line that begins so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
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
        if found or len(key) > LONGEST or not key:
            return found or ""
        plain = numberless(key)
        return self.exact.get(plain) or self._find_slotted(plain)

    def _find_slotted(self, plain: str) -> str:
        words = plain.replace(":", ": ").split()
        begins = list(_begins(plain, words)) if _first(plain, words) in self.first else []
        ends = list(_ends(plain, words)) if _last(plain, words) in self.last else []
        for begin in (*reversed(begins), "") if begins or ends else ():
            for end in (*reversed(ends), ""):
                found = self.slotted.get((begin, end))
                if found and len(begin) + len(end) <= len(plain):
                    return found
        return ""


def book(phrases: Iterable[tuple[str, str]]) -> Book:
    """A book of `(section, phrase)`, phrases in their plain form; of two sections for one phrase the first counts."""
    exact: dict[str, str] = {}
    slotted: dict[tuple[str, str], str] = {}
    for section, phrase in phrases:
        if SLOT in phrase:
            begin, _, end = phrase.partition(SLOT)
            slotted.setdefault((begin.strip(), end.strip()), section)
        else:
            exact.setdefault(phrase, section)
    first = frozenset(_first(begin, begin.split()) for begin, _ in slotted if begin)
    last = frozenset(_last(end, end.split()) for _, end in slotted if end)
    return Book(exact, slotted, first, last)


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


@cache
def sections() -> Mapping[str, tuple[str, ...]]:
    """Our own phrases over all language files by section, in their plain form, which is how they are stored."""
    found: dict[str, tuple[str, ...]] = {}
    for _, name, phrases in _parts():
        found[name] = found.get(name, ()) + phrases
    return found


@cache
def spoken(section: str) -> Mapping[str, frozenset[str]]:
    """Our own phrases of a section by language."""
    return {language: frozenset(phrases) for language, name, phrases in _parts() if name == section}


@cache
def _parts() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Language, section and phrases of each part of the language files."""
    found = []
    for file in sorted(PHRASES.glob("*.txt")):
        for part in f"\n{file.read_text(encoding='utf-8')}".split("\n[")[1:]:
            name, _, body = part.partition("]\n")
            found.append((file.stem, name, tuple(filter(None, body.split("\n")))))
    return tuple(found)


@cache
def ours() -> Book:
    """The book of our own phrases."""
    return book((name, phrase) for name in (*NOISE, *LABELS) for phrase in sections().get(name, ()))


def _too_long(part: str) -> bool:
    return len(part) > 2 * REACH if unspaced(part) else len(part.split()) > REACH


def _first(text: str, words: list[str]) -> str:
    return text[0] if unspaced(text) else words[0]


def _last(text: str, words: list[str]) -> str:
    return text[-1] if unspaced(text[-1]) else words[-1]


def _begins(text: str, words: list[str]) -> Iterator[str]:
    if unspaced(text):
        yield from (text[:size] for size in range(1, 2 * REACH + 1))
    else:
        yield from (" ".join(words[:size]) for size in range(1, REACH + 1))


def _ends(text: str, words: list[str]) -> Iterator[str]:
    if unspaced(text[-1]):
        yield from (text[-size:] for size in range(1, 2 * REACH + 1))
    else:
        yield from (" ".join(words[-size:]) for size in range(1, REACH + 1))


def unspaced(text: str) -> bool:
    """Whether a text begins in a script that writes no spaces."""
    return text[:1] >= "\u0e00" and ("\u3040" <= text[0] <= "\u9fff" or text[0] <= "\u0eff")
