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
LONGEST = 160  # code points of a line that is compared with phrases that have a slot, and of our phrases
REACH = 8  # words (or twice as many characters where no spaces are written) beside a slot
FIRST_UNSPACED = "\u0e00"  # the first of the scripts that are written without spaces
_ASCII_DIGIT = re.compile("[0-9]")
_DIGITS = re.compile(r"\d+")


@struct
class Book:
    """`exact` phrases by what they say; `slotted` ones by their beginning and, below that, by their end.

    `heads` are the first words of phrases with a slot or a number, `openings` the first two; `last` are the last words
    of those that begin with a slot: few lines begin or end so, and no more is asked of the others.
    """

    exact: Mapping[str, str]
    slotted: Mapping[str, Mapping[str, str]]
    heads: frozenset[str]
    openings: frozenset[str]
    last: frozenset[str]

    def find(self, key: str) -> str:
        """The section that a folded line stands in, or nothing."""
        found = self.exact.get(key)
        if found or not key or len(key) > LONGEST:
            return found or ""
        if self._says_nothing(key):
            return ""
        plain = numberless(key)
        if plain != key and plain in self.exact:
            return self.exact[plain]
        begins = _opens(plain, self.openings)
        return self._find_slotted(plain, begins) if begins or _last(plain) in self.last else ""

    def _says_nothing(self, key: str) -> bool:
        """Whether no phrase with a slot or a number can stand for a line with these first and last words."""
        head, tail = key.partition(" ")[0], key.rpartition(" ")[2]
        if head >= FIRST_UNSPACED or tail[-1] >= FIRST_UNSPACED or ":" in head or ":" in tail:
            return False
        head = head if head.isalpha() else numberless(head)
        if (tail if tail.isalpha() else numberless(tail)) in self.last:
            return False
        if head not in self.heads:
            return True
        second = key.split(" ", 2)[1:2]
        if second and second[0].isalpha():
            return head not in self.openings and f"{head} {second[0]}" not in self.openings
        return not _opens(numberless(" ".join([head, *second])), self.openings)

    def _find_slotted(self, plain: str, begins: bool) -> str:
        words = plain.replace(":", ": ").split()
        heads = (*_begins(plain, words), "") if begins else ("",)
        for head in heads:
            known = self.slotted.get(head, {})
            for tail in (*_ends(plain, words), "") if known else ():
                found = known.get(tail)
                if found and len(head) + len(tail) <= len(plain):
                    return found
        return ""


def book(sections: Iterable[tuple[str, Sequence[str]]]) -> Book:
    """A book of sections with their phrases in plain form; of two sections for one phrase the last counts."""
    exact: dict[str, str] = {}
    slotted: dict[str, dict[str, str]] = {}
    for section, phrases in sections:
        exact.update(dict.fromkeys(phrases, section))
        for phrase in [phrase for phrase in phrases if SLOT in phrase]:
            begin, _, end = phrase.partition(SLOT)
            slotted.setdefault(begin.strip(), {})[end.strip()] = section
    said = {begin for begin in slotted if begin}
    said.update([phrase for phrase in exact if "0" in phrase])
    heads = frozenset([phrase.partition(" ")[0] for phrase in said])
    last = frozenset([_last(end) for end in slotted.get("", ()) if end])
    return Book(exact, slotted, heads, frozenset(map(_opening, said)), last)


def merged(books: Sequence[Book]) -> Book:
    """One book of several; of two sections for one phrase the last counts."""
    exact: dict[str, str] = {}
    slotted: dict[str, dict[str, str]] = {}
    for each in books:
        exact.update(each.exact)
        for begin, ends in each.slotted.items():
            slotted.setdefault(begin, {}).update(ends)
    heads, openings, last = (
        frozenset().union(*(getattr(each, name) for each in books)) for name in ("heads", "openings", "last")
    )
    return Book(exact, slotted, heads, openings, last)


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
    return _DIGITS.sub("0", text) if not text.isascii() or _ASCII_DIGIT.search(text) else text


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


def _opening(text: str) -> str:
    """The first two words; the first two characters where no spaces are written."""
    if unspaced(text):
        return text[:2]
    return " ".join((text.replace(":", ": ") if ":" in text else text).split(None, 2)[:2])


def _opens(text: str, openings: frozenset[str]) -> bool:
    """Whether the first word or the first two are an opening."""
    opening = _opening(text)
    return opening in openings or (text[0] if unspaced(text) else opening.partition(" ")[0]) in openings


def _last(text: str) -> str:
    """The last word, from behind a colon; one character where no spaces are written."""
    if unspaced(text[-1]):
        return text[-1]
    word = text.rpartition(" ")[2]
    return word.rpartition(":")[2] or word


def _begins(text: str, words: list[str]) -> Iterator[str]:
    if unspaced(text):
        yield from (text[:size] for size in range(min(2 * REACH, len(text)), 0, -1))
    else:
        yield from (" ".join(words[:size]) for size in range(min(REACH, len(words)), 0, -1))


def _ends(text: str, words: list[str]) -> Iterator[str]:
    if unspaced(text[-1]):
        yield from (text[-size:] for size in range(min(2 * REACH, len(text)), 0, -1))
    else:
        yield from (" ".join(words[-size:]) for size in range(min(REACH, len(words)), 0, -1))


def unspaced(text: str) -> bool:
    """Whether a text begins in a script that writes no spaces."""
    return text >= FIRST_UNSPACED and ("\u3040" <= text[0] <= "\u9fff" or text[0] <= "\u0eff")
