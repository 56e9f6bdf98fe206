"""Near misses: which unlisted file a row may have meant. The cost is bounded whatever the number of rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpuskit.index.manifest import Entry
from corpuskit.index.paths import folded

_LETTERS = re.compile(r"[\W_]+")
_BUCKET = 4  # files looked at for one key
_PATIENCE = 500  # rows for which spelling is compared; beyond that only whole keys
_MAX_NAME = 120


class Near:
    """Suggests, for a path that is not there, the unlisted file that it most likely names."""

    def __init__(self, unlisted: Sequence[Entry]) -> None:
        self._keys: dict[str, list[str]] = {}
        self._digests: dict[str, str] = {}
        self._left = _PATIENCE
        for entry in unlisted:
            self._digests.setdefault(entry.sha256, entry.path)
            for key in _keys(entry.path):
                bucket = self._keys.setdefault(key, [])
                if len(bucket) < _BUCKET:
                    bucket.append(entry.path)

    def renamed(self, digest: str | None) -> str:
        """The unlisted file of exactly this checksum; empty if there is none."""
        return self._digests.get(digest or "", "")

    def suggest(self, path: str) -> str:
        """The unlisted file nearest to `path` in spelling; empty if none is near."""
        self._left -= 1
        best = (4, "")
        name = folded(path)
        for rank, key in enumerate(_keys(path)):
            for candidate in self._keys.get(key, ()):
                if rank < 2:
                    return candidate
                if self._left >= 0:
                    best = min(best, (distance(name, folded(candidate), 3), candidate))
        return best[1]


def _keys(path: str) -> Iterator[str]:
    """Keys under which near names meet: the name in any folder, its letters, and either half of the name."""
    name = folded(path.rsplit("/", 1)[-1])
    stem = name.rsplit(".", 1)[0]
    letters = _LETTERS.sub("", stem)
    yield f"n{name}"
    yield f"l{letters or stem}"
    half = len(stem) // 2
    for cut in (half, half + 1):
        yield f"a{stem[:cut]}"
        yield f"z{stem[-cut:]}"


def distance(one: str, other: str, most: int) -> int:
    """How many characters to insert, remove, replace or swap; `most` + 1 if more than `most`."""
    if abs(len(one) - len(other)) > most or max(len(one), len(other)) > _MAX_NAME:
        return 0 if one == other else most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
