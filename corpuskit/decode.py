"""Bytes to raw text, and how they were decoded."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Literal

from corpuskit.values import struct

Newline = Literal["none", "lf", "crlf", "cr", "mixed"]

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose little-endian BOM is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ISO_2022_JP = (b"\x1b$B", b"\x1b$@", b"\x1b(J")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_NEWLINE_NAMES: dict[str, Newline] = {"\n": "lf", "\r\n": "crlf", "\r": "cr"}
_SAMPLE = 4096
_WIDE = (  # how wide a character is, and which byte of an ASCII character is not NUL
    (4, ((0, "utf-32-le"), (3, "utf-32-be"))),
    (2, ((0, "utf-16-le"), (1, "utf-16-be"))),
)
_WITHOUT_BOM = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}  # declared, and there is no mark to tell the order
_HALF = bytes(range(0x80, 0x100))  # what the last character of a sample may be cut to
_CONTROLS = bytes(byte for byte in range(1, 32) if byte not in b"\n\r")


@struct
class Decoding:
    """How bytes became text.

    `encoding` is the Python codec name, or `mixed` where UTF-8 and cp1252 lines stand in one file. `bom` says whether
    a byte order mark was taken off. `guessed` is true where nothing in the bytes proved the encoding. `bad` lists
    `(position, bytes)` for each U+FFFD that stands for bytes that did not decode, in code points of the text.
    `exact` is true when the text and `bad` alone give the input back (see `encode`).
    """

    encoding: str
    bom: bool
    newline: Newline
    guessed: bool
    bad: tuple[tuple[int, bytes], ...]
    exact: bool


def decode(data: bytes, declared: str = "cp1252") -> tuple[str, Decoding]:
    """Decode `data` without raising: whatever the bytes are, a text comes back.

    `declared` is the encoding to assume where the bytes prove none; LookupError if Python does not know it.
    """
    declared = _WITHOUT_BOM.get(codecs.lookup(declared).name, declared)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _finish(data, *_lenient(data[len(mark) :], encoding), encoding, bom=True)
    wide = _wide_by_nul(data)
    if wide:
        return _finish(data, *_lenient(data, wide), wide)
    if not data.isascii():
        return _decode_eight_bit(data, declared)
    if any(escape in data for escape in _ISO_2022_JP):
        try:
            return _finish(data, data.decode("iso2022_jp"), (), "iso2022_jp")
        except UnicodeDecodeError:
            pass
    return _finish(data, data.decode("ascii"), (), "utf-8")


def encode(text: str, decoding: Decoding) -> bytes:
    """The bytes that `decode` made `text` from; ValueError where text alone cannot say (`exact` is false)."""
    if not decoding.exact:
        raise ValueError("this decoding cannot be undone from its text")
    return _encode(text, decoding.encoding, decoding.bom, decoding.bad)


def _encode(text: str, encoding: str, bom: bool, bad: tuple[tuple[int, bytes], ...]) -> bytes:
    parts = [mark for mark, name in _BOMS if bom and name == encoding]
    at = 0
    for position, raw in bad:
        parts += [text[at:position].encode(encoding), raw]
        at = position + 1
    parts.append(text[at:].encode(encoding))
    return b"".join(parts)


def _finish(
    data: bytes,
    text: str,
    bad: tuple[tuple[int, bytes], ...],
    encoding: str,
    bom: bool = False,
    guessed: bool = False,
) -> tuple[str, Decoding]:
    try:
        exact = _encode(text, encoding, bom, bad) == data
    except (LookupError, UnicodeEncodeError):
        exact = False
    return text, Decoding(encoding, bom, _newline(text), guessed, bad, exact)


def _newline(text: str) -> Newline:
    kinds = set(_NEWLINE.findall(text))
    if not kinds:
        return "none"
    return "mixed" if len(kinds) > 1 else _NEWLINE_NAMES[kinds.pop()]


def _lenient(data: bytes, encoding: str) -> tuple[str, tuple[tuple[int, bytes], ...]]:
    """Decode, one U+FFFD for each run of bytes that the codec rejects; linear in the number of bytes."""
    decoder = codecs.getincrementaldecoder(encoding)()
    parts: list[str] = []
    bad: list[tuple[int, bytes]] = []
    at = length = 0
    step = _SAMPLE
    while at < len(data):
        chunk = data[at : at + step]
        last = at + step >= len(data)
        try:
            good = decoder.decode(chunk, last)
            held = len(decoder.getstate()[0])
        except UnicodeDecodeError as error:
            good = chunk[: error.start].decode(encoding)
            bad.append((length + len(good), chunk[error.start : error.end]))
            good += "\ufffd"
            held = len(chunk) - error.end
        decoder.reset()
        parts.append(good)
        length += len(good)
        at += len(chunk) - held
    return "".join(parts), tuple(bad)


def _wide_by_nul(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without BOM, told by where the NUL bytes stand: those of ASCII characters, of UTF-32 all."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or 0 not in sample:
        return None
    for width, ends in _WIDE:
        units = len(sample) // width
        nuls = [sample[i : units * width : width].count(0) for i in range(width)]
        for place, encoding in ends:
            others = [count for i, count in enumerate(nuls) if i != place]
            if nuls[place] * 10 <= units and min(others) * 10 >= units * 7:
                return encoding
    return next((e for _, ends in _WIDE for _, e in ends if _reads_as(sample, e)), None)


def _reads_as(sample: bytes, encoding: str) -> bool:
    """Whether a sample with a NUL is words in a wide encoding and none byte by byte: a script other than Latin."""
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls * 8 < len(sample) and _is_utf8(sample.rstrip(_HALF).replace(b"\0", b"")):
        return False
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return False
    spaced = any(c in text for c in " \n\r")
    return spaced and all(c in "\t\n\f\r\u200c\u200d" or unicodedata.category(c)[0] != "C" for c in text)


def _decode_eight_bit(data: bytes, declared: str) -> tuple[str, Decoding]:
    try:
        return _finish(data, data.decode("utf-8"), (), "utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start >= len(data) - 3:
            return _finish(data, *_lenient(data, "utf-8"), "utf-8")
    if any(not line.isascii() and _is_utf8(line) for line in data.splitlines()):
        text = "".join(map(_of_either, data.splitlines(keepends=True)))
        return _finish(data, text, (), "mixed", guessed=True)
    return _finish(data, *_lenient(data, declared), declared, guessed=True)


def _of_either(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data" and not line[: error.start].isascii()
        return line.decode("utf-8" if cut else "cp1252", "replace")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
