"""Named paths to corpus roots and their files."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpuskit import files
from corpuskit.errors import CorpuskitError
from corpuskit.files import Seed, Trouble
from corpuskit.run.store import Disk, Store
from corpuskit.settings import Loaded
from corpuskit.values import struct

if TYPE_CHECKING:
    from corpuskit.pipeline import Plan


@struct
class Root:
    """A corpus folder: every seed below it, which of them were named, and what could not be listed.

    `whole` is true when the folder itself, not only files of it, was named, `folders` also when one below it was.
    `indexes` are the files `INDEX.md`,
    `looked` the time at which the folder was looked at, in ns.
    """

    folder: Path
    source: str
    seeds: tuple[Seed, ...]
    named: tuple[Seed, ...]
    troubles: tuple[Trouble, ...]
    whole: bool
    store: Store
    pattern: str = "*.txt"
    indexes: tuple[Seed, ...] = ()
    looked: int = 0
    folders: bool = False


def gather(
    paths: Sequence[str], loaded: Loaded, store: Store | None = None, *, force_exclude: bool = False
) -> list[Root]:
    """The roots that `paths` belong to, sorted; the configured root when none is named.

    A path at or below the configured root belongs to it; any other folder is a root, any other file belongs to its
    folder. A named file is taken although the setting `exclude` matches it, unless `force_exclude` is set.
    CorpuskitError for a path that does not exist.
    """
    store = store or Disk()
    configured = loaded.folder / loaded.settings.root
    named = [Path(path) for path in paths] or [configured]
    wanted: dict[Path, list[Path]] = {}
    for path in named:
        if not store.exists(path):
            hint = "name the folder of the corpus, or set `root` in corpuskit.toml"
            raise CorpuskitError(f"{files.show(path)}: no such file or folder", hint)
        wanted.setdefault(_root_of(path, configured), []).append(path)
    folders = sorted(wanted, key=lambda p: os.fsencode(p))
    return [_root(folder, wanted[folder], loaded, (store, force_exclude)) for folder in folders]


def _root_of(path: Path, configured: Path) -> Path:
    absolute, top = Path(os.path.abspath(path)), Path(os.path.abspath(configured))
    if absolute == top or top in absolute.parents:
        return top
    return absolute if path.is_dir() and not path.is_symlink() else absolute.parent


def _root(folder: Path, named: Sequence[Path], loaded: Loaded, how: tuple[Store, bool]) -> Root:
    store, force_exclude = how
    below, exclude = files.below(folder, loaded.folder), loaded.settings.exclude
    if folder.is_symlink():
        trouble = Trouble("", "IO102", "is a symlink, not a folder")
        return Root(folder, folder.name, (), (), (trouble,), True, store)
    looked = time.time_ns()
    found = store.walk(folder, loaded.settings.pattern)
    seeds, troubles = found.seeds, found.troubles
    own = files.below(loaded.folder / loaded.settings.phrases, folder) if loaded.settings.phrases else ""
    if own:
        seeds = [seed for seed in seeds if not seed.path.startswith(own)]
        troubles = [trouble for trouble in troubles if not trouble.path.startswith(own)]
    if exclude:
        seeds = [seed for seed in seeds if not files.matches(seed.path, exclude, below)]
        troubles = [trouble for trouble in troubles if not files.matches(trouble.path, exclude, below)]
    chosen = {os.path.relpath(os.path.abspath(path), folder) for path in named}
    whole = "." in chosen
    known = {seed.path for seed in seeds} | {trouble.path for trouble in troubles}
    extra = [Seed(folder, path) for path in sorted(chosen) if path not in known and not (folder / path).is_dir()]
    if force_exclude:
        extra = [seed for seed in extra if not files.matches(seed.path, exclude, below)]
    kept = tuple(t for t in troubles if whole or _below(t.path, chosen))
    source = loaded.settings.source or files.show(folder.name) or "corpus"
    every = tuple(seeds)
    inside = every if whole else tuple(seed for seed in seeds if _below(seed.path, chosen))
    taken = (*inside, *extra) if extra else inside
    pattern, indexes = loaded.settings.pattern, tuple(found.indexes)
    folders = whole or any((folder / path).is_dir() for path in chosen)
    return Root(folder, source, every, taken, kept, whole, store, pattern, indexes, looked, folders)


def _below(path: str, chosen: set[str]) -> bool:
    while path and path not in chosen:
        path = path.rpartition("/")[0]
    return bool(path)


def since(root: Root, revision: str) -> Root:
    """The root with only those named seeds that changed since this branch left `revision`, as git tells."""
    from corpuskit import git

    changed = git.changed_since(root.folder, revision)
    return replace(root, named=tuple(seed for seed in root.named if seed.path in changed))


def plan(root: Root, loaded: Loaded, *, findings_only: bool = False) -> Plan:
    """Settings compiled for one root."""
    return compiled(root.source, loaded, findings_only=findings_only)


def compiled(source: str, loaded: Loaded, *, findings_only: bool = False) -> Plan:
    """Settings compiled for texts of `source`."""
    from corpuskit.language.backends import require
    from corpuskit.pipeline import Plan
    from corpuskit.rules.typography import OPTIONS
    from corpuskit.run.words import checksum, own_words
    from corpuskit.thresholds import DEFAULTS, Thresholds

    inforce = loaded.settings
    require(inforce.language_backend)
    typography = tuple(name for name in OPTIONS if getattr(inforce, name))
    return Plan(
        source,
        inforce.encoding,
        checksum(loaded),
        findings_only,
        typography,
        inforce.languages,
        inforce.language_backend,
        Thresholds(**dict(inforce.thresholds)) if inforce.thresholds else DEFAULTS,
        inforce.profile,
        own_words(loaded),
        inforce.ignore,
    )
