"""The outcome of one file, or of neighbouring files, as the cache keeps it: JSON rows, and where the records stand."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from corpuskit.files import Seed
from corpuskit.findings import Located
from corpuskit.index.manifest import Entry
from corpuskit.values import struct

if TYPE_CHECKING:
    from corpuskit.run.outcome import Outcome

Span = tuple[str, int, int, int, int]  # part; where its records and its ledger lines start and end
_LOCATED = tuple(field.name for field in fields(Located))


@struct
class Row:
    """One file: what was read, what a person said of it, what became of it, and where its lines stand in `part`."""

    sha256: str
    size: int
    given: str
    cells: tuple[str, str, str]
    lines: tuple[int, int, int]
    rules: dict[str, int]
    warnings: int
    found: tuple[Located, ...]
    part: str = ""
    record: int = 0
    record_size: int = 0
    ledger: int = 0
    ledger_size: int = 0


@struct
class Held:
    """Neighbouring files that are unchanged: their number, what became of them together, and where their lines stand.

    `look` is what `looks` told of them, `sums` are their checksums, a space between two, `files` is the number of
    records, `told` the JSON of their rows.
    """

    look: bytes
    sums: bytes
    size: int
    files: int
    lines: tuple[int, int, int]
    rules: dict[str, int]
    warnings: int
    findings: tuple[Located, ...]
    spans: tuple[Span, ...]
    given: dict[str, str]
    told: bytes | list[Row] = b""

    @property
    def rows(self) -> list[Row]:
        """The row of each path, in order."""
        return load_rows(self.sums, self.told) if isinstance(self.told, bytes) else self.told

    @property
    def checksums(self) -> dict[str, str]:
        """The checksum of each path."""
        return dict(zip(self.paths, self.sums.decode("ascii").split(" "), strict=True))

    @property
    def count(self) -> int:
        """How many files these are."""
        return (self.look.count(b"\0") + 1) // 2

    @property
    def paths(self) -> list[str]:
        """The path of each file, in order."""
        return self.look.decode("utf-8", "surrogateescape").split("\0")[::2]

    def entries(self) -> Iterator[Entry]:
        """What the index should say of each path."""
        for path, row in zip(self.paths, self.rows, strict=True):
            yield Entry(path, row.sha256, row.size, *row.cells)


def row_of(outcome: Outcome, given: str, *, every: bool) -> Row:
    """The row of an outcome; of its findings the errors alone, unless `every` one is asked for."""
    found = outcome.findings
    return Row(
        outcome.sha256,
        outcome.size,
        given,
        outcome.cells,
        outcome.lines,
        dict(outcome.rules),
        sum(f.severity == "warning" for f in found),
        found if every else tuple(f for f in found if f.severity == "error"),
        record_size=len(outcome.record or b""),
        ledger_size=len(outcome.ledger or b""),
    )


def together(seeds: Sequence[Seed], rows: list[Row]) -> Held:
    """Rows of neighbours as one."""
    rules: Counter[str] = Counter()
    spans: list[Span] = []
    for row in rows:
        rules.update(row.rules)
        if not row.part:
            continue
        span = (row.part, row.record, row.record + row.record_size, row.ledger, row.ledger + row.ledger_size)
        if spans and spans[-1][0] == row.part and (spans[-1][2], spans[-1][4]) == (row.record, row.ledger):
            span = (row.part, spans[-1][1], span[2], spans.pop()[3], span[4])
        spans.append(span)
    kept, moved, removed = (sum(row.lines[place] for row in rows) for place in range(3))
    return Held(
        looks(seeds),
        " ".join([row.sha256 for row in rows]).encode("ascii"),
        sum(row.size for row in rows),
        sum(bool(row.part) for row in rows),
        (kept, moved, removed),
        dict(sorted(rules.items())),
        sum(row.warnings for row in rows),
        tuple(f for row in rows for f in row.found),
        tuple(spans),
        {seed.path: row.given for seed, row in zip(seeds, rows, strict=True) if row.given},
        rows,
    )


def dump(held: Held) -> tuple[bytes, bytes, bytes, bytes]:
    """`held` as four lines: looks, checksums, and JSON of all together and of row by row."""
    whole = [
        held.size, held.files, held.lines, held.rules, held.warnings, found_rows(held.findings), held.spans, held.given,
    ]  # fmt: skip
    if isinstance(held.told, bytes):
        return held.look, held.sums, _json(whole), held.told
    rows = [
        [
            row.size, row.given, row.cells, row.lines, row.rules, row.warnings, found_rows(row.found), row.part,
            row.record, row.record_size, row.ledger, row.ledger_size,
        ]
        for row in held.told
    ]  # fmt: skip
    return held.look, held.sums, _json(whole), _json(rows)


def load(look: bytes, sums: bytes, whole: bytes, rows: bytes) -> Held:
    """What `dump` wrote."""
    size, count, lines, rules, warnings, found, spans, given = json.loads(whole)
    located = tuple(Located(*item) for item in found)
    return Held(look, sums, size, count, tuple(lines), rules, warnings, located, tuple(map(tuple, spans)), given, rows)


def load_rows(sums: bytes, rows: bytes) -> list[Row]:
    """The rows of neighbours from their checksums and their JSON."""
    return [_row(*pair) for pair in zip(sums.decode("ascii").split(" "), json.loads(rows), strict=True)]


def _row(digest: str, row: list[Any]) -> Row:
    size, given, cells, lines, rules, warnings, found, *place = row
    located = tuple(Located(*item) for item in found)
    return Row(digest, size, given, tuple(cells), tuple(lines), rules, warnings, located, *place)


def found_rows(found: Iterable[Located]) -> list[list[Any]]:
    """Findings as lists, to be written as JSON."""
    return [[getattr(item, name) for name in _LOCATED] for item in found]


def _json(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":"), check_circular=False).encode("ascii")


def digest_of(given: Mapping[str, str] | None) -> str:
    """What a person said of a file, as a short hash; empty for nothing."""
    if not given:
        return ""
    return hashlib.sha256(json.dumps(sorted(given.items())).encode()).hexdigest()[:16]


def looks(seeds: Sequence[Seed]) -> bytes:
    """Paths and statuses of neighbours in one line."""
    return "\0".join([f"{seed.path}\0{seed.status}" for seed in seeds]).encode("utf-8", "surrogateescape")
