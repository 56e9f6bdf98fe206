"""What earlier runs made of each file, kept in `.corpuskit_cache/` and never believed without proof.

One cache is kept for each corpus, settings and version: an index, in chunks of neighbouring files, and parts, pairs of
files with the JSON lines of records and ledgers. A file is unchanged when its size, times, inode and what a person says
of it are, and the times lay well before it was looked at; else its SHA-256 decides. Each chunk of the index proves
itself by a checksum, each part by its size, times and inode, or by its SHA-256. What is missing, cut, foreign or
corrupt is done again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from corpuskit import files, outputs
from corpuskit.files import Seed, Unreadable
from corpuskit.findings import Located
from corpuskit.run.given import Given
from corpuskit.run.kept import Held, Row, digest_of, load, load_rows, looks, together

RACY = 2_000_000_000  # ns: the coarsest clock of a file system; a younger file may change and look the same
SIDES = ("records", "ledger")
MAGIC = b"corpuskit cache 2\n"


@dataclass(slots=True)
class Cache:
    """What is kept under `key`, which tells corpus, settings and versions. Without a `folder` that is nothing.

    After `open`, `edition` names what is kept, `gate` tells to which index these files were compared and `said` what came of it, `parts` the proofs of each part by its name,
    `stale` whether what is on the disk should be written anew. `sift` says by `changed` whether it found all as it was.
    """

    folder: Path | None
    key: str
    gate: str = ""
    said: tuple[Located, ...] = ()
    edition: str = ""
    parts: dict[str, list[str]] = field(default_factory=dict)
    stale: bool = False
    changed: bool = True
    descriptors: dict[str, tuple[int, ...]] = field(default_factory=dict)
    index: BinaryIO | None = None

    def path(self, end: str) -> Path:
        """A file of this cache."""
        assert self.folder
        return self.folder / (hashlib.sha256(self.key.encode("utf-8", "surrogateescape")).hexdigest()[:16] + end)

    def open(self) -> None:
        """Find what is kept; whatever is wrong with it, it is as if nothing were."""
        if self.folder is None:
            return
        try:
            self.index = os.fdopen(files.open_regular(self.path(".index")), "rb")
            magic, proof, header = (self.index.readline() for _ in range(3))
            if magic != MAGIC or proof != self.proof(header):
                raise ValueError("foreign")
            self.edition, self.gate, said, parts = json.loads(header)
            self.said = tuple(Located(*item) for item in said)
            for name, told in parts.items():
                self._open_part(name, told)
        except (OSError, ValueError, Unreadable):
            self.close()
            self.edition, self.gate, self.said, self.parts, self.stale = "", "", (), {}, True

    def _open_part(self, name: str, told: list[str]) -> None:
        """Open a part; ValueError if it is not what was written."""
        proofs: list[str] = []
        for side, status, digest in zip(SIDES, told[::2], told[1::2], strict=True):
            descriptor = files.open_regular(self.path(f"-{name}.{side}"))
            self.descriptors[name] = (*self.descriptors.get(name, ()), descriptor)
            now = files.status(os.fstat(descriptor))
            if now != status:
                if outputs.sha256(descriptor) != digest:
                    raise ValueError("not what was written")
                self.stale = True
            proofs += [now, digest]
        self.parts[name] = proofs

    def close(self) -> None:
        """Let go of every file."""
        for descriptor in [one for pair in self.descriptors.values() for one in pair]:
            os.close(descriptor)
        self.descriptors = {}
        if self.index:
            self.index.close()
        self.index = None

    def proof(self, *lines: bytes) -> bytes:
        """The line before `lines` that proves them to be of this cache."""
        digest = hashlib.sha256(self.key.encode("utf-8", "surrogateescape"))
        for line in lines:
            digest.update(line)
        return digest.hexdigest().encode("ascii") + b"\n"

    def chunks(self) -> Iterator[list[bytes]]:
        """The four lines of every chunk that proves itself, without their line breaks: see `kept.dump`."""
        if self.index is None:
            return
        self.index.seek(0)
        for _ in range(3):
            self.index.readline()
        while proof := self.index.readline():
            lines = [self.index.readline() for _ in range(4)]
            if proof != self.proof(*lines):
                self.stale = True
                return
            yield [line[:-1] for line in lines]

    def sift(self, seeds: Sequence[Seed], known: Given | None, looked: int, limit: int) -> list[Held | Seed]:
        """`seeds` in order, those that are unchanged as Held.

        `known` is what a person says of each path now, None where that is as it was; `looked` the time at which
        somebody looked at the seeds, in ns; `limit` that of the size of a file.
        """
        found: list[Held | Seed] = []
        at = 0
        self.changed = False
        for look, sums, whole, rows in self.chunks():
            end = at + (look.count(b"\0") + 1) // 2
            if looks(seeds[at:end]) == look:
                same = load(look, sums, whole, rows)
                if known is None or same.given == _digests(seeds[at:end], known):
                    found.append(same)
                    at = end
                    continue
            self.changed = True
            names = look.decode("utf-8", "surrogateescape").split("\0")
            old = dict(zip(names[::2], zip(names[1::2], load_rows(sums, rows), strict=True), strict=True))
            end, last = at, files.sort_key(names[-2])
            while end < len(seeds) and files.sort_key(seeds[end].path) <= last:
                end += 1
            found += _one_by_one(seeds[at:end], old, known, (looked, limit))
            at = end
        self.changed = self.changed or at < len(seeds)
        return [*found, *seeds[at:]]


def _one_by_one(
    seeds: Sequence[Seed], old: dict[str, tuple[str, Row]], known: Given | None, how: tuple[int, int]
) -> Iterator[Held | Seed]:
    """Each seed whose contents are those of its old row as Held, neighbours together."""
    same: list[Seed] = []
    rows: list[Row] = []
    for seed in seeds:
        status, row = old.get(seed.path, ("", None))
        if row and (known is None or row.given == digest_of(known.get(seed.path))) and _unread(seed, status, row, how):
            same.append(settled(seed, how[0]))
            rows.append(row)
            continue
        if same:
            yield together(same, rows)
            same, rows = [], []
        yield seed
    if same:
        yield together(same, rows)


def _unread(seed: Seed, status: str, row: Row, how: tuple[int, int]) -> bool:
    """Whether the contents are those of the row: by a look from outside, or by their checksum."""
    if status and status == seed.status:
        return True
    try:
        return hashlib.sha256(files.read_below(seed, how[1], set())).hexdigest() == row.sha256
    except Unreadable:
        return False


def settled(seed: Seed, looked: int) -> Seed:
    """`seed` without its status where a change right after `looked` could leave it as it is."""
    times = seed.status.split(" ")[1:3]
    young = any(int(time) > looked - RACY for time in times)
    return replace(seed, status="") if young or "\n" in seed.path else seed


def _digests(seeds: Sequence[Seed], known: Given) -> dict[str, str]:
    return {seed.path: digest_of(known[seed.path]) for seed in seeds if seed.path in known} if known else {}
