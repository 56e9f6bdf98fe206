"""Bytes to raw text, and how they were decoded."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from corpuskit.decode.legacy import MIXED_SCORE, MULTIBYTE, Guess, guess
from corpuskit.decode.wide import wide_by_nul, wide_by_text
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
_WITHOUT_BOM = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}  # declared, and there is no mark to tell the order
_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_RUN = re.compile(rb"[\x80-\xff]+")
PROOF = 6  # characters of UTF-8 in a line that are no chance,
MANY_SINGLE = 1.5  # or one, where the other bytes stand alone: so long are their runs
_HIGH = bytes(range(0x80, 0x100))
MUCH_UTF8 = 0.6  # characters to each other byte; legacy text has 0.37 at most
_CAPITALS = range(0xC2, 0xE0)  # begin two bytes of UTF-8; as Latin-1 they are capitals, which end no word


@struct
class Decoding:
    """How bytes became text.

    `encoding` is the Python codec name, or `mixed` where UTF-8 and another encoding stand in one file. `bom` says whether
    a byte order mark was taken off. `guessed` is true where nothing in the bytes proved the encoding. `bad` lists
    `(position, bytes)` for each U+FFFD that stands for bytes that did not decode, in code points of the text.
    `exact` is true when the text and `bad` alone give the input back (see `encode`). `score` and `candidates` are what
    the detector says where it was asked (extra `charset`).
    """

    encoding: str
    bom: bool
    newline: Newline
    guessed: bool
    bad: tuple[tuple[int, bytes], ...]
    exact: bool
    score: float | None = None
    candidates: tuple[str, ...] = ()


def decode(data: bytes, declared: str = "cp1252") -> tuple[str, Decoding]:
    """Decode `data` without raising: whatever the bytes are, a text comes back.

    `declared` is the encoding to assume where the bytes prove none and nobody guesses better; LookupError if Python
    does not know it.
    """
    declared = _WITHOUT_BOM.get(codecs.lookup(declared).name, declared)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _finish(data, _lenient(data[len(mark) :], encoding), encoding, bom=True)
    wide = wide_by_nul(data)
    if not wide and not data.isascii():
        try:
            return _finish(data, (data.decode("utf-8"), ()), "utf-8")
        except UnicodeDecodeError:
            pass
        if _is_cut_utf8(data):
            return _finish(data, _lenient(data, "utf-8"), "utf-8")
    wide = wide or wide_by_text(data)
    if wide:
        return _finish(data, _lenient(data, wide), wide)
    return _decode_ascii(data) if data.isascii() else _decode_legacy(data, declared)


def has_bom(data: bytes) -> bool:
    """Whether `data` begins with a byte order mark."""
    return any(data.startswith(mark) for mark, _ in _BOMS)


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
    read: tuple[str, tuple[tuple[int, bytes], ...]],
    encoding: str,
    bom: bool = False,
    guess: Guess | None = None,
) -> tuple[str, Decoding]:
    text, bad = read
    try:
        exact = _encode(text, encoding, bom, bad) == data
    except (LookupError, UnicodeEncodeError):
        exact = False
    score, candidates = (guess.score, guess.candidates) if guess else (None, ())
    return text, Decoding(encoding, bom, newline_of(text), guess is not None, bad, exact, score, candidates)


def newline_of(text: str) -> Newline:
    """The kind of line break in `text`."""
    if "\r" not in text:
        return "lf" if "\n" in text else "none"
    kinds = set(_NEWLINE.findall(text))
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


def _decode_ascii(data: bytes) -> tuple[str, Decoding]:
    if any(escape in data for escape in _ISO_2022_JP):
        for encoding in ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2"):
            try:
                return _finish(data, (data.decode(encoding), ()), encoding)
            except UnicodeDecodeError:
                continue
    return _finish(data, (data.decode("ascii"), ()), "utf-8")


def _decode_legacy(data: bytes, declared: str) -> tuple[str, Decoding]:
    lines = [(line, _is_utf8(line)) for line in data.splitlines(keepends=True)]
    strange = b"".join(line for line, good in lines if not good)
    if _proves_utf8([line for line, good in lines if good], strange) or _much_utf8(data):
        found = guess(strange, declared, MIXED_SCORE)
        text = "".join(line.decode("utf-8") if good else _mixed(line, found.encoding) for line, good in lines)
        return _finish(data, (text, ()), "mixed", guess=found)
    found = guess(data, declared)
    return _finish(data, _lenient(data, found.encoding), found.encoding, guess=found)


def _proves_utf8(lines: list[bytes], strange: bytes) -> bool:
    """Whether one of the lines that are UTF-8 is so by more than chance, which makes two Han characters of GBK any."""
    runs = _RUN.findall(strange)
    single = sum(map(len, runs)) < MANY_SINGLE * len(runs)
    return any(len(_CHARACTER.findall(line)) >= (1 if single else PROOF) for line in lines)


def _much_utf8(data: bytes) -> bool:
    """Whether more bytes make characters of UTF-8 than chance can."""
    found = _CHARACTER.findall(data)
    others = len(data) - len(data.translate(None, _HIGH)) - sum(map(len, found))
    return len(found) >= 2 and len(found) >= MUCH_UTF8 * others


def _is_cut_utf8(data: bytes) -> bool:
    """Whether only a character at the beginning or the end of UTF-8 is incomplete."""
    start = 0
    while start < 3 and start < len(data) and 0x80 <= data[start] < 0xC0:
        start += 1
    try:
        data[start:].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data" or start + error.start < len(data) - 3:
            return False
        tail = data[start + error.start :]
        return not data[start : start + error.start].isascii() or len(tail) > 1 or tail[0] in _CAPITALS
    return not data[start:].isascii()


def _mixed(line: bytes, encoding: str) -> str:
    """A line with bytes that are no UTF-8: these alone in the other encoding where that has one byte a character."""
    if encoding in MULTIBYTE:
        return line.decode(encoding, "replace")
    text, bad = _lenient(line, "utf-8")
    partly = bool(_CHARACTER.search(line))
    parts = []
    at = 0
    for position, raw in bad:
        other = raw.decode(encoding, "replace")
        at_end = text[position + 1 : position + 2] in ("", "\r", "\n")
        cut = partly and at_end and raw[0] in _CAPITALS and other.isupper()
        parts += [text[at:position], "\ufffd" if cut else other]
        at = position + 1
    return "".join(parts) + text[at:]


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
