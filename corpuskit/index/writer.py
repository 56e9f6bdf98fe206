"""INDEX.md brought up to date: a hand-made list in its own shape, else one table between two marker comments.

Everything that is no row of a file stays byte for byte.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fnmatch import fnmatchcase

from corpuskit.errors import CorpuskitError
from corpuskit.index.canonical import Table, read_table
from corpuskit.index.cells import escape, link, table_line
from corpuskit.index.lines import Block, blocks, conflicts
from corpuskit.index.manifest import BEGIN, COLUMNS, END, NAME, Entry, Row, sort_key

_OWN = frozenset(COLUMNS)


def write(
    old: bytes | None, entries: Sequence[Entry], children: Sequence[str] = (), *, pattern: str = "*.txt"
) -> bytes:
    """INDEX.md for `entries`, from `old` if there is one. Writing its own output again changes nothing.

    `children` are indexes to link below the table; `pattern` is that of the corpus. CorpuskitError if `old` is not UTF-8
    or an unfinished merge left conflict markers in it.
    """
    ordered = sorted(entries, key=lambda entry: sort_key(entry.path))
    if not old or not old.strip():
        return ("# Index\n\n" + "\n".join(_table(Table(), ordered, children)) + "\n").encode("utf-8")
    text = _decode(old)
    newline = _newline(text)
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    found, lonely = blocks(lines)
    if gone := _lonely_ends(lines, found, lonely):
        kept = [line for at, line in enumerate(text.split("\n")) if at not in gone]
        return write("\n".join(kept).encode("utf-8"), entries, children, pattern=pattern)
    if not found:
        from corpuskit.index.byhand import update

        listed = None if children else update(old, ordered, pattern)
        if listed is not None:
            return listed
        return _with_table(text, newline, _table(Table(), ordered, children)).encode("utf-8")
    return _replace(text, found, (ordered, children, pattern)).encode("utf-8")


def _lonely_ends(lines: list[str], found: Sequence[Block], lonely: Sequence[int]) -> set[int]:
    """The end markers that stand where none belongs: without a beginning, or in the midst of a table that goes on."""
    begins = {block.start - 1 for block in found}
    stops = iter([*(block.stop for block in found if block.closed), len(lines)])
    gone: set[int] = set()
    last, following, goes_on = -1, next(stops), False
    for at in lonely:
        if at in begins:
            continue
        while following < at:
            last, following, goes_on = following, next(stops), True
        goes_on = goes_on and all(line[:1] in ("", "|") for line in lines[last + 1 : at])
        gone.add(last if goes_on else at)
        last = at if goes_on else last
    return gone


def _with_table(text: str, newline: str, table: list[str]) -> str:
    """`text` with a table below it; above it, where an open comment or code fence would swallow the table."""
    gap = newline if text.endswith("\n") else newline * 2
    below = text + gap + newline.join(table) + newline
    if blocks(below.replace("\r\n", "\n").split("\n"))[0]:
        return below
    bom = text[:1] if text[:1] == "\ufeff" else ""
    return bom + newline.join([*table, "", text[len(bom) :]])


def _newline(text: str) -> str:
    if "\r\n" in text:
        return "\r\n"
    return "\r" if "\r" in text else "\n"


def _decode(old: bytes) -> str:
    try:
        text = old.decode("utf-8")
    except UnicodeDecodeError as error:
        line = 1 + old.count(b"\n", 0, error.start)
        raise CorpuskitError(f"{NAME}:{line}: bytes that are not UTF-8", "save it as UTF-8, then run again") from error
    conflict = conflicts(text.replace("\r\n", "\n"))
    if conflict:
        raise CorpuskitError(f"{NAME}:{conflict[0].line}: a conflict marker", "finish the merge, then run again")
    if "\n" in text and "\r" in text.replace("\r\n", ""):
        raise CorpuskitError(f"{NAME}: has a carriage return without a line feed", "save it with LF, then run again")
    return text


def _replace(text: str, found: list[Block], into: tuple[Sequence[Entry], Sequence[str], str]) -> str:
    """`text` with its first marked block rewritten and any further one removed; other lines kept as they are."""
    entries, children, pattern = into
    newline = _newline(text)
    whole = text.split("\n")
    lines = [line.removesuffix("\r") for line in whole]
    first = found[0]
    spans = [_span(block, lines) for block in found]
    table = read_table(lines, [Block(start + 1, stop, True) for start, stop, _ in spans], keep=True)
    before = whole[: first.start - 1]
    after: list[str] = []
    for at, (_, _, end) in enumerate(spans):
        after += whole[end : spans[at + 1][0] if at + 1 < len(spans) else len(whole)]
    names = {entry.path for entry in entries}
    words = [(row.line, lines[row.line - 1]) for row in table.rows if _is_prose(row, names, pattern)]
    others = [line for _, line in sorted({*table.others, *words})]
    moved = [line + newline[:-1] for line in ["", *others]] if others else []
    block = [line + newline[:-1] for line in _table(table, entries, children)]
    if not after and not moved:
        after = [""]
    if moved and not (after and not after[0].strip()):
        moved.append(newline[:-1])
    return "\n".join([*before, *block, *moved, *after])


def _is_prose(row: Row, names: Collection[str], pattern: str) -> bool:
    """Whether a row names no file, there or gone, but is somebody's words with a bar in them."""
    named = row.path in names or row.sha256 or row.planned or fnmatchcase(row.path.rpartition("/")[2], pattern)
    return not named


def _span(block: Block, lines: list[str]) -> tuple[int, int, int]:
    """Begin marker, end of the table, and first line after it; a block without end marker ends with its table."""
    if block.closed:
        return block.start - 1, block.stop, block.stop + 1
    stop = block.start
    for at in range(block.start, block.stop):
        if lines[at].startswith(("|", "- [")):
            stop = at + 1
        elif lines[at].strip():
            break
    return block.start - 1, stop, stop


def _table(table: Table, entries: Sequence[Entry], children: Sequence[str]) -> list[str]:
    columns = _columns(table.columns)
    keep = [name for name in columns if name not in _OWN]
    rows: dict[str, list[tuple[Row, list[str]]]] = {}
    by_digest: dict[str, list[tuple[Row, list[str]]]] = {}
    for row, raw in zip(table.rows, table.raw, strict=True):
        rows.setdefault(row.path, []).append((row, raw))
        if row.sha256:
            by_digest.setdefault(row.sha256, []).append((row, raw))
    present = {entry.path for entry in entries}
    lines = {}
    for entry in entries:
        old = rows.get(entry.path) or [pair for pair in by_digest.get(entry.sha256, ()) if pair[0].path not in present]
        old = sorted(old, key=lambda pair: pair[0].sha256 != entry.sha256)
        lines[entry.path] = _line(entry, columns, _kept(table.columns, keep, old), old[0][0] if old else None)
    for row, raw in zip(table.rows, table.raw, strict=True):
        if row.planned and row.path not in lines:
            cells = dict(zip(table.columns, raw, strict=True))
            lines[row.path] = table_line(cells.get(name, "") for name in columns)
    ordered = [lines[path] for path in sorted(lines, key=sort_key)]
    links = ["", *(f"- {link(child)}" for child in sorted(children, key=sort_key)), ""] if children else []
    return [BEGIN, table_line(columns), table_line("---" for _ in columns), *ordered, *links, END]


def _columns(old: Sequence[str]) -> list[str]:
    """The columns of the table: the old ones in their order, and those of ours that were missing."""
    columns = list(dict.fromkeys(old))
    for at, name in enumerate(COLUMNS):
        if name not in columns:
            columns.insert(at, name)
    return columns


def _kept(columns: Sequence[str], keep: Sequence[str], old: Sequence[tuple[Row, list[str]]]) -> dict[str, str]:
    """The cells of a person's own columns; of rows that were merged, the first that says something."""
    cells: dict[str, str] = {}
    for _, raw in old:
        for name, cell in zip(columns, raw, strict=True):
            if name in keep and cell:
                cells.setdefault(name, cell)
    return cells


def _line(entry: Entry, columns: Sequence[str], kept: dict[str, str], old: Row | None) -> str:
    title, language, published = entry.title, entry.language, entry.published
    if old and not (title or language or published):
        title, language, published = old.cell("Title"), old.cell("Language"), old.cell("Published")
    own = {
        "File": link(entry.path),
        "Title": escape(title),
        "Language": escape(language),
        "Published": escape(published),
        "SHA-256": entry.sha256,
    }
    return table_line(own[name] if name in own else kept.get(name, "") for name in columns)
