"""The fast reader of the canonical table: line by line, without a Markdown parser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpuskit.index.cells import split, unescape, unquote
from corpuskit.index.lines import Block, Skipper
from corpuskit.index.manifest import COLUMNS, Mismatch, Row, mismatch
from corpuskit.index.paths import unsafe

_TEXT = r" ?([^|\\]*(?:\\.[^|\\]*)*)\|"
_ROW = re.compile(rf"\| \[(?:[^\[\]\\|]|\\.)*\]\(([A-Za-z0-9_.~/%-]+)\) \|{_TEXT}{_TEXT}{_TEXT} ([0-9a-f]{{64}}) \|")
_ODD_PATH = re.compile(r"%(?![0-9A-F]{2})|(?:\A|/)[./~]|[./](?:/|\Z)|%(?:[01].|2[5EF]|3A|5C|7[EF])", re.IGNORECASE)
_LINK = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]\((?:<([^<>]*)>|([^()<>\s]*))\)")
_DELIMITER = re.compile(r"[ \t|:-]+")
_CHILD = re.compile(r"[-*+] \[(?:[^\[\]\\]|\\.)*\]\(([^()<>\s]*INDEX\.md)\)[ \t]*")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_DIGEST = re.compile(r"[0-9A-Fa-f]{64}")
_FOLDED = tuple(column.casefold() for column in COLUMNS)


@dataclass(slots=True)
class Table:
    """The marked blocks of one index: its columns, its rows and their raw cells, and every line that is neither, by its number."""

    columns: list[str] = field(default_factory=lambda: list(COLUMNS))
    rows: list[Row] = field(default_factory=list)
    raw: list[list[str]] = field(default_factory=list)
    problems: list[Mismatch] = field(default_factory=list)
    children: list[tuple[str, int]] = field(default_factory=list)
    others: list[tuple[int, str]] = field(default_factory=list)
    index: str = ""
    keep: bool = False

    def problem(self, code: str, line: int, path: str, message: str) -> None:
        self.problems.append(mismatch(code, line, path, message, self.index))


def read_table(lines: list[str], blocks: list[Block], index: str = "", keep: bool = False) -> Table:
    """The rows of all `blocks` of the index `index`; `keep` their raw cells too, for a writer."""
    table = Table(index=index, keep=keep)
    prefix = index[: -len("INDEX.md")]
    for block in blocks:
        _header(table, lines, block)
        _read_block(table, lines, block, prefix)
    return table


def _header(table: Table, lines: list[str], block: Block) -> None:
    for at in range(block.start, block.stop):
        line = lines[at]
        if not line.strip():
            continue
        cells = split(line)
        names = [cell.casefold() for cell in cells]
        if "|" in line and _FOLDED[0] in names:
            known = {name: column for name, column in zip(_FOLDED, COLUMNS, strict=True)}
            table.columns = [known.get(name, cell) for name, cell in zip(names, cells, strict=True)]
        return


def _read_block(table: Table, lines: list[str], block: Block, prefix: str) -> None:
    plain = table.columns == list(COLUMNS)
    skip = Skipper()
    for at in range(block.start, block.stop):
        line = lines[at]
        if skip.inside:
            _other_line(table, line, at + 1, skip)
            continue
        found = _ROW.fullmatch(line) if plain else None
        if found and not _ODD_PATH.search(found.group(1)):
            _plain_row(table, found.groups(), at + 1, prefix)
        elif line[:1] == "|" and not line.startswith(_CONFLICT):
            _slow_row(table, line, at + 1, prefix)
        else:
            _other_line(table, line, at + 1, skip)


def _plain_row(table: Table, groups: Sequence[str], number: int, prefix: str) -> None:
    path, title, language, published, digest = groups
    cells = (
        ("Title", unescape(title.rstrip())),
        ("Language", unescape(language.rstrip())),
        ("Published", unescape(published.rstrip())),
    )
    table.rows.append(Row(prefix + unquote(path), number, digest, cells, False, table.index))
    if table.keep:
        table.raw.append([path, title, language, published, digest])


def _other_line(table: Table, line: str, number: int, skip: Skipper) -> None:
    if skip.step(line) or line.startswith("======="):
        table.others.append((number, line))
        return
    if not line.strip() or line.startswith(_CONFLICT):
        return
    child = _CHILD.fullmatch(line)
    if child:
        table.children.append((unquote(child.group(1)), number))
    elif "|" in line:
        _slow_row(table, line, number, table.index[: -len("INDEX.md")])
    else:
        table.others.append((number, line))
        table.problem("IDX112", number, "", "this line is no row of the table: move it out of the markers")


def _slow_row(table: Table, line: str, number: int, prefix: str) -> None:
    cells = split(line)
    columns = table.columns
    if _is_head(line, cells, columns):
        return
    by_name = dict(zip(columns, cells, strict=False))
    path, planned, link = file_cell(by_name.get("File", ""))
    path = path.removeprefix("./")
    digest = by_name.get("SHA-256", "").strip("` ")
    table_row = Row(
        prefix + path,
        number,
        digest.lower() if _DIGEST.fullmatch(digest) else None,
        tuple((name, unescape(cell)) for name, cell in by_name.items() if name not in ("File", "SHA-256")),
        planned,
        table.index,
    )
    if not path:
        table.problem("IDX112", number, "", "a row without a file name that can be read")
        table.others.append((number, line))
        return
    wrong = unsafe(path, link)
    if wrong:
        table.problem("IDX109", number, path, f"{wrong}, not one below the root")
        return
    if len(cells) != len(columns):
        message = f"a row of {len(cells)} cells in a table of {len(columns)} columns"
        table.problem("IDX112", number, path, message)
    elif table_row.sha256 is None and not planned:
        table.problem("IDX105", number, path, digest_trouble(digest))
    table.rows.append(table_row)
    if table.keep:
        table.raw.append(_fit(cells, len(columns)))


def _is_head(line: str, cells: Sequence[str], columns: Sequence[str]) -> bool:
    """Whether a line is the table's header or the line of dashes below it."""
    if "](" not in line and "-" in line and _DELIMITER.fullmatch(line):
        return True
    return len(cells) == len(columns) and [cell.casefold() for cell in cells] == [
        column.casefold() for column in columns
    ]


def _fit(cells: list[str], width: int) -> list[str]:
    """As many cells as there are columns; what is too much goes into the last."""
    if len(cells) > width:
        return [*cells[: width - 1], " \\| ".join(cells[width - 1 :]).strip()]
    return cells + [""] * (width - len(cells))


def file_cell(cell: str) -> tuple[str, bool, str]:
    """Path, whether it is struck through, and the raw link, of a `File` cell: a link, a code span or a bare name."""
    planned = len(cell) > 4 and cell.startswith("~~") and cell.endswith("~~")
    if planned:
        cell = cell[2:-2].strip()
    found = _LINK.fullmatch(cell)
    if found:
        link = unescape(found.group(1) if found.group(1) is not None else found.group(2))
        return unquote(link), planned, link
    if len(cell) > 2 and cell.startswith("`") and cell.endswith("`") and "`" not in cell[1:-1]:
        return cell[1:-1].replace("\\|", "|"), planned, ""
    return ("", planned, "") if "](" in cell else (unescape(cell), planned, "")


def digest_trouble(digest: str) -> str:
    """What is wrong with a cell that should hold the 64 hexadecimal digits of a SHA-256."""
    if not digest:
        return "the checksum is empty"
    if re.fullmatch(r"[0-9A-Fa-f]+", digest):
        return f"the checksum has {len(digest)} hexadecimal digits, not 64"
    return "the checksum is not hexadecimal"
