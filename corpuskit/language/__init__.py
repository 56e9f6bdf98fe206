"""Text to language tag and score: langdetect's answer, seeded, with rules for what it cannot say.

langdetect is right on long text and guesses on short; it guesses differently each time unless it is seeded, and it
knows no `und`. What is answered here is langdetect's answer on the middle 1,000 code points, `und` where that is
chance, and Chinese or Japanese where it says Korean of a text without Hangul.
"""

from __future__ import annotations

import re
from functools import lru_cache

from corpuskit.language import backends
from corpuskit.language.english import plainly_english
from corpuskit.language.plain import plain_language
from corpuskit.values import struct

__all__ = ["UNDETERMINED", "WINDOW", "Answer", "detect", "middle", "plainly_english"]

UNDETERMINED = "und"
MIN_LETTERS = 20
WINDOW = 1000  # code points from the middle: as right as the whole text, at a third of the time
ASCII = 1.1  # bytes a code point: above, other scripts may stand between the English words
SHORT = 100  # letters: below, two seeds must agree
_CANONICAL = {"zh-cn": "zh-Hans", "zh-tw": "zh-Hant"}
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_KANA = re.compile("[\u3041-\u30ff]")


@struct
class Answer:
    """A BCP 47 tag, its probability to two digits, and who answered; `und` and None where nobody can say."""

    tag: str
    score: float | None
    backend: str = ""


UNKNOWN = Answer(UNDETERMINED, None)


def detect(text: str, backend: str = backends.DEFAULT) -> Answer:
    """The language of `text` by its middle; `backend` is a name of `backends.NAMES`.

    CorpuskitError if the backend is not installed.
    """
    return _detect(middle(text, WINDOW), backend)


@lru_cache(maxsize=8)  # rules and record ask about the same text
def _detect(sample: str, backend: str) -> Answer:
    letters = sum(map(str.isalpha, sample[: 2 * SHORT]))
    if letters < SHORT:
        letters = sum(map(str.isalpha, sample))
    if letters < MIN_LETTERS:
        return UNKNOWN
    if sample.isupper():  # langdetect leaves words in capitals out
        sample = sample.lower()
    asked = backends.get(backend)
    if asked.drawn and plainly_english(sample) and len(sample.encode("utf-8", "replace")) <= ASCII * len(sample):
        return Answer("en", 1.0, asked.name)  # what langdetect says of each of 4,177 such texts of development
    if asked.drawn and (plain := plain_language(sample)):
        return Answer(plain, 1.0, asked.name)
    found = asked.rank(sample, 0)
    if not found or letters < SHORT and asked.drawn and _first(asked.rank(sample, 1)) != _first(found):
        return Answer(UNDETERMINED, None, asked.name)
    tag, score = found[0]
    return Answer(_tag(tag, sample), round(score, 2), asked.name)


def middle(text: str, width: int) -> str:
    """At most `width` code points from the middle of `text`."""
    start = max(0, (len(text) - width) // 2)
    return text[start : start + width]


def _first(found: backends.Ranked) -> str:
    return found[0][0] if found else UNDETERMINED


def _tag(tag: str, sample: str) -> str:
    if tag == "ko" and not _HANGUL.search(sample):
        return "ja" if _KANA.search(sample) else _chinese(sample)
    return _chinese(sample) if tag == "zh" else _CANONICAL.get(tag, tag)


def _chinese(sample: str) -> str:
    """By the characters that only one of the two old character sets has."""
    simplified, traditional = (sum(_stands_in(c, charset) for c in sample) for charset in ("gb2312", "big5"))
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _stands_in(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
