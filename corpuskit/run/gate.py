"""The index gate: INDEX.md of a root against the files that were read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from corpuskit import files
from corpuskit.errors import CorpuskitError
from corpuskit.files import Seed, Unreadable
from corpuskit.findings import Located
from corpuskit.index.compare import compare
from corpuskit.index.manifest import Entry, Mismatch, Row
from corpuskit.index.reader import read
from corpuskit.run.outcome import Outcome
from corpuskit.run.roots import Root
from corpuskit.run.store import INDEX

CLASH = "IDX116"
MAX_INDEX = 256_000_000  # bytes


def entries(root: Root, known: Iterable[Outcome], limit: int) -> tuple[list[Entry], list[Located]]:
    """An entry for every seed of the root: from its outcome, or by reading it for its checksum alone."""
    done = {outcome.seed.path: outcome for outcome in known}
    made = [Entry(o.seed.path, o.sha256, o.size, *o.cells) for o in done.values() if o.sha256]
    troubles: list[Located] = []
    for seed, data in root.store.read([seed for seed in root.seeds if seed.path not in done], limit):
        if isinstance(data, Unreadable):
            troubles.append(Located(seed.path, 0, 0, data.code, "error", str(data)))
        else:
            made.append(Entry(seed.path, hashlib.sha256(data).hexdigest(), len(data)))
    made.sort(key=lambda entry: files.sort_key(entry.path))
    return made, troubles


def mismatches(root: Root, present: Sequence[Entry], *, on: bool = True) -> list[Mismatch]:
    """Where INDEX.md and the files present differ; with the gate off, only what is wrong with the files' names."""
    if not on:
        return [m for m in compare(None, present) if m.code == CLASH]
    data = index_bytes(root)
    names = [entry.path for entry in present]
    return compare(None if data is None else read(data, names), present)


def index_bytes(root: Root) -> bytes | None:
    """The bytes of the root's INDEX.md, None where there is none; CorpuskitError if it is no readable file."""
    path = root.folder / INDEX
    if not root.store.exists(path):
        return None
    (_, data), *_ = root.store.read([Seed(root.folder, INDEX)], MAX_INDEX)
    if isinstance(data, Unreadable):
        raise CorpuskitError(f"{files.show(path)} {data}", "the index must be a regular, readable file") from data
    return data


def rows(data: bytes, names: Sequence[str]) -> tuple[Row, ...]:
    """The rows of an index."""
    return read(data, names).rows


def as_findings(found: Sequence[Mismatch]) -> list[Located]:
    """Mismatches as findings in INDEX.md."""
    return [Located(INDEX, m.line, 1 if m.line else 0, m.code, m.severity, m.message) for m in found]
