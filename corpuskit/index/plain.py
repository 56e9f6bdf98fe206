"""The index as nearly all are: our own table and no doubt in it. It is read as a whole, ten times as fast as by lines."""

from __future__ import annotations

import re

from corpuskit.index.cells import table_line
from corpuskit.index.manifest import BEGIN, COLUMNS, END
from corpuskit.index.paths import MAX_PART, PLAIN, RESERVED

_TEXT = r"[^|\\\n]*(?:\\.[^|\\\n]*)*"
_LABEL = r"[^\[\]|\\\n]*(?:\\.[^\[\]|\\\n]*)*"
_ROW = re.compile(rf"^\| \[{_LABEL}\]\(({PLAIN})\) \|(?:{_TEXT}\|){{3}} ([0-9a-f]{{64}}) \|$", re.MULTILINE)
_HEAD = "\n".join([BEGIN, table_line(COLUMNS), table_line("---" for _ in COLUMNS), ""])
_DOUBTS = ("<!--", "```", "~~~")  # what may hide a marker below it


def plain(text: str) -> dict[str, str] | None:
    """The checksum of each path that an index lists, None where it has to be read by lines.

    `text` is the index with LF line ends and without conflict markers. It must be one table with our columns and no other, written as we write it;
    each row must be whole, and its path of the kind that nothing can be wrong with, listed once, in whatever case.
    """
    if text.count("corpuskit:index") != 2:
        return None
    above, begin, rest = text.partition(_HEAD)
    body, end, below = rest.partition(END)
    apart = all(not part or part.endswith("\n") for part in (above, body)) and below[:1] in ("", "\n")
    if not (begin and end and apart) or any(doubt in above for doubt in _DOUBTS):
        return None
    rows = _ROW.findall(body)
    found = dict(rows)
    sure = len(rows) == body.count("\n") == len(found) == len({path.lower() for path in found})
    sure = sure and not RESERVED.search("/".join(found)) and all(len(path) <= MAX_PART for path in found)
    return found if sure else None
