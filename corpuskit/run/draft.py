"""The next cache, written as a run goes on: see cache.py."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from corpuskit import files, outputs
from corpuskit.errors import CorpuskitError
from corpuskit.files import Seed
from corpuskit.findings import Located
from corpuskit.run.cache import MAGIC, SIDES, Cache
from corpuskit.run.ignored import TAG
from corpuskit.run.kept import Held, Row, dump, found_rows, together

CHUNK = 256  # files
PARTS = 8  # of a cache: more are written as one
KEPT = 12  # indexes that stay: of other corpora, settings and versions
README = (
    (TAG, b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by corpuskit: corpuskit cache --clear\n"),
    (".gitignore", b"*\n"),
)


class Draft:
    """Takes the files of a run in order, unchanged or done anew, and replaces `cache` when asked to.

    `spool` is an empty temporary file. New lines are copied from the outputs of the run, or left where they are.
    """

    def __init__(self, cache: Cache, spool: BinaryIO) -> None:
        self.cache, self.spool = cache, spool
        self.part = os.urandom(6).hex()
        self.renew = len(cache.parts) >= PARTS
        self.used: set[str] = set()
        self.copies: list[tuple[int, int, int, int]] = []
        self.sizes = [0, 0]
        self.seeds: list[Seed] = []
        self.rows: list[Row] = []

    def hold(self, held: Held, places: tuple[int, int]) -> None:
        """Neighbours that are unchanged; `places` are those of their lines in the outputs of this run."""
        if not self.renew:
            self._flush()
            self._write(held)
            return
        looks = held.look.decode("utf-8", "surrogateescape").split("\0")
        for path, status, row in zip(looks[::2], looks[1::2], held.rows, strict=True):
            self.add(Seed(Path(), path, status), row, places)
            places = (places[0] + row.record_size, places[1] + row.ledger_size)

    def add(self, seed: Seed, row: Row, places: tuple[int, int]) -> None:
        """One file; `places` are those of its lines in the outputs of this run, if it has any."""
        if row.record_size:
            record, ledger = self.sizes
            row = replace(row, part=self.part, record=record, ledger=ledger)
            last = self.copies[-1] if self.copies else (0, 0, 0, 0)
            if self.copies and (last[0] + last[1], last[2] + last[3]) == places:
                self.copies[-1] = (last[0], last[1] + row.record_size, last[2], last[3] + row.ledger_size)
            else:
                self.copies.append((places[0], row.record_size, places[1], row.ledger_size))
            self.sizes = [record + row.record_size, ledger + row.ledger_size]
        self.seeds.append(seed)
        self.rows.append(row)
        if len(self.rows) == CHUNK:
            self._flush()

    def _flush(self) -> None:
        if self.rows:
            self._write(together(self.seeds, self.rows))
            self.seeds, self.rows = [], []

    def _write(self, held: Held) -> None:
        self.used |= {span[0] for span in held.spans}
        lines = [line + b"\n" for line in dump(held)]
        self.spool.write(self.cache.proof(*lines) + b"".join(lines))

    def save(self, gate: str, said: Sequence[Located], descriptors: Sequence[int]) -> None:
        """Put all in place of the cache. Where that cannot be, the run goes on without.

        `gate` tells to what index the files were compared, `said` what came of it; `descriptors` are the outputs of records and of ledgers.
        """
        self.cache.edition = ""
        if self.cache.folder is None:
            return
        self._flush()
        with suppress(OSError, CorpuskitError):
            for name, text in README:
                outputs.replace(self.cache.folder / name, text)
            parts = {name: told for name, told in self.cache.parts.items() if name in self.used}
            if self.copies:
                parts[self.part] = self._write_part(descriptors)
            edition = os.urandom(8).hex()
            header = json.dumps([edition, gate, found_rows(said), parts]).encode("ascii") + b"\n"
            self.spool.seek(0)
            with outputs.replacing(self.cache.path(".index")) as (index,):
                outputs.write_all(index, MAGIC + self.cache.proof(header) + header)
                while part := self.spool.read(1 << 20):
                    outputs.write_all(index, part)
            self.cache.edition = edition
            self._prune(set(parts))

    def _write_part(self, descriptors: Sequence[int]) -> list[str]:
        paths = [self.cache.path(f"-{self.part}.{side}") for side in SIDES]
        with outputs.replacing(*paths) as (records, ledgers):
            for record, record_size, ledger, ledger_size in self.copies:
                outputs.copy(descriptors[0], records, record, record_size)
                outputs.copy(descriptors[1], ledgers, ledger, ledger_size)
            digests = [outputs.sha256(descriptor) for descriptor in (records, ledgers)]
        statuses = [files.status(os.lstat(path)) for path in paths]
        return [statuses[0], digests[0], statuses[1], digests[1]]

    def _prune(self, parts: set[str]) -> None:
        """Remove the parts that this cache no longer needs, and the caches that were written longest ago."""
        folder = self.cache.folder
        assert folder
        names = sorted(os.listdir(folder))
        own = self.cache.path("").name
        indexes = [name for name in names if name.endswith(".index")]
        indexes.sort(key=lambda name: -os.lstat(folder / name).st_mtime_ns)
        gone = {name.removesuffix(".index") for name in indexes[KEPT:]}
        for name in names:
            cache, _, rest = name.partition("-")
            token = rest.partition(".")[0]
            unused = cache == own and rest.endswith(SIDES) and token not in parts
            old = time.time() - os.lstat(folder / name).st_mtime > 60  # another run may be about to name it
            if (unused and old) or cache.removesuffix(".index") in gone:
                with suppress(OSError):
                    os.unlink(folder / name)
