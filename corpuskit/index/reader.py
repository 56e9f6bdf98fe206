"""Bytes of INDEX.md to rows. Never raises on bad data: what is wrong is a mismatch with its line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from corpuskit.index.canonical import read_table
from corpuskit.index.lines import blocks, conflicts, decode
from corpuskit.index.manifest import NAME, Index, Mismatch, Row, mismatch
from corpuskit.index.plain import plain

FOREIGN_LIMIT = 1_000_000  # bytes of an index that is not the canonical table
_PIPES = 150_000
_LINES = 60_000  # an empty one after another does not count
_NO_CHILDREN: Mapping[str, bytes] = MappingProxyType({})


def read(
    data: bytes, names: Collection[str], children: Mapping[str, bytes] = _NO_CHILDREN, *, pattern: str = "*.txt"
) -> Index:
    """Read an index.

    `names` are the paths of the files that are there: they say which bare names and stems are names at all.
    `children` are the `INDEX.md` files of the folders below, by path. A child's rows count, but for files that an
    index above already lists. `pattern` is that of the corpus: a name that matches it counts, there or not.
    """
    if not children:
        text, troubles = decode(data)
        listed = None if conflicts(text) else plain(text)
        if listed is not None:
            return Index(lambda: _read_one(text.encode(), (), "", pattern)[2], troubles, True, text, listed)
    present = names if isinstance(names, set | frozenset | dict) else frozenset(names)
    text, canonical, rows, problems, linked = _read_one(data, present, "", pattern)
    for child in sorted(children, key=lambda path: (path.count("/"), path)):
        _, _, more, wrong, deeper = _read_one(children[child], present, child, pattern)
        above = {row.path for row in rows}
        rows += [row for row in more if row.path not in above]
        problems += wrong
        linked += deeper
    for path, line, index in linked:
        if path not in children:
            problems.append(mismatch("IDX102", line, path, f"no such index: {path}", index))
    return Index(lambda: rows, problems, canonical, text)


_Links = list[tuple[str, int, str]]


def _read_one(
    data: bytes, names: Collection[str], index: str, pattern: str
) -> tuple[str, bool, list[Row], list[Mismatch], _Links]:
    text, problems = decode(data, index)
    problems += conflicts(text, index)
    if "corpuskit:index" in text:
        lines = text.split("\n")
        found, lonely = blocks(lines)
        if found or lonely:
            table = read_table(lines, found, index)
            problems += table.problems
            problems += [mismatch("IDX117", at + 1, "", "a marker without its partner", index) for at in lonely]
            problems += [mismatch("IDX117", b.start, "", "a second table", index) for b in found[1:]]
            prefix = index[: -len(NAME)]
            return text, True, table.rows, problems, [(prefix + p, line, index) for p, line in table.children]
    if len(data) > FOREIGN_LIMIT or text.count("|") > _PIPES or text.count("\n") - text.count("\n\n") > _LINES:
        message = "too large to be read as a list made by hand: let the tool keep it as its table"
        return text, False, [], [*problems, mismatch("IDX118", 0, "", message, index)], []
    from corpuskit.index import foreign
    from corpuskit.index.names import Names

    mentions = foreign.mentions(text, Names(names, pattern, index[: -len(NAME)]))
    rows, wrong = foreign.rows(mentions, index)
    return text, False, rows, problems + wrong, []
