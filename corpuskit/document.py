"""The raw text as measured lines: each is split, folded and measured once, and every rule reads that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpuskit import latin
from corpuskit.marks import normalize
from corpuskit.values import struct

_BREAK = re.compile(r"\r\n|\r|\n")
_LINE_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SINGLE = "\u0e00-\u0eff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_SINGLE}]|[^\W_{_SINGLE}]+")
_NUMBER = re.compile(r"[\d_](?<!\w.)[\d_]*(?!\w)", re.DOTALL)
_SENTENCE_END = (".", "!", "?", "…", "。", "！", "？", "؟", "।", "۔")
_CLOSERS = "\"'”’»)]」』】）"
_EDGE = " \t:;,.!?|·•–—-*#>»«\"'“”‘’()[]…"


@struct
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


@struct
class Document:
    """A text and its lines; never changed. `path` is for messages alone, `rare` are the characters that few texts have."""

    path: str
    text: str
    lines: tuple[Line, ...]
    rare: str


def fold(text: str) -> str:
    """The key under which a line is looked up: NFKC, case folded, white space single, outer punctuation off."""
    text = text.lower() if text.isascii() else normalize("NFKC", text).casefold().replace("’", "'")
    if "  " in text or not text.isprintable():
        text = " ".join(text.split())
    return text.strip(_EDGE)


def words(text: str) -> list[str]:
    """The words of `text`: runs of letters and digits, or one Han, kana or Thai character each."""
    return _WORD.findall(normalize("NFC", text))


def count_words(text: str, rare: str) -> tuple[int, int, int]:
    """How many words `text` has, how many code points they have together, and how many of them are numbers.

    No other character of it is rare than those of `rare`.
    """
    if latin.plain(rare):
        return latin.count_words(text)
    found = words(text)
    return len(found), sum(map(len, found)), len(_NUMBER.findall(text))


def read(text: str, path: str = "") -> Document:
    """Split `text` at LF, CR LF and CR and measure each line once."""
    find_words = _LINE_WORD.findall
    rare = latin.rare(text)
    parted = latin.parted(text) if latin.plain(rare) else ""
    lower = text.lower().replace("’", "'") if latin.lowers(rare) and "  " not in text else ""
    lines = []
    for number, (start, end, following) in enumerate(_spans(text), 1):
        whole = text[start:end]
        stripped = whole.strip()
        lines.append(
            Line(
                number,
                start,
                end,
                following,
                0 if whole[:1] == stripped[:1] else len(whole) - len(whole.lstrip()),
                stripped,
                lower[start:end].strip(_EDGE) if lower else fold(stripped),
                tuple(parted[start:end].split() if parted else find_words(stripped)),
                stripped.rstrip(_CLOSERS).endswith(_SENTENCE_END),
            )
        )
    return Document(path, text, tuple(lines), rare)


def line_starts(text: str) -> list[int]:
    """Where each line of `text` starts, in code points; an empty text has one line."""
    return [start for start, _, _ in _spans(text)] or [0]


def _spans(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and the start of what follows, of each line; nothing is behind a final line break."""
    start = 0
    if "\r" in text:
        for match in _BREAK.finditer(text):
            yield start, match.start(), match.end()
            start = match.end()
    else:
        end = text.find("\n")
        while end >= 0:
            yield start, end, end + 1
            start = end + 1
            end = text.find("\n", start)
    if start < len(text):
        yield start, len(text), len(text)
