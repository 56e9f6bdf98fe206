"""Text in one of six other languages beyond doubt, told by its function words as English is: no profile is read.

langdetect gives each of 10,000 such texts of development the same tag, and all but one the same score. What it is not
sure of has few function words in one of its quarters, nearly as many of a neighbour's, or letters of another script.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

from corpuskit import latin
from corpuskit.language.english import MIN_WORDS, QUARTERS, WORDS

TOLD = frozenset(["de", "es", "fr", "it", "pt", "ru"])  # the words of the others only stand against them
SHARE = 0.2  # of the words in each quarter
RIVAL = 0.8  # of them that may be words of another language, too
CYRILLIC = 1.65  # bytes a code point of Russian with no more than a few Latin letters
_NOT_RUSSIAN = re.compile("[^\x00-\x7f\xa0-\xbf\u0401\u0410-\u044f\u0451\u2010-\u2027\u2030-\u205e\u20a0-\u20bf№]")


def plain_language(text: str) -> str:
    """The tag of the language that `text` is plainly in, or nothing."""
    words = text.lower().split()
    if len(words) < MIN_WORDS:
        return ""
    known = _languages()
    counts = Counter([tag for word in words if word in known for tag in known[word]])
    (tag, most), (_, second) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    if tag not in TOLD or second > RIVAL * most or not _one_script(text, tag):
        return ""
    said = [tag in known.get(word, ()) for word in words]
    size = len(words) // QUARTERS
    clear = all(sum(said[at : at + size]) >= SHARE * size for at in range(0, size * QUARTERS, size))
    return tag if clear else ""


def _one_script(text: str, tag: str) -> bool:
    if tag == "ru":
        return len(text.encode("utf-8", "replace")) >= CYRILLIC * len(text) and not _NOT_RUSSIAN.search(text)
    return latin.plain(latin.rare(text))


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """The languages that a function word belongs to."""
    file = Path(__file__).with_name("function_words.txt")
    rows = [("en", *WORDS), *(line.split() for line in file.read_text(encoding="utf-8").splitlines())]
    found: dict[str, tuple[str, ...]] = {}
    for tag, *words in rows:
        for word in words:
            found[word] = (*found.get(word, ()), tag)
    return found
