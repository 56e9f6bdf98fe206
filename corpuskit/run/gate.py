"""The index gate: INDEX.md of a root against the files that were read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpuskit import files
from corpuskit.errors import CorpuskitError
from corpuskit.files import Unreadable
from corpuskit.findings import Located
from corpuskit.index.compare import compare
from corpuskit.index.manifest import Entry, Mismatch
from corpuskit.index.reader import read
from corpuskit.run.outcome import Outcome
from corpuskit.run.roots import Root

INDEX = "INDEX.md"
CLASH = "IDX116"
MAX_INDEX = 256_000_000  # bytes


def entries(root: Root, known: Iterable[Outcome], limit: int) -> tuple[list[Entry], list[Located]]:
    """An entry for every seed of the root: from its outcome, or by reading it for its checksum alone."""
    done = {outcome.seed.path: outcome for outcome in known}
    made: list[Entry] = []
    troubles: list[Located] = []
    for seed in root.seeds:
        outcome = done.get(seed.path)
        if outcome is not None and outcome.sha256:
            made.append(Entry(seed.path, outcome.sha256, outcome.size, *outcome.cells))
            continue
        try:
            data = files.read(seed.file, limit)
        except Unreadable as error:
            if outcome is None:
                troubles.append(Located(seed.path, 0, 0, error.code, "error", str(error)))
            continue
        made.append(Entry(seed.path, hashlib.sha256(data).hexdigest(), len(data)))
    return made, troubles


def mismatches(root: Root, present: Sequence[Entry], *, on: bool = True) -> list[Mismatch]:
    """Where INDEX.md and the files present differ; with the gate off, only what is wrong with the files' names."""
    if not on:
        return [m for m in compare(None, present) if m.code == CLASH]
    data = index_bytes(root.folder)
    names = [entry.path for entry in present]
    return compare(None if data is None else read(data, names), present)


def index_bytes(folder: Path) -> bytes | None:
    """The bytes of the folder's INDEX.md, None where there is none; CorpuskitError if it is no readable file."""
    path = folder / INDEX
    if not os.path.lexists(path):
        return None
    try:
        return files.read(path, MAX_INDEX)
    except Unreadable as error:
        raise CorpuskitError(f"{files.show(path)} {error}", "the index must be a regular, readable file") from error


def as_findings(found: Sequence[Mismatch]) -> list[Located]:
    """Mismatches as findings in INDEX.md."""
    return [Located(INDEX, m.line, 1 if m.line else 0, m.code, m.severity, m.message) for m in found]
