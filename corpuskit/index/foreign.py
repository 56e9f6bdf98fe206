"""The tolerant reader: which files a human-made index lists, in tables, lists, headings or plain lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from corpuskit.index.manifest import Mismatch, Row, mismatch
from corpuskit.index.names import Name, Names
from corpuskit.index.pieces import Kind, Piece, Shape, Unit, plain, units

Weight = Literal["row", "link", "word"]

USUAL = 2  # files that are there by each that is not, in a list of stems

_DIGEST = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{64}(?![0-9A-Za-z])")
DIGEST_COLUMNS = frozenset(("sha256", "sha256sum", "checksum", "hash", "digest"))
_FILE_COLUMNS = frozenset(("file", "files", "filename", "name", "path", "document", "text", "article", "seed", "link"))
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:\w[\w-]*:.*\n|[ \t#-].*\n|\n){1,200}?(?:---|\.\.\.)[ \t]*\n")
_BEFORE = re.compile(r"\s[-–—]\s|:\s|:?\Z|[,;(]")  # what parts a stem from what is said of it
_GLUE = re.compile(r"(?:[\W_]|\b(?:and|or|und|oder|et|y|e|i|en|och|og|a)\b)*", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:TODO|TBD|TBA|WIP)\b|\A\s*\[ \]"
    r"|(?i:[(\[]\s*(?:todo|tbd|planned|pending|missing|coming soon|not yet|wip)\b|\A\s*(?:todo|tbd|planned)\s*:)"
)
_PLANNED_CELL = re.compile(
    r"\W*(?:todo|to do|tbd|tba|wip|planned|pending|coming soon|not yet|not yet \w+|in progress)\W*", re.IGNORECASE
)


@dataclass(slots=True)
class Mention:
    """A file that a unit names.

    A `row` lists it; a `link` elsewhere must at least lead somewhere; a `word` elsewhere may list what nothing else does.
    """

    name: Name
    line: int
    weight: Weight
    shape: Shape
    kind: Kind
    text: str
    target: str = ""
    planned: bool = False
    table: int = 0
    column: int = 0
    unit: int = 0
    digest: str | None = None
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Scope:
    """A heading or a list item that is open: the files it names, whether they are planned, the folder it is."""

    depth: int
    paths: set[str] = field(default_factory=set)
    planned: bool = False
    folder: str = ""


def mentions(text: str, names: Names) -> list[Mention]:
    """All that an index says of files, from top to bottom; its YAML front matter says nothing."""
    reader = _Reader(names)
    matter = _FRONT_MATTER.match(text)
    if matter:
        text = "\n" * matter.group().count("\n") + text[matter.end() :]
    found = [mention for unit in _with_tables(units(text), names) for mention in reader.unit(unit)]
    listing = [mention for mention in found if mention.weight == "row"]
    if len(listing) >= USUAL * len(reader.gone) and all(mention.name.stem for mention in listing):
        found += reader.gone
    if any(mention.weight == "row" and mention.shape != "text" for mention in found):
        found = [m for m in found if m.shape != "text" or m.kind in ("link", "wiki")]
        for mention in found:
            if mention.shape == "text":
                mention.weight = "link"
    return found


def rows(found: Iterable[Mention], index: str = "") -> tuple[list[Row], list[Mismatch]]:
    """The rows of an index from its mentions, and what is wrong with them."""
    kept, problems = listing(found, index)
    return [Row(m.name.path, m.line, m.digest, m.cells, m.planned, index) for m in kept], problems


def listing(found: Iterable[Mention], index: str = "") -> tuple[list[Mention], list[Mismatch]]:
    """The mentions that are rows, by line: those that list, and those that alone name a file or lead nowhere."""
    found = list(found)
    problems = []
    kept: list[Mention] = []
    listed = {m.name.path for m in found if m.weight == "row" and not m.name.stem}
    by_stem: set[str] = set()
    for mention in found:
        name = mention.name
        if name.unsafe:
            if mention.weight != "word":
                message = f"{name.unsafe}, not one below the root"
                problems.append(mismatch("IDX109", mention.line, name.path, message, index))
        elif mention.weight == "row" and not (name.stem and name.path in listed):
            kept.append(mention)
            by_stem.add(name.path)
    known = listed | by_stem
    for mention in found:
        name = mention.name
        if not name.unsafe and name.path not in known and (name.present or mention.weight == "link"):
            known.add(name.path)
            kept.append(mention)
    kept.sort(key=lambda m: m.line)
    return kept, problems


def _with_tables(stream: Iterable[Unit], names: Names) -> Iterator[Unit]:
    """The units, the rows of each table with `depth` as the column in which files are named."""
    table: list[Unit] = []
    for unit in stream:
        if table and unit.table != table[0].table:
            yield from _placed(table, names)
            table = []
        if unit.shape == "row":
            table.append(unit)
        else:
            yield unit
    yield from _placed(table, names)


def _placed(table: list[Unit], names: Names) -> list[Unit]:
    score: dict[int, int] = {}
    for unit in table:
        for at, cell in enumerate(unit.cells):
            leading = next(iter(_named(cell, names, "", stems=False)), None)
            if leading and leading[2]:
                score[at] = score.get(at, 0) + 2
            elif not leading and next(iter(_named(cell, names, "", stems=True)), None):
                score[at] = score.get(at, 0) + 1
    columns = table[0].columns if table else []
    usual = {at for at, column in enumerate(columns) if letters(column) in _FILE_COLUMNS}
    best = max(score, key=lambda at: (score[at] + (at in usual), -at), default=0)
    for unit in table:
        unit.depth = best
    return table


class _Reader:
    """Takes units in order and knows under which headings and list items each stands."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._headings: list[_Scope] = []
        self._items: list[_Scope] = []
        self._units = 0
        self.gone: list[
            Mention
        ] = []  # items of a list that name a file by its stem alone, if others do, which is not there

    def unit(self, unit: Unit) -> list[Mention]:
        """The mentions of one unit."""
        self._units += 1
        own = self._open(unit)
        found = self._row(unit) if unit.shape == "row" else self._unit(unit, own)
        above = [scope for scope in (*self._headings, *self._items) if scope is not own]
        known: set[str] = set().union(*(scope.paths for scope in above))
        seen: set[object] = set() if own is None or unit.first else set(own.paths)
        kept = []
        for mention in found:
            mention.unit = self._units
            mention.planned = mention.planned or any(scope.planned for scope in above)
            path = mention.name.path
            key = (path, mention.line) if unit.shape == "text" and mention.weight == "row" else path
            if path not in known and key not in seen:
                seen |= {key, path}
                kept.append(mention)
        if own is not None:
            own.paths |= {m.name.path for m in kept if m.weight == "row"}
            words = plain(unit.pieces)
            own.planned = own.planned or (unit.shape == "heading" and bool(_PLANNED_CELL.fullmatch(words)))
            own.folder = own.folder or self._folder(words)
        return kept

    def _open(self, unit: Unit) -> _Scope | None:
        """The scope that a heading or a list item opens, or goes on with."""
        if unit.shape == "heading":
            self._headings = [scope for scope in self._headings if scope.depth < unit.depth]
            self._items = []
            self._headings.append(_Scope(unit.depth))
            return self._headings[-1]
        if unit.shape != "list":
            self._items = []
            return None
        if unit.first or not self._items:
            self._items = [scope for scope in self._items if scope.depth < unit.depth]
            self._items.append(_Scope(unit.depth))
        return self._items[-1]

    def _folder(self, words: str) -> str:
        folder = words.strip().strip("`*_:").rstrip("/")
        return folder if f"{self._names.folder}{folder}" in self._names.folders else ""

    def _context(self, own: _Scope | None) -> str:
        scopes = [scope for scope in (*self._headings, *self._items) if scope is not own and scope.folder]
        return scopes[-1].folder if scopes else ""

    def _unit(self, unit: Unit, own: _Scope | None) -> list[Mention]:
        inside = any(scope.paths for scope in (*self._headings, *self._items) if scope is not own)
        named = list(_named(unit.pieces, self._names, self._context(own), stems=unit.shape != "text" and unit.first))
        text = "".join(piece.text for piece in unit.pieces)
        planned = bool(_PLANNED.search(text))
        if not named and not planned and unit.shape == "list" and unit.first:
            self._gone(unit, text)
        digests = _DIGEST.findall(text)
        only = len(digests) == 1 and len(named) == 1
        found = []
        for name, piece, leading, grouped in named:
            listing = grouped and (unit.first or not (own and own.paths)) and (leading or not inside)
            if unit.shape == "text" and not (leading or name.present or piece.kind in ("link", "wiki")):
                listing = False
            weight: Weight = "row" if listing else "link" if piece.kind in ("link", "wiki") else "word"
            mention = Mention(name, piece.line, weight, unit.shape, piece.kind, piece.text, piece.target)
            mention.planned = planned or piece.struck
            mention.digest = digests[0].lower() if only else None
            found.append(mention)
        return found

    def _gone(self, unit: Unit, text: str) -> None:
        name = self._names.gone(_BEFORE.split(text, maxsplit=1)[0])
        if name:
            self.gone.append(Mention(name, unit.line, "row", "list", "text", text, unit=self._units))

    def _row(self, unit: Unit) -> list[Mention]:
        texts = [plain(cell) for cell in unit.cells]
        planned = any(_PLANNED_CELL.fullmatch(text) or _PLANNED.search(text) for text in texts)
        found: list[Mention] = []
        explicit = any(_named_at_all(cell, self._names) for cell in unit.cells)
        for at, cell in enumerate(unit.cells):
            for name, piece, _, grouped in _named(cell, self._names, self._context(None), stems=not explicit):
                linked = piece.kind in ("link", "wiki")
                weight: Weight = "row" if at == unit.depth and grouped else "link" if linked else "word"
                mention = Mention(name, unit.line, weight, "row", piece.kind, piece.text, piece.target)
                mention.planned, mention.table, mention.column = planned or piece.struck, unit.table, at
                found.append(mention)
        cells = tuple(
            (column, text)
            for at, (column, text) in enumerate(zip(unit.columns, texts, strict=False))
            if at != unit.depth and letters(column) not in DIGEST_COLUMNS
        )
        listing = [mention for mention in found if mention.weight == "row"]
        for mention in listing:
            mention.cells = cells
            mention.digest = _digest(unit.columns, texts) if len(listing) == 1 else None
        return sorted(found, key=lambda mention: mention.weight != "row")


def _digest(columns: Sequence[str], texts: Sequence[str]) -> str | None:
    """The whole checksum in a column that is for one; a cut one is a note for readers and compares with nothing."""
    for column, text in zip(columns, texts, strict=False):
        if letters(column) in DIGEST_COLUMNS and _DIGEST.fullmatch(text.strip("` ")):
            return text.strip("` ").lower()
    return None


def letters(column: str) -> str:
    """The letters and digits of a column's name, by which it is known."""
    return re.sub(r"[\W_]+", "", column).casefold()


def _named_at_all(cell: Sequence[Piece], names: Names) -> bool:
    return next(iter(_named(cell, names, "", stems=False)), None) is not None


def _named(
    pieces: Sequence[Piece], names: Names, context: str, stems: bool
) -> Iterator[tuple[Name, Piece, bool, bool]]:
    """Each file named in `pieces`: the piece, whether no word stands before it, and whether it is of the first group.

    Names with nothing but commas, breaks and "and" between them are one group. Where no full name stands, a piece
    that is a stem may name a file.
    """
    any_name = False
    words = ""  # since the last name, or since the line began
    began = grouped = True
    for piece in pieces:
        if piece.kind == "break":
            words += "\n"
            began = began if any_name else True
            continue
        at = 0
        for name in _in_piece(piece, names, context):
            words += piece.text[at : name.start]
            glued = bool(_GLUE.fullmatch(words))
            leading = glued and not any_name
            grouped = grouped and (glued or not any_name or words.rstrip(" \t-*+").endswith("\n"))
            yield name, piece, leading or (grouped and "\n" in words and glued), grouped
            any_name = True
            words = ""
            at = name.end or len(piece.text)
        words += piece.text[at:]
    if not any_name and stems:
        yield from _stems(pieces, names, context)


def _in_piece(piece: Piece, names: Names, context: str) -> Iterator[Name]:
    if piece.kind == "link":
        name = names.link(piece.target)
        if name:
            yield name
        elif re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", piece.target):
            yield from names.all(piece.text, context)
    elif piece.kind == "wiki":
        name = names.whole(piece.target, context) or names.stem(piece.target, context) or names.link(piece.target)
        if name:
            yield name
    else:
        whole = names.whole(piece.text, context) if piece.text.strip() else None
        if whole:
            yield Name(whole.path, True, start=0, end=len(piece.text))
        else:
            yield from names.all(piece.text, context)


def _stems(pieces: Sequence[Piece], names: Names, context: str) -> Iterator[tuple[Name, Piece, bool, bool]]:
    """Files named by their stem: as a code span, or as all that stands before a dash, a colon or the next break."""
    for piece in pieces:
        if piece.kind not in ("text", "code"):
            continue
        text = re.sub(r"\A\s*\[[ xX]\]", "", piece.text)
        parts = [piece.text] if piece.kind == "code" else _BEFORE.split(text)
        for part in parts:
            name = names.stem(part.strip(" *_~"), context)
            if name:
                yield name, piece, True, True
            elif part.strip() and piece.kind == "text":
                return
