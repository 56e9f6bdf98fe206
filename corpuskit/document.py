"""The raw text as measured lines: each is split, folded and measured once, and every rule reads that."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_LINE_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SINGLE = "\u0e00-\u0eff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_SINGLE}]|[^\W_{_SINGLE}]+")
_SENTENCE_END = (".", "!", "?", "…", "。", "！", "？", "؟", "।", "۔")
_CLOSERS = "\"'”’»)]」』】）"
_EDGE = " \t:;,.!?|·•–—-*#>»«\"'“”‘’()[]…"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text.

    `number` counts from 1; `start` and `end` are code points of the document's text, end-exclusive, without the line
    break; `next` is where the following line starts; `lead` is the width of its leading white space. `text` is the line without outer white space, `key` its folded
    form for phrase look-ups, `words` its words in order.
    """

    number: int
    start: int
    end: int
    next: int
    lead: int
    text: str
    key: str
    words: tuple[str, ...]
    ends_sentence: bool

    @property
    def blank(self) -> bool:
        return not self.text


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its lines; never changed. `path` is for messages alone."""

    path: str
    text: str
    lines: tuple[Line, ...]


def fold(text: str) -> str:
    """The key under which a line is looked up: NFKC, case folded, white space single, outer punctuation off."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.casefold().replace("’", "'").split()).strip(_EDGE)


def words(text: str) -> list[str]:
    """The words of `text`: runs of letters and digits, or one Han, kana or Thai character each."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


def read(text: str, path: str = "") -> Document:
    """Split `text` at LF, CR LF and CR and measure each line once."""
    lines = []
    for number, match in enumerate(_LINE.finditer(text), 1):
        start, following = match.span()
        if start == following and start == len(text):
            break
        whole = match.group().rstrip("\r\n")
        lines.append(_measure(number, start, following, whole))
    return Document(path, text, tuple(lines))


def line_starts(text: str) -> list[int]:
    """Where each line of `text` starts, in code points; an empty text has one line."""
    return [0, *(m.end() for m in _LINE.finditer(text) if m.end() < len(text))]


def _measure(number: int, start: int, following: int, whole: str) -> Line:
    stripped = whole.strip()
    return Line(
        number,
        start,
        start + len(whole),
        following,
        len(whole) - len(whole.lstrip()),
        stripped,
        fold(stripped),
        tuple(_LINE_WORD.findall(stripped)),
        stripped.rstrip(_CLOSERS).endswith(_SENTENCE_END),
    )
