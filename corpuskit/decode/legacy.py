"""Encodings that the bytes do not prove: a guess with a score, by chardet where it is installed."""

from __future__ import annotations

from importlib.util import find_spec
from typing import NamedTuple

ENCODINGS = (
    "big5hkscs", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp866",
    "cp874", "cp932", "cp949", "euc_jis_2004", "gb18030", "iso8859-1", "iso8859-13", "iso8859-15", "iso8859-16",
    "iso8859-2", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-9", "koi8-r", "koi8-u",
    "mac-cyrillic", "mac-roman",
)  # fmt: skip
MULTIBYTE = frozenset(["big5hkscs", "cp932", "cp949", "euc_jis_2004", "gb18030"])
ROMANIAN = "iso8859-16"  # the same bytes as ISO-8859-2 has, for letters with the comma instead of a cedilla
MIN_SCORE = 0.1  # below, the declared encoding is right as often
MIXED_SCORE = 0.3  # the same for lines in a file of UTF-8
CLOSE = 0.9  # of the best score: candidates above are told apart by how their characters fit in
SHOWN = 4  # candidates that are named
LOOKED_AT = 2000  # characters beyond ASCII
SEEN = 200_000  # bytes that are looked at,
BEFORE = 1000  # so many of them before the first that is not ASCII
_ASCII = bytes(range(128))
_QUOTES = frozenset("’´`ʼ·\xad\xa0‑")  # fit between any letters
_OPENING = frozenset("“‘")  # close only what was opened by one of the next
_LOW = ("„", "‚")
_FRACTIONS = frozenset("¼½¾")  # fit next to no letter
_DASH = "—"  # fits between two words, not between a word and its last letter
_SIGNS = frozenset("”„‚«»‹›–…€£¥¢°§©®™•¿¡²³¹×÷±ªºµ№")  # fit anywhere but inside a word
_MODIFIERS = frozenset("ˆ˜ƒ")
_NO_WORDS = frozenset("ñÑðÐõÕôÔçÇëËïÏîÎÿŸßþÞóì")  # letters that no word consists of
_STOPS = frozenset(".,!?")


class Guess(NamedTuple):
    """An encoding, its score (None: nobody was asked), and the candidates in order."""

    encoding: str
    score: float | None = None
    candidates: tuple[str, ...] = ()


def guess(data: bytes, declared: str, least: float = MIN_SCORE) -> Guess:
    """The encoding of `data`, which is no UTF-8; the declared one where nobody can say better by a score of `least`."""
    if not find_spec("chardet"):
        return Guess(declared)
    import chardet

    start = max(0, len(data) - len(data.lstrip(_ASCII)) - BEFORE)
    data = data[start : start + SEEN]
    found = chardet.detect_all(
        data, ignore_threshold=True, prefer_superset=False, compat_names=False, include_encodings=ENCODINGS
    )
    ranked = [(str(entry["encoding"]), float(entry["confidence"])) for entry in found if entry["encoding"] in ENCODINGS]
    names = tuple(name for name, _ in ranked[:SHOWN])
    if not ranked or ranked[0][1] < least:
        return Guess(declared, None, names)
    close = [name for name, score in ranked if score >= CLOSE * ranked[0][1]]
    preferred = ROMANIAN if found[0]["language"] == "ro" else declared
    best = close[0] if close[0] in MULTIBYTE else _fitting(data, close, preferred)
    return Guess(best, round(dict(ranked)[best], 2), names)


def _fitting(data: bytes, close: list[str], preferred: str) -> str:
    """The candidate whose characters fit best; of equals the preferred one, then the first."""
    odd = {name: _misfits(data, name) for name in close if name not in MULTIBYTE}
    least = min(odd.values())
    best = [name for name in odd if odd[name] == least]
    return preferred if preferred in best else best[0]


def _misfits(data: bytes, encoding: str) -> int:
    """How many characters do not fit to their neighbours: capitals behind small letters, signs inside words, C1."""
    text = data.decode(encoding, "replace")
    places = [at for at, character in enumerate(text) if character > "\x7f"][:LOOKED_AT]
    low = any(mark in text for mark in _LOW)
    text = f"  {text}  "
    return sum(_misfit(text[at : at + 5], low) for at in places)


def _misfit(around: str, low: bool) -> bool:
    """Whether the third of five characters does not fit to the others."""
    first, before, character, after, last = tuple(around)
    inside = before.isalpha() and after.isalpha()
    if character == _DASH:
        return inside and not (first.isalpha() and last.isalpha())
    if character in _OPENING:
        return inside or (before.isalpha() and not low)
    if character in _FRACTIONS:
        return before.isalpha() or after.isalpha()
    if character in _QUOTES:
        return False
    if character in _SIGNS:
        return inside
    if not character.isalpha() or character in _MODIFIERS:
        return True
    if character.isupper():
        strange = before.islower() or (not before.isalpha() and after.isupper() and last.islower())
    else:
        strange = after.isupper()
    alone = not before.isalpha() and not after.isalpha() and character in _NO_WORDS
    return strange or alone or before.isdigit() or after.isdigit() or before in _STOPS
