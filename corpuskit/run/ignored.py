"""Which files git ignores. Of a large corpus it is asked again only when something that it goes by has changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from corpuskit import files, outputs
from corpuskit.errors import CorpuskitError
from corpuskit.files import Unreadable

WORTH = 20_000  # paths: fewer are asked for sooner than looked up
TAG = "CACHEDIR.TAG"  # of a cache that is there


def ignored(folder: Path, paths: Sequence[str], memory: Path | None) -> set[str]:
    """Which of `paths` below `folder` git ignores.

    Where no rule speaks of one, the cache `memory`, if there is one, keeps a hash of the paths and of all that says so.
    """
    if not any((parent / ".git").exists() for parent in (folder, *folder.parents)):
        return set()
    from corpuskit import gitignore

    if memory is None or len(paths) < WORTH:
        return gitignore.ignored(folder, paths)
    asked = _question(folder, paths)
    known = memory / f"{hashlib.sha256(os.fsencode(os.path.abspath(folder))).hexdigest()[:16]}.ignored"
    with suppress(OSError, Unreadable):
        if asked and files.read(known, len(asked)) == asked:
            return set()
    answer, for_good = gitignore.ask(folder, paths)
    if asked and for_good and (memory / TAG).is_file():
        with suppress(OSError, CorpuskitError):
            outputs.replace(known, asked)
    return answer


def _question(folder: Path, paths: Sequence[str]) -> bytes:
    """A hash of the paths and of git's rules; empty where git alone can tell what it goes by."""
    from corpuskit import gitignore

    rules = gitignore.rules(folder, {path.rpartition("/")[0] for path in paths})
    if not rules:
        return b""
    return hashlib.sha256(rules + os.fsencode("\0".join(paths))).hexdigest().encode("ascii")
