"""Unicode normalisation in linear time: its cost is quadratic in the combining marks that stand on one letter."""

from __future__ import annotations

import unicodedata
from typing import Literal

MAX_MARKS = 1000  # on one letter: no language has more than a handful


def stacked(text: str) -> bool:
    """Whether more than `MAX_MARKS` marks stand on one letter."""
    step = MAX_MARKS // 2
    for at in range(0, len(text), step):
        if unicodedata.combining(text[at]):
            start = end = at
            while start and unicodedata.combining(text[start - 1]):
                start -= 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            if end - start > MAX_MARKS:
                return True
    return False


def normalize(form: Literal["NFC", "NFKC"], text: str) -> str:
    """`text` in a normal form; where marks are stacked too high, each `MAX_MARKS` characters for themselves."""
    if len(text) <= MAX_MARKS or not stacked(text):
        return unicodedata.normalize(form, text)
    return "".join(unicodedata.normalize(form, text[at : at + MAX_MARKS]) for at in range(0, len(text), MAX_MARKS))


def is_nfc(text: str) -> bool:
    """Whether `text` is in NFC as `normalize` makes it."""
    if len(text) <= MAX_MARKS or not stacked(text):
        return unicodedata.is_normalized("NFC", text)
    return normalize("NFC", text) == text
