"""Two files must not give one id: nobody could tell their records apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpuskit import files
from corpuskit.files import Seed
from corpuskit.findings import Located
from corpuskit.run.roots import Root


def clashes(roots: Sequence[Root]) -> Iterator[tuple[Root, Located]]:
    """Each named seed whose id another one has already, with its root."""
    names = [files.identity(seed.path) for root in roots for seed in root.named]
    if len(set(names)) == len(names):
        return
    seen: dict[str, Seed] = {}
    for root in roots:
        for seed in root.named:
            other = seen.setdefault(files.identity(seed.path), seed)
            if other is not seed:
                message = f"gives the same id as {files.show(other.file)}"
                yield root, Located(seed.path, 0, 0, "IO108", "error", message)
