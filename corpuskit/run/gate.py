"""The index gate: INDEX.md of a root against the files that were read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from corpuskit import files
from corpuskit.errors import CorpuskitError
from corpuskit.files import Seed, Unreadable
from corpuskit.findings import Located, mark_of
from corpuskit.index.compare import compare
from corpuskit.index.manifest import Entry, Index, Mismatch, mismatch
from corpuskit.index.reader import read
from corpuskit.run.roots import Root
from corpuskit.run.store import INDEX
from corpuskit.settings import Loaded

NAMES = ("IDX111", "IDX116")  # what is wrong with a file whatever the index says
MAX_INDEX = 256_000_000  # bytes


def entries(root: Root, known: Iterable[Entry], limit: int) -> tuple[list[Entry], list[Located]]:
    """An entry for every seed of the root: a known one, or one made by reading the file for its checksum alone.

    A known entry without a checksum is that of a file that could not be read.
    """
    made = list(known)
    done = {entry.path for entry in made}
    made = [entry for entry in made if entry.sha256]
    troubles: list[Located] = []
    for seed, data in root.store.read([seed for seed in root.seeds if seed.path not in done], limit):
        if isinstance(data, Unreadable):
            troubles.append(Located(seed.path, 0, 0, data.code, "error", str(data)))
        else:
            made.append(Entry(seed.path, hashlib.sha256(data).hexdigest(), len(data)))
    made.sort(key=lambda entry: files.sort_key(entry.path))
    return made, troubles


def read_index(root: Root) -> Index | None:
    """The root's INDEX.md and those of the folders below it; None where there is none.

    What is no readable file lists nothing, and that is its problem.
    """
    if isinstance(wrong := _index_bytes(root), Unreadable):
        return Index(tuple, [mismatch("IDX119", 0, INDEX, f"{INDEX} {wrong}")], True, "")
    found = indexes(root)
    data = found.pop(INDEX, None)
    return None if data is None else read(data, [seed.path for seed in root.seeds], found, pattern=root.pattern)


def indexes(root: Root) -> dict[str, bytes]:
    """The bytes of the root's INDEX.md, where there is one, and of those of the folders below it, by path.

    CorpuskitError if the first is no readable file.
    """
    data = index_bytes(root)
    deep = any("/" in seed.path for seed in root.seeds) or (data is not None and b"/INDEX.md" in data)
    return ({} if data is None else {INDEX: data}) | (_children(root) if deep else {})


def _children(root: Root) -> dict[str, bytes]:
    below = [seed for seed in root.indexes if seed.path != INDEX]
    contents = root.store.read(below, MAX_INDEX)
    return {seed.path: data for seed, data in contents if not isinstance(data, Unreadable)}


def mark(root: Root, loaded: Loaded) -> str:
    """A hash of all that a person says of the files, by whatever name, and of the settings that judge it."""
    inforce = loaded.settings
    digest = hashlib.sha256(repr((root.pattern, inforce.require, inforce.metadata)).encode())
    told = indexes(root)
    if inforce.metadata:
        told[""] = files.contents(loaded.folder / inforce.metadata)
    for path, data in told.items():
        digest.update(f"{len(path)} {len(data)} {path}".encode("utf-8", "surrogateescape"))
        digest.update(data)
    return digest.hexdigest()


def mismatches(index: Index | None, present: Sequence[Entry], *, on: bool = True) -> list[Mismatch]:
    """Where the index and the files present differ; with the gate off, only what is wrong with the files' names."""
    return [m for m in compare(index, present) if on or m.code in NAMES]


def index_bytes(root: Root) -> bytes | None:
    """The bytes of the root's INDEX.md, None where there is none; CorpuskitError if it is no readable file."""
    data = _index_bytes(root)
    if isinstance(data, Unreadable):
        place = files.show(root.folder / INDEX)
        raise CorpuskitError(f"{place} {data}", "the index must be a regular, readable file") from data
    return data


def _index_bytes(root: Root) -> bytes | Unreadable | None:
    if not root.store.exists(root.folder / INDEX):
        return None
    (_, data), *_ = root.store.read([Seed(root.folder, INDEX)], MAX_INDEX)
    return data


def as_findings(found: Sequence[Mismatch]) -> list[Located]:
    """Mismatches as findings in INDEX.md. The file that a row names is its mark: a row that moves is still known."""
    return [
        Located(
            m.index or INDEX, m.line, int(m.line > 0), m.code, m.severity, m.message,
            mark=mark_of(f"{m.index}\0{m.path or m.message}"),
        )
        for m in found
    ]  # fmt: skip
