"""One pass over a corpus: what the cache holds is taken from it, the rest is done, and the next cache is written."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from corpuskit import __version__, extras, files, outputs
from corpuskit.errors import CorpuskitError
from corpuskit.files import Seed, Unreadable
from corpuskit.findings import Located
from corpuskit.index.compare import agrees
from corpuskit.index.manifest import Entry, Mismatch
from corpuskit.run import gate
from corpuskit.run.cache import Cache, settled
from corpuskit.run.draft import Draft
from corpuskit.run.given import Given, given
from corpuskit.run.ignored import TAG
from corpuskit.run.kept import Held, digest_of, row_of
from corpuskit.run.roots import Root, plan
from corpuskit.run.store import Disk
from corpuskit.run.words import by_publisher, checksum
from corpuskit.settings import Loaded
from corpuskit.values import struct

if TYPE_CHECKING:
    from corpuskit.index.manifest import Index
    from corpuskit.run.outcome import Outcome

    Watcher = Callable[[Outcome | Held], None]

FOLDER = ".corpuskit_cache"
MAX_SAID = 200  # findings about the index that are kept
MAX_SEAL = 100_000  # bytes
TICK = 0.02  # seconds: longer than the clock of a file system stands still
_CODE = (".py", ".txt", ".tsv")


def ignore(outcome: Outcome | Held) -> None:
    """Progress that nobody wants to see."""


@struct
class How:
    """How to pass over a corpus: with how many `jobs`, with or without the cache; `spool` is an empty temporary file.

    `progress` is told of each file, or of unchanged neighbours, before they are handed out.
    """

    spool: BinaryIO
    jobs: int = 1
    cache: bool = True
    findings_only: bool = False
    progress: Watcher = ignore


class Pass:
    """The named seeds of a root, in order: unchanged neighbours as Held, every other one as the Outcome of its work.

    With `findings_only` no records are made and all findings are kept; else records are kept and of findings the
    errors. `known` and `missing` are what a person says of the files and leaves out. Where `unchanged` is true, nothing
    changed, and what came of comparing the files with the index is `said`.
    """

    def __init__(self, root: Root, loaded: Loaded, how: How) -> None:
        self.root, self.loaded, self.how = root, loaded, how
        self.index: Index | None = None
        self.known: Given = {}
        self.missing: list[Located] = []
        self.cache = cache_of(root, loaded, how)
        self.mark = gate.mark(root, loaded) if root.whole else ""
        self.items: list[Held | Seed] = []
        if self.mark and self.mark == self.cache.gate:
            self._sift(None)
        self.said = self.cache.said
        self.unchanged = bool(self.items) and not self.cache.changed
        if not self.unchanged:
            self.index = gate.read_index(root)
            known, self.missing = given(root, self.index, loaded)
            self.known = {} if how.findings_only and not by_publisher(loaded) else known
            self._sift(self.known)
        self.draft = Draft(self.cache, how.spool)
        self.present: list[Entry] = []
        self.held: list[Held] = []

    def _sift(self, known: Given | None) -> None:
        limit = self.loaded.settings.max_bytes
        self.items = self.cache.sift(self.root.named, known, self.root.looked, limit)

    def __iter__(self) -> Iterator[Held | Outcome]:
        new = tuple([item for item in self.items if isinstance(item, Seed)])
        done = self._work(new) if new else iter(())
        for item in self.items:
            outcome = next(done) if isinstance(item, Seed) else item
            self.how.progress(outcome)
            yield outcome

    def _work(self, seeds: tuple[Seed, ...]) -> Iterator[Outcome]:
        from corpuskit.run.local import run

        made = plan(self.root, self.loaded, findings_only=self.how.findings_only)
        return run(replace(self.root, named=seeds), made, self.loaded.settings.max_bytes, self.how.jobs, self.known)

    def keep(self, item: Held | Outcome, places: tuple[int, int] = (0, 0)) -> None:
        """Take note of what came, and of where its lines begin in the outputs."""
        if isinstance(item, Held):
            self.held.append(item)
            self.draft.hold(item, places)
            return
        self.present.append(Entry(item.seed.path, item.sha256, item.size, *item.cells))
        if item.sha256:
            said = digest_of(self.known.get(item.seed.path))
            row = row_of(item, said, every=self.how.findings_only)
            self.draft.add(settled(item.seed, self.root.looked), row, places)

    def write(self, item: Held | Outcome, descriptors: Sequence[int]) -> None:
        """Append the lines of what came to the outputs of records and of ledgers, if there is one, and take note."""
        places = [os.lseek(descriptor, 0, os.SEEK_CUR) for descriptor in descriptors]
        if isinstance(item, Held):
            for name, *ends in item.spans:
                for source, target, place in zip(self.cache.descriptors[name], descriptors, (0, 2), strict=False):
                    outputs.copy(source, target, ends[place], ends[place + 1] - ends[place])
        elif item.record is not None and item.ledger is not None:
            for descriptor, line in zip(descriptors, (item.record, item.ledger), strict=False):
                outputs.write_all(descriptor, line)
        self.keep(item, (places[0], places[-1]))

    def entries(self) -> list[Entry]:
        """What the index should say of every file; without a checksum where it could not be read."""
        return [*self.present, *(entry for held in self.held for entry in held.entries())]

    def compare(self, *, on: bool = True) -> tuple[list[Located], list[Mismatch]]:
        """What could not be read, and where the index and the files differ; with `on` false only what is wrong with names."""
        if self.index and agrees(self.index, self._checksums()):
            return [], [m for m in self.index.problems if on]
        present, unreadable = gate.entries(self.root, self.entries(), self.loaded.settings.max_bytes)
        return unreadable, gate.mismatches(self.index, present, on=on)

    def _checksums(self) -> dict[str, str]:
        """The checksum of each file that was passed, and an empty one of every other."""
        found = dict.fromkeys([seed.path for seed in self.root.seeds], "")
        found.update((entry.path, entry.sha256) for entry in self.present)
        for held in self.held:
            found.update(held.checksums)
        return found

    def save(self, descriptors: Sequence[int], said: Sequence[Located] | None) -> None:
        """Replace the cache, if this was a pass over a whole corpus and something changed.

        `descriptors` are the outputs of records and of ledgers, `said` is what came of comparing the files with the
        index, None where nobody did.
        """
        mark = self.mark if said is not None and len(said) <= MAX_SAID else ""
        if self.root.whole and (self.cache.changed or self.cache.stale or self.cache.gate != mark):
            self.draft.save(mark, said or (), descriptors)

    def close(self) -> None:
        """Let go of every file."""
        self.cache.close()


def cache_of(root: Root, loaded: Loaded, how: How) -> Cache:
    """The cache of a corpus, opened. One that is off, or has no place, is empty."""
    place = trusted(loaded) if how.cache and isinstance(root.store, Disk) else None
    if place and _inside(place, root.folder):
        place = None
    kind = "findings" if how.findings_only else "records"
    key = [kind, root.source, checksum(loaded), loaded.settings.max_bytes, __version__]
    made = Cache(place, json.dumps([*key, extras.versions(), code()]) if place else "")
    made.open()
    return made


def folder(loaded: Loaded) -> Path | None:
    """Where caches lie: beside the settings file, else in the working folder; None where that is gone."""
    try:
        return (loaded.file.parent if loaded.file else files.here()) / FOLDER
    except CorpuskitError:
        return None


def trusted(loaded: Loaded) -> Path | None:
    """Where caches lie, None where there is no place or its cache came with the files of a repository."""
    place = folder(loaded)
    return None if place is None or _sent(place) else place


class Seal:
    """Proof that outputs are what was made of caches that are still the same: then nothing need be written."""

    def __init__(self, passes: Sequence[Pass], targets: Sequence[Path]) -> None:
        self.passes, self.targets = passes, targets
        names = "\0".join(os.path.abspath(target) for target in targets)
        name = hashlib.sha256(names.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        place = passes[0].cache.folder if passes and targets else None
        self.path = place / f"{name}.outputs" if place else None

    def _now(self) -> bytes:
        statuses = [files.status(os.lstat(target)) for target in self.targets]
        return json.dumps([[going.cache.edition for going in self.passes], statuses]).encode()

    def holds(self) -> bool:
        """Whether nothing changed since `put`: neither files, nor caches, nor outputs."""
        if self.path is None or not all(going.unchanged and going.cache.edition for going in self.passes):
            return False
        try:
            return files.read(self.path, MAX_SEAL) == self._now()
        except (OSError, Unreadable):
            return False

    def put(self) -> None:
        """Remember the outputs, which were just put in place."""
        if self.path is None or not all(going.cache.edition for going in self.passes):
            return
        with suppress(OSError, CorpuskitError):
            before = self._now()
            time.sleep(TICK)  # whoever changes them now leaves another time
            if before == self._now():
                outputs.replace(self.path, before)


def _sent(place: Path) -> bool:
    """Whether a cache came with the files of a repository: then whoever sent them says what is in it."""
    found = files.tracked(place) if os.path.lexists(place) else False
    if found is None:
        from corpuskit import git

        return git.tracks(place)
    return found


def _inside(place: Path, root: Path) -> bool:
    """Whether `place` lies in a corpus, where nothing is written."""
    top = os.path.realpath(root)
    return f"{os.path.realpath(place)}/".startswith(f"{top.rstrip('/')}/")


def contents(place: Path) -> dict[str, int]:
    """The files of the cache folder and their sizes; CorpuskitError where the folder is not one of ours."""
    if not os.path.lexists(place):
        return {}
    if place.is_symlink() or not (place / TAG).is_file():
        raise CorpuskitError(
            f"{files.show(place)} is no cache of this program", "look what it is, and remove it by hand"
        )
    return {name: files.size(place / name) for name in sorted(os.listdir(place))}


def clear(place: Path) -> None:
    """Remove the cache folder; CorpuskitError where it is not one of ours, or something cannot be removed."""
    try:
        for name in contents(place):
            os.unlink(place / name)
        if os.path.lexists(place):
            os.rmdir(place)
    except OSError as error:
        raise CorpuskitError(f"{files.show(place)} cannot be cleared: {files.reason(error)}") from error


def code() -> str:
    """SHA-256 of this program: who changes a rule changes what is known."""
    digest = hashlib.sha256()
    top = str(Path(__file__).parents[1])
    for below, folders, names in os.walk(top):
        folders.sort()
        for name in sorted(names):
            if name.endswith(_CODE):
                data = files.contents(Path(below, name))
                digest.update(f"{os.path.relpath(below, top)}/{name} {len(data)}\n".encode())
                digest.update(data)
    return digest.hexdigest()
