"""UTF-16 and UTF-32 without a byte order mark: told by their NUL bytes, or by reading them and looking at the text."""

from __future__ import annotations

import unicodedata
from collections import Counter

SAMPLE = 4096
_ENDS16 = ((0, "utf-16-le"), (1, "utf-16-be"))
_ENDS32 = ((0, "utf-32-le"), (3, "utf-32-be"))
_RARE = bytes([*range(9), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])  # control bytes that no text of bytes has
_COMMON = b" etaoinsrhldcumfpgwybvkxjqz"  # and bytes that every text of ASCII letters is made of
MANY_RARE = 0.01  # of the bytes at least, in two bytes a character
MOST_COMMON = 0.5  # at most
ONE_SCRIPT = 0.85  # of the characters stand in one script, or are ASCII or punctuation
_ANYWHERE = frozenset([0x00, 0x20, 0x30, 0xFF])  # rows of ASCII, punctuation, and that of Chinese


def wide_by_nul(data: bytes) -> str | None:
    """UTF-16 or UTF-32 by where the NUL bytes of ASCII and of planes stand; None where they do not show it."""
    sample = data[:SAMPLE]
    if len(sample) < 4 or 0 not in sample:
        return None
    for place, encoding in _ENDS32:
        if _is_utf32(sample, place):
            return encoding
    units = len(sample) // 2
    for place, encoding in _ENDS16:
        low, high = (sample[i : units * 2 : 2].count(0) for i in (place, 1 - place))
        if low * 10 <= units and high * 10 >= units * 7:
            return encoding
    return None


def _is_utf32(sample: bytes, place: int) -> bool:
    """Whether the planes of all characters exist, and characters are no NULs."""
    units = len(sample) // 4 * 4
    top, plane = (sample[abs(3 - place - i) : units : 4] for i in (0, 1))
    if any(top) or max(plane) > 0x10:
        return False
    low, high = (sample[abs(place - i) : units : 4] for i in (0, 1))
    return sum(not (a or b) for a, b in zip(low, high, strict=True)) * 10 <= units // 4


def wide_by_text(data: bytes) -> str | None:
    """UTF-16 in any script: of the two bytes of a character one tells the script."""
    sample = data[: SAMPLE - SAMPLE % 2]
    rare = len(sample) - len(sample.translate(None, _RARE))
    common = len(sample) - len(sample.translate(None, _COMMON))
    if rare < MANY_RARE * len(sample) or common > MOST_COMMON * len(sample):
        return None
    first, second = (_sameness(sample[place::2]) for place in (0, 1))
    likely = [encoding for _, encoding in _ENDS16]
    if first > second:
        likely.reverse()
    return next((encoding for encoding in likely if _likeness(sample, encoding) >= ONE_SCRIPT), None)


def _sameness(column: bytes) -> int:
    """How often two bytes are the same: the rows of a script are few, its characters many."""
    return sum(count * count for count in Counter(column).values())


def _likeness(sample: bytes, encoding: str) -> float:
    """The share of characters in one script, ASCII and punctuation; what no text has counts against it."""
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    rows = Counter(_row(character) for character in text)
    scripts = [count for row, count in rows.items() if row >= 0 and row not in _ANYWHERE]
    anywhere = sum(rows[row] for row in _ANYWHERE)
    return (anywhere + max(scripts, default=0) - rows[-1]) / max(1, len(text))


def _row(character: str) -> int:
    """The script of a character, roughly: its row of 256; Han one row, Hangul one, what is no text -1."""
    code = ord(character)
    if 0x3400 <= code < 0xA000:
        return 0x4E
    if 0xAC00 <= code < 0xD7B0:
        return 0xAC
    if unicodedata.category(character) in ("Cn", "Co", "Cs", "Cc") and character not in "\t\n\r\f":
        return -1
    return -1 if character == "\ufffd" else code >> 8
