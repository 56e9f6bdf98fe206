"""Text of Latin-1 and a few marks, which is most text: parted and counted as one byte a character, in a third of the time."""

from __future__ import annotations

import re

_COMMON = bytes([0x0A, *range(0x20, 0x7F)])
_CURLY = "\x92"  # stands for ’, as in cp1252
_IN_WORDS = bytes(code if chr(code).isalnum() or code in (0x27, 0x92) else 0x20 for code in range(256))
_SHAPES = bytes(0x61 if chr(code).isalnum() else 0x20 for code in range(256))
_KINDS = bytes(0x31 if chr(code) in "0123456789_" else shape for code, shape in enumerate(_SHAPES))
_NUMBER = re.compile(rb"1(?<![1a].)1*(?![1a])", re.DOTALL)
_NO_LETTERS = bytes(code for code in range(256) if not chr(code).isalnum())
_AT_EDGE = [  # one pattern each: the engine looks fast for one byte
    re.compile(rb"%c(?:(?<![^ '\x92].)|(?![^ '\x92]))" % mark, re.DOTALL) for mark in b"'\x92"
]
_STRANGE = re.compile("[^\x00-\x7f\xa0-\xff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")
_UNEVEN = re.compile("[^\r¡-§©«¬®°±¶·»¿-Þà-ÿ–—‘’‚“”„•‹›€]")


def rare(text: str | bytes) -> str:
    """The characters of `text`, which may be UTF-8, in order, that are neither printable ASCII nor line feeds."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return data.translate(None, _COMMON).decode("utf-8", "surrogatepass")


def plain(rare: str) -> bool:
    """Whether a text with these rare characters is Latin-1 but for marks that are in no word."""
    return not _STRANGE.search(rare)


def lowers(rare: str) -> bool:
    """Whether folding does no more to a text with these rare characters than to lower it."""
    return not _UNEVEN.search(rare)


def parted(text: str) -> str:
    """A plain text with a space for every character that is in no word; an apostrophe is where it joins two letters."""
    words = text.replace("’", _CURLY).encode("latin-1", "replace").translate(_IN_WORDS)
    for edge in _AT_EDGE:
        words = edge.sub(b" ", words)
    return words.decode("latin-1").replace(_CURLY, "’")


def count_words(text: str) -> tuple[int, int, int]:
    """How many words a plain text has, how many letters and digits, and how many numbers."""
    data = text.encode("latin-1", "replace")
    words = (b" " + data.translate(_SHAPES)).count(b" a")
    return words, len(data.translate(None, _NO_LETTERS)), len(_NUMBER.findall(data.translate(_KINDS)))
