"""The index as nearly all are: our own table and no doubt in it. It is read as a whole, ten times as fast as by lines."""

from __future__ import annotations

import re
from operator import methodcaller

from corpuskit.index.cells import table_line
from corpuskit.index.manifest import BEGIN, COLUMNS, END
from corpuskit.index.paths import MAX_PART, PLAIN, RESERVED

_TEXT = r"[^|\\\n]*(?:\\.[^|\\\n]*)*"
_LABEL = r"[^\[\]|\\\n]*(?:\\.[^\[\]|\\\n]*)*"
_ROW = re.compile(rf"^\| \[{_LABEL}\]\(({PLAIN})\) \|(?:{_TEXT}\|){{3}} ([0-9a-f]{{64}}) \|$", re.MULTILINE)
_HEAD = "\n".join([BEGIN, table_line(COLUMNS), table_line("---" for _ in COLUMNS), ""])
_CELLS = methodcaller("groups")
_DOUBTS = ("<!--", "```", "~~~")  # what may hide a marker below it


def plain(text: str) -> dict[str, str] | None:
    """The checksum of each path that an index lists, None where it has to be read by lines.

    `text` is the index with LF line ends and without conflict markers. It must be one table with our columns and no other, written as we write it;
    each row must be whole, and its path of the kind that nothing can be wrong with, listed once, in whatever case.
    """
    if text.count("corpuskit:index") != 2:
        return None
    begin = text.find(_HEAD)
    start = begin + len(_HEAD)
    end = text.find(END, start)
    if begin < 0 or end < 0 or any(doubt in text[:begin] for doubt in _DOUBTS):
        return None
    apart = all(not at or text[at - 1] == "\n" for at in (begin, end)) and text[
        end + len(END) : end + len(END) + 1
    ] in ("", "\n")
    found = dict(map(_CELLS, _ROW.finditer(text, start, end)))
    lower = [low for path in found if (low := path.lower()) != path]
    sure = apart and len(found) == text.count("\n", start, end) and len({*lower}) == len(lower)
    sure = sure and found.keys().isdisjoint(lower) and not RESERVED.search("/".join(found))
    return found if sure and all(len(path) <= MAX_PART for path in found) else None
