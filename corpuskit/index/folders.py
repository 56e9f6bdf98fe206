"""One index a folder, or one for all: which of them lists which file, and all of them brought up to date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpuskit.errors import CorpuskitError
from corpuskit.index.canonical import Table, read_table
from corpuskit.index.cells import escape, link, table_line
from corpuskit.index.lines import blocks, decode
from corpuskit.index.manifest import BEGIN, END, NAME, Entry
from corpuskit.index.reader import read
from corpuskit.index.writer import write
from corpuskit.messages import show


def write_all(
    old: Mapping[str, bytes], entries: Sequence[Entry], *, pattern: str = "*.txt", per_folder: bool = False
) -> dict[str, bytes]:
    """The indexes that change, by path below the root, deepest first.

    `old` are those that are there. A file stays in the index that lists it; a new one goes into the nearest index above
    it. With `per_folder`, or where the table of the root links others already, each folder with files gets an index and
    the root links them. CorpuskitError as for `write`, and where one index a folder is asked of a hand-made list.
    """
    table = _table(old.get(NAME))
    if per_folder and table is None and old.get(NAME, b"").strip():
        raise CorpuskitError(
            f"{NAME} is a list made by hand: it is not split", "--per-folder splits the table that corpuskit writes"
        )
    split = per_folder or bool(table and table.children)
    owned: dict[str, list[Entry]] = {path: [] for path in (NAME, *sorted(old))}
    owners = _owners(old, entries, pattern)
    for entry in entries:
        owned.setdefault(_owner(entry.path, owners, old, split), []).append(entry)
    linked = [path for path in owned if path != NAME and owned[path]] if split else []
    new = {}
    for path in sorted(owned, key=lambda path: (-path.count("/"), path)):
        folder = path[: -len(NAME)]
        local = [replace(entry, path=entry.path[len(folder) :]) for entry in owned[path]]
        before = old.get(path) or (_carved(table, folder) if folder and table else None)
        after = write(before, local, linked if path == NAME else (), pattern=pattern)
        if after != old.get(path):
            new[path] = after
    return new


def _table(data: bytes | None) -> Table | None:
    """The canonical table of an index with its raw cells; None where there is none."""
    if not data or b"corpuskit:index" not in data:
        return None
    lines = decode(data)[0].split("\n")
    found, _ = blocks(lines)
    return read_table(lines, found, keep=True) if found else None


def _owners(old: Mapping[str, bytes], entries: Sequence[Entry], pattern: str) -> dict[str, str]:
    """The index that lists each file now."""
    if len(old) < 2 or NAME not in old:
        return {}
    children = {path: data for path, data in old.items() if path != NAME}
    index = read(old[NAME], {entry.path for entry in entries}, children, pattern=pattern)
    owners: dict[str, str] = {}
    for row in index.rows:
        owners.setdefault(row.path, row.index or NAME)
    return owners


def _owner(path: str, owners: Mapping[str, str], old: Mapping[str, bytes], split: bool) -> str:
    now = owners.get(path, "")
    if now and not (split and now == NAME):
        return now
    folder = path.rpartition("/")[0]
    if split:
        return f"{folder}/{NAME}" if folder else NAME
    while folder and f"{folder}/{NAME}" not in old:
        folder = folder.rpartition("/")[0]
    return f"{folder}/{NAME}" if folder else NAME


def _carved(table: Table, folder: str) -> bytes:
    """An index for `folder` out of the rows of the root's table, so that a person's own columns go along."""
    rows = []
    for row, raw in zip(table.rows, table.raw, strict=True):
        name = row.path[len(folder) :]
        if row.path.startswith(folder) and "/" not in name:
            cells = dict(zip(table.columns, raw, strict=True)) | {"File": link(name)}
            rows.append(table_line(cells[column] for column in table.columns))
    head = [table_line(table.columns), table_line("---" for _ in table.columns)]
    text = "\n".join([f"# {escape(show(folder.rstrip('/')))}", "", BEGIN, *head, *rows, END, ""])
    return text.encode("utf-8", "surrogateescape")
