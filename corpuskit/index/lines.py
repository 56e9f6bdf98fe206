"""An index as lines: decoded, its conflict markers and the marked blocks of the canonical table found."""

from __future__ import annotations

import codecs
import re

from corpuskit.index.manifest import CUT_AT, Mismatch, mismatch
from corpuskit.values import struct

_MARKER = re.compile(r" {0,3}<!--[ \t]*corpuskit:index[ \t]+(begin|end)(?:[ \t][^>]*)?-->[ \t]*")
_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*(`{3,}|~{3,})(.*)", re.DOTALL)
_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |\Z)")


@struct
class Block:
    """The lines of a marked table, from the first after `begin` up to `stop`; `closed` by an end marker at `stop`."""

    start: int
    stop: int
    closed: bool


def decode(data: bytes, index: str = "") -> tuple[str, list[Mismatch]]:
    """The text without its byte order mark, LF line ends; and what is wrong with the bytes."""
    problems = []
    if len(data) > CUT_AT:
        message = (
            f"{len(data):,} bytes; GitHub shows the first {CUT_AT:,}: one index a folder (--per-folder) is shorter"
        )
        problems.append(mismatch("IDX113", 0, "", message, index))
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        line = 1 + body.count(b"\n", 0, error.start)
        problems.append(mismatch("IDX114", line, "", "bytes that are not UTF-8", index))
        text = body.decode("utf-8", "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, problems


def conflicts(text: str, index: str = "") -> list[Mismatch]:
    """The lines that an unfinished merge left behind."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text and "|||||||" not in text:
        return []
    return [
        mismatch("IDX115", number, "", "a conflict marker: finish the merge", index)
        for number, line in enumerate(text.split("\n"), 1)
        if line[:1] in "<>|" and _CONFLICT.match(line)
    ]


def blocks(lines: list[str]) -> tuple[list[Block], list[int]]:
    """The marked blocks, and the lines of markers that have no partner; code fences and comments do not count."""
    found: list[Block] = []
    lonely: list[int] = []
    skip = Skipper()
    begin = -1
    for at, line in enumerate(lines):
        if line[:1] == "|" and not skip.inside:
            continue
        marker = None if skip.inside else _MARKER.fullmatch(line)
        if not marker:
            skip.step(line)
        elif marker.group(1) == "begin":
            if begin >= 0:
                found.append(Block(begin + 1, at, closed=False))
                lonely.append(begin)
            begin = at
        elif begin >= 0:
            found.append(Block(begin + 1, at, closed=True))
            begin = -1
        else:
            lonely.append(at)
    if begin >= 0:
        found.append(Block(begin + 1, len(lines), closed=False))
        lonely.append(begin)
    return found, sorted(lonely)


class Skipper:
    """Knows, line by line, whether we stand in a code fence or in an HTML comment."""

    def __init__(self) -> None:
        self._fence = ""
        self._comment = False

    @property
    def inside(self) -> bool:
        """Whether the next line begins inside a fence or a comment."""
        return self._comment or bool(self._fence)

    def step(self, line: str) -> bool:
        """Take one line; true if it belongs to a fence or is a comment."""
        if self._fence:
            closing = line.strip(" \t>")
            if closing.startswith(self._fence) and not closing.strip(self._fence[0]):
                self._fence = ""
            return True
        if self._comment:
            self._comment = not self._closed(line, 0)
            return True
        if "<!--" in line:
            start = line.index("<!--")
            self._comment = not self._closed(line, start + 4)
            return not line[:start].strip()
        if "```" in line or "~~~" in line:
            opened = _FENCE.fullmatch(line)
            if opened and not (opened.group(1)[0] == "`" and "`" in opened.group(2)):
                self._fence = opened.group(1)
                return True
        return False

    @staticmethod
    def _closed(line: str, start: int) -> bool:
        return line.rfind("-->") >= max(start, line.rfind("<!--"))
