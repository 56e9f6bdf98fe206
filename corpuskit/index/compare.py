"""What an index lists against what is there: every mismatch, each with its line, none raised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpuskit.index.manifest import NAME, Entry, Index, Mismatch, Row, mismatch, sort_key
from corpuskit.index.near import Near
from corpuskit.index.paths import composed, folded, harmless, unportable, unsafe, unseen
from corpuskit.messages import show


def compare(index: Index | None, entries: Sequence[Entry], *, name: str = NAME) -> list[Mismatch]:
    """All mismatches between `index` (None: there is no file `name`) and the files that are there, sorted."""
    if index is None:
        return [mismatch("IDX101", 0, name, f"there is no {show(name)}")] if entries else []
    if agrees(index, {entry.path: entry.sha256 for entry in entries}):
        return sorted(index.problems, key=_order)
    present = {entry.path: entry for entry in entries}
    listed, missing, found = _exact(index.rows, present)
    found += index.problems
    found += _inexact(missing, present, listed)
    found += [
        mismatch("IDX103", 0, path, f"no row for the file {show(path)}") for path in present if path not in listed
    ]
    found += _names(present, listed)
    return sorted(found, key=_order)


def agrees(index: Index, checksums: Mapping[str, str]) -> bool:
    """Whether an index, as far as a look at it as a whole tells, lists just these files with these checksums."""
    return index.plain is not None and index.plain == checksums


def _order(found: Mismatch) -> tuple[bool, bytes, int, str, bytes, str]:
    return not found.line, sort_key(found.index), found.line, found.code, sort_key(found.path), found.message


def _exact(rows: Sequence[Row], present: dict[str, Entry]) -> tuple[dict[str, Row], list[Row], list[Mismatch]]:
    """Files by the row that names them exactly, the rows that name none, and what is wrong with the first."""
    listed: dict[str, Row] = {}
    missing: list[Row] = []
    found: list[Mismatch] = []
    stale: list[Row] = []
    for row in rows:
        entry = present.get(row.path)
        if entry is None:
            missing.append(row)
            continue
        first = listed.setdefault(row.path, row)
        if first is not row:
            found.append(_twice(row, first))
        if row.sha256 is not None and row.sha256 != entry.sha256:
            stale.append(row)
    return listed, missing, found + _stale(stale, present)


def _twice(row: Row, first: Row) -> Mismatch:
    return mismatch(
        "IDX106", row.line, row.path, f"{show(row.path)} is listed twice, first on line {first.line}", row.index
    )


def _stale(rows: list[Row], present: dict[str, Entry]) -> list[Mismatch]:
    owners = {entry.sha256: entry.path for entry in present.values()} if rows else {}
    found = []
    for row in rows:
        owner = owners.get(row.sha256 or "")
        why = f"is that of {show(owner)}" if owner else "is stale: the file has changed"
        found.append(mismatch("IDX104", row.line, row.path, f"the checksum of {show(row.path)} {why}", row.index))
    return found


def _inexact(rows: list[Row], present: dict[str, Entry], listed: dict[str, Row]) -> list[Mismatch]:
    """Rows that name no file: the one they spell otherwise (then `listed` gets it), or none, with a suggestion."""
    unlisted = [entry for entry in present.values() if entry.path not in listed]
    by_composed = {composed(entry.path): entry for entry in reversed(unlisted)} if rows else {}
    by_folded = {folded(entry.path): entry for entry in reversed(unlisted)} if rows else {}
    found: list[Mismatch] = []
    lost: list[Row] = []
    for row in rows:
        same = by_composed.get(composed(row.path))
        entry = same or by_folded.get(folded(row.path))
        if entry is None:
            lost += [] if row.planned else [row]
            continue
        first = listed.setdefault(entry.path, row)
        if first is not row:
            found.append(_twice(row, first))
            continue
        code, how = ("IDX108", "Unicode normalisation") if same else ("IDX107", "case")
        message = f"{show(row.path)} differs only in {how} from the file {show(entry.path)}"
        found.append(mismatch(code, row.line, row.path, message, row.index))
        if row.sha256 is not None and row.sha256 != entry.sha256:
            found += _stale([row], {entry.path: entry})
    near = Near([entry for entry in unlisted if entry.path not in listed]) if lost else None
    return found + [_missing(row, near) for row in lost if near]


def _missing(row: Row, near: Near) -> Mismatch:
    message = f"no such file: {show(row.path)}"
    renamed = near.renamed(row.sha256)
    suggestion = renamed or near.suggest(row.path)
    if renamed:
        message += f"; it has been renamed to {show(renamed)}"
    elif suggestion:
        message += f"; did you mean {show(suggestion)}?"
    return mismatch("IDX102", row.line, row.path, message, row.index)


def _names(present: dict[str, Entry], listed: dict[str, Row]) -> list[Mismatch]:
    """Names that are unsafe, unseen or unportable, and names that some system takes for one."""
    found: list[Mismatch] = []
    keys: dict[str, str] = {}
    for path in present:
        other = keys.setdefault(folded(path), path)
        if other == path and harmless(path):
            continue
        row = listed.get(path)
        line, index = (row.line, row.index) if row else (0, "")
        if other != path:
            message = f"{show(path)} and {show(other)} are one name on some systems"
            found.append(mismatch("IDX116", line, path, message, index))
        for code, why in (("IDX109", unsafe(path)), ("IDX111", unseen(path)), ("IDX110", unportable(path))):
            if why:
                found.append(mismatch(code, line, path, f"{show(path)}: {why}", index))
    return found
