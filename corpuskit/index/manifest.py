"""The manifest that every index is read into and written from: files present, rows listed, what does not match."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from corpuskit.findings import Severity
from corpuskit.messages import show
from corpuskit.rules.gate import INDEX_RULES
from corpuskit.values import struct

NAME = "INDEX.md"
COLUMNS = ("File", "Title", "Language", "Published", "SHA-256")
BEGIN = "<!-- corpuskit:index begin -->"
END = "<!-- corpuskit:index end -->"
CUT_AT = 512_000  # bytes of a Markdown file that GitHub shows

KINDS: dict[str, tuple[str, Severity]] = {rule.code: (rule.name, rule.severity) for rule in INDEX_RULES}


@struct
class Entry:
    """One file that is there: its path below the root with `/`, the SHA-256 of its bytes, and what readers like to see."""

    path: str
    sha256: str
    size: int = 0
    title: str = ""
    language: str = ""
    published: str = ""


@struct
class Row:
    """One file that an index lists.

    `line` counts from 1 in the index `index` (empty: the one at the root). `sha256` is None where the row has no whole
    checksum. `cells` are the other columns as `(column, text)`. A planned row names a file that need not be there yet.
    """

    path: str
    line: int
    sha256: str | None = None
    cells: tuple[tuple[str, str], ...] = ()
    planned: bool = False
    index: str = ""

    def cell(self, column: str) -> str:
        """The text under `column`, whatever its case; empty if there is none."""
        folded = column.casefold()
        return next((text for name, text in self.cells if name.casefold() == folded), "")


@struct
class Mismatch:
    """What does not match: `line` in the index `index` (0: no line; empty: the one at the root).

    `path` and `message` are for showing: what could deceive a reader or a terminal is escaped in both.
    """

    code: str
    severity: Severity
    line: int
    path: str
    message: str
    index: str = ""


class Index:
    """An index as it was read: its rows, what was wrong with it, and whether it is the canonical table.

    Where no row can be wrong by itself, `plain` are the checksums by path, and the rows are made when they are asked for.
    """

    def __init__(
        self,
        read: Callable[[], Iterable[Row]],
        problems: Iterable[Mismatch],
        canonical: bool,
        text: str,
        plain: dict[str, str] | None = None,
    ) -> None:
        self.problems, self.canonical, self.text, self.plain = tuple(problems), canonical, text, plain
        self._read = read

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row, in order."""
        return tuple(self._read())


def mismatch(code: str, line: int, path: str, message: str, index: str = "") -> Mismatch:
    """A mismatch of the kind `code` with the severity that this kind always has."""
    return Mismatch(code, KINDS[code][1], line, show(path), message, index)


def sort_key(path: str) -> bytes:
    """Paths sort by their bytes, on every machine alike."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")
