"""Text into a table cell and back: whatever a title holds, it stays inside its cell and is no markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from corpuskit.index.manifest import sort_key
from corpuskit.messages import show

_PLAIN_PATH = re.compile(r"[A-Za-z0-9_.~/-]*")
_QUOTED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\\": "&#92;"}
_MARKUP = re.compile(r"[&<>\\]|[|`*\[\]~$]|(?<![^\W_])_|_(?![^\W_])|:(?=//)|(?<=www)\.|@")
_NEEDS_CARE = re.compile(r"[^\w ,.;'()?!/+=%#{}-]|[_\n]|www\.")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff]+| {2,}")
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]|\U000e0001")
_TAGS = re.compile("(\U0001f3f4[\U000e0030-\U000e007a]{1,8}\U000e007f)|[\U000e0020-\U000e007f]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_CELL = re.compile(r"(?:[^|\\]|\\.|\\\Z)*", re.DOTALL)


def escape(text: str) -> str:
    """`text` as one cell: on one line, no pipe, no HTML, no link, no emphasis, no unseen override."""
    if not _NEEDS_CARE.search(text):
        return text.strip()
    text = _TAGS.sub(r"\1", _OVERRIDES.sub("", _UNSEEN.sub(" ", text))).strip()
    return _MARKUP.sub(lambda m: _ENTITIES.get(m.group()) or "\\" + m.group(), text)


def unescape(cell: str) -> str:
    """The text that a reader of the cell sees; `unescape(escape(text))` is `text` if it is one clean line."""
    if "\\" not in cell and "&" not in cell:
        return cell
    return _ESCAPED.sub(lambda m: m.group(1) or html.unescape(m.group()), cell)


def split(line: str) -> list[str]:
    """The raw cells of a table row, trimmed; a pipe after a backslash is text."""
    line = line.strip()
    if "\\" in line:
        cells = []
        at = 0
        while at <= len(line):
            found = _CELL.match(line, at)
            end = found.end() if found else at
            cells.append(line[at:end].strip())
            at = end + 1
    else:
        cells = [cell.strip() for cell in line.split("|")]
    if line.startswith("|"):
        cells = cells[1:]
    return cells[:-1] if cells and not cells[-1] and line.endswith("|") else cells


def quote(path: str) -> str:
    """`path` percent-encoded for a link; a byte of a name that is not UTF-8 is encoded as it is."""
    if _PLAIN_PATH.fullmatch(path):
        return path
    return "".join(chr(b) if _PLAIN_PATH.fullmatch(chr(b)) else f"%{b:02X}" for b in sort_key(path))


def unquote(link: str) -> str:
    """The path of a percent-encoded link; bytes that are not UTF-8 come back as lone surrogates."""
    if "%" not in link:
        return link
    return _QUOTED.sub(lambda m: bytes.fromhex(m.group().replace("%", "")).decode("utf-8", "surrogateescape"), link)


def link(path: str) -> str:
    """The link cell of the canonical table."""
    if _PLAIN_PATH.fullmatch(path) and "_" not in path and "~" not in path and "www." not in path:
        return f"[{path}]({path})"
    return f"[{escape(show(path))}]({quote(path)})"


def table_line(cells: Iterable[str]) -> str:
    """One unpadded row of a table."""
    return "| " + " | ".join(cells) + " |"
