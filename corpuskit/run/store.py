"""Where seeds and their index are read from: the disk, or what is staged in the git index."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from corpuskit import files
from corpuskit.files import Listing, Seed, Trouble, Unreadable
from corpuskit.run.ignored import ignored
from corpuskit.values import struct

if TYPE_CHECKING:
    from corpuskit import git

INDEX = files.INDEX


class Store(Protocol):
    """Lists and reads. What cannot be read comes back as Unreadable, in its place."""

    def walk(self, folder: Path, pattern: str) -> Listing:
        """What stands below `folder`."""

    def read(self, seeds: Iterable[Seed], limit: int) -> Iterator[tuple[Seed, bytes | Unreadable]]:
        """The bytes of each seed, in order."""

    def exists(self, path: Path) -> bool:
        """Whether there is such a file or folder."""


@struct
class Disk:
    """The files as they are on the disk; what git ignores is left out. `memory` is the cache that keeps what git said."""

    memory: Path | None = None

    def walk(self, folder: Path, pattern: str) -> Listing:
        """What stands below `folder`."""
        found = files.walk(folder, pattern)
        left_out = ignored(folder, [seed.path for seed in (*found.seeds, *found.indexes)], self.memory)
        if left_out:
            seeds, indexes = ([s for s in some if s.path not in left_out] for some in (found.seeds, found.indexes))
            found = Listing(seeds, found.troubles, indexes)
        return found

    def read(self, seeds: Iterable[Seed], limit: int) -> Iterator[tuple[Seed, bytes | Unreadable]]:
        """The bytes of each seed, in order."""
        folders: dict[Path, set[str]] = {}
        for seed in seeds:
            try:
                yield seed, files.read_below(seed, limit, folders.setdefault(seed.root, set()))
            except Unreadable as error:
                yield seed, error

    def exists(self, path: Path) -> bool:
        """Whether there is such a file or folder."""
        return os.path.lexists(path)


@dataclass(slots=True)
class Staged:
    """The contents that the next commit would have, read from the git index."""

    known: dict[Path, dict[str, git.Tracked]] = field(default_factory=dict)

    def walk(self, folder: Path, pattern: str) -> Listing:
        """What is tracked below `folder`; a symlink or submodule in the place of a seed is a trouble."""
        seeds, troubles, indexes = [], [], []
        for path, tracked in self._tracked(folder).items():
            name = path.rpartition("/")[2]
            if _hidden(path):
                continue
            if name == INDEX and tracked.kind == "file":
                indexes.append(Seed(folder, path))
            if not fnmatchcase(name, pattern):
                continue
            if tracked.kind == "file":
                seeds.append(Seed(folder, path))
            else:
                troubles.append(Trouble(path, "IO102", f"is a {tracked.kind}, not a regular file"))
        seeds.sort(key=lambda s: files.sort_key(s.path))
        return Listing(seeds, troubles, indexes)

    def read(self, seeds: Iterable[Seed], limit: int) -> Iterator[tuple[Seed, bytes | Unreadable]]:
        """The staged bytes of each seed, in order."""
        from corpuskit import git

        asked = list(seeds)
        for root in dict.fromkeys(seed.root for seed in asked):
            tracked = self._tracked(root)
            of_root = [seed for seed in asked if seed.root == root]
            small = [tracked[s.path] for s in of_root if s.path in tracked and tracked[s.path].size <= limit]
            contents = git.contents(root, small)
            for seed in of_root:
                if seed.path not in tracked:
                    yield seed, Unreadable("IO101", "is not in the git index")
                elif tracked[seed.path].size > limit:
                    size = tracked[seed.path].size
                    yield seed, Unreadable("IO104", f"has {size:,} bytes, more than the limit of {limit:,}")
                else:
                    yield seed, next(contents)

    def exists(self, path: Path) -> bool:
        """Whether a file or folder is staged there."""
        name = path.name
        return name in self._tracked(path.parent) or bool(self._tracked(path))

    def _tracked(self, folder: Path) -> dict[str, git.Tracked]:
        from corpuskit import git

        if folder not in self.known:
            self.known[folder] = {t.path: t for t in git.tracked(folder)} if folder.is_dir() else {}
        return self.known[folder]


@dataclass(frozen=True, slots=True)
class Piped:
    """One text that came by standard input, under the name `file`; what else is read comes from the disk."""

    file: Path
    data: bytes

    def walk(self, folder: Path, pattern: str) -> Listing:
        """Nothing: the text stands alone."""
        return Listing([], [], [])

    def read(self, seeds: Iterable[Seed], limit: int) -> Iterator[tuple[Seed, bytes | Unreadable]]:
        """The text, for each seed."""
        for seed in seeds:
            if os.path.abspath(seed.file) != os.path.abspath(self.file):
                yield from Disk().read([seed], limit)
            elif len(self.data) > limit:
                yield seed, Unreadable("IO104", f"has more than the limit of {limit:,} bytes")
            else:
                yield seed, self.data

    def exists(self, path: Path) -> bool:
        """Whether `path` is the name of the text."""
        return path == self.file


def _hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/")[:-1])
