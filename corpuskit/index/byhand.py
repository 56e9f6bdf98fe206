"""A hand-made index brought up to date in its own shape: rows added, renamed and removed; every other line stays."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpuskit.index.foreign import Mention, listing, mentions
from corpuskit.index.growing import LABEL, grow, in_words
from corpuskit.index.lines import decode
from corpuskit.index.manifest import Entry
from corpuskit.index.names import Names
from corpuskit.index.paths import composed, folded
from corpuskit.index.sheet import Sheet
from corpuskit.index.spelling import respell, take_out

LIMIT = 1_000_000  # bytes
ROUNDS = 3  # a row of several names goes one name at a time, a line with the last of them


@dataclass(slots=True)
class _Plan:
    """What has to change: mentions with a stale checksum or another name now, those that go, files to add."""

    stale: list[tuple[Mention, Entry]] = field(default_factory=list)
    renamed: list[tuple[Mention, Entry]] = field(default_factory=list)
    gone: list[Mention] = field(default_factory=list)
    added: list[Entry] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.stale or self.renamed or self.gone or self.added)


def update(old: bytes, entries: Sequence[Entry], pattern: str) -> bytes | None:
    """`old` with a row for each of `entries` and for no other file.

    None where it lists nothing, or where that cannot be done in its own shape: then it is left to a table.
    """
    text, problems = decode(old)
    if len(old) > LIMIT or any(problem.code == "IDX114" for problem in problems):
        return None
    kept = _rows(text, entries, pattern)
    if not any(mention.weight == "row" for mention in kept):
        return None
    plan = _plan(kept, entries)
    for _ in range(ROUNDS):
        if plan.stale or plan.renamed or plan.gone:
            old = _changed(old, plan, kept)
            kept = _rows(decode(old)[0], entries, pattern)
            plan = _plan(kept, entries)
    if not plan:
        return old
    for shaped in (True, False):
        grown = grow(old, kept, plan.added, shaped=shaped)
        said = _rows(decode(grown)[0], entries, pattern) if grown else []
        if grown and not _plan(said, entries) and _repeated(said) == _repeated(kept):
            return grown
    return None


def _repeated(kept: Sequence[Mention]) -> int:
    """How many rows name a file that a row above names: a title that is a file's name must not become one."""
    return len(kept) - len({mention.name.path for mention in kept})


def _changed(old: bytes, plan: _Plan, kept: Sequence[Mention]) -> bytes:
    sheet = Sheet(old)
    for mention, entry in plan.stale:
        _restate(sheet, mention, entry)
    for mention, entry in plan.renamed:
        _rename(sheet, mention, entry)
    rows = _Rows(kept)
    for mention in plan.gone:
        _remove(sheet, mention, rows)
    return sheet.written()


def _rows(text: str, entries: Sequence[Entry], pattern: str) -> list[Mention]:
    names = Names({entry.path for entry in entries}, pattern)
    kept = listing(mentions(text, names))[0]
    _labelled(kept, text.split("\n"))
    return kept


def _labelled(kept: Sequence[Mention], lines: Sequence[str]) -> None:
    """Take lines such as "File: a.txt" for rows, where there are no others."""
    if not any(mention.weight == "row" for mention in kept):
        for mention in kept:
            if re.fullmatch(rf"{LABEL}\S+", lines[mention.line - 1].strip()):
                mention.weight = "row"


def _plan(kept: Sequence[Mention], entries: Sequence[Entry]) -> _Plan:
    present = {entry.path: entry for entry in entries}
    listed = {mention.name.path for mention in kept}
    free = {entry.path: entry for entry in entries if entry.path not in listed}
    moves = _Moves(free) if any(mention.name.path not in present for mention in kept) else None
    plan = _Plan()
    for mention in kept:
        entry = present.get(mention.name.path)
        if entry and mention.digest and mention.digest != entry.sha256:
            plan.stale.append((mention, entry))
        elif moves and not entry and mention.weight == "row":
            moved = None if mention.name.stem else free.pop(moves.of(mention), None)
            if moved:
                plan.renamed.append((mention, moved))
            elif not mention.planned:
                plan.gone.append(mention)
    plan.added = list(free.values())
    return plan


class _Moves:
    """Unlisted files by what a row without a file may still have of them: checksum, spelling, name in another folder."""

    def __init__(self, free: Mapping[str, Entry]) -> None:
        self._by_key: dict[tuple[str, str], str] = {}
        for path, entry in free.items():
            for key in (("sha256", entry.sha256), *_spelled(path)):
                self._by_key[key] = "" if key in self._by_key else path

    def of(self, mention: Mention) -> str:
        """The one file that a row means; empty where there is none, or several."""
        keys = [("sha256", mention.digest or ""), *_spelled(mention.name.path)]
        found = (self._by_key.get(key, "") for key in (keys[:-1] if mention.planned else keys))
        return next(filter(None, found), "")


def _spelled(path: str) -> list[tuple[str, str]]:
    return [("composed", composed(path)), ("folded", folded(path)), ("name", path.rsplit("/", 1)[-1])]


class _Rows:
    """How many rows stand in which lines."""

    def __init__(self, kept: Sequence[Mention]) -> None:
        self._lines = sorted(mention.line for mention in kept if mention.weight == "row")

    def between(self, start: int, end: int) -> int:
        """The rows in the lines from `start` up to `end`."""
        return bisect_left(self._lines, end) - bisect_left(self._lines, start)


def _restate(sheet: Sheet, mention: Mention, entry: Entry) -> None:
    """Put the checksum of now in the place of the old one, in the row or in what follows below it."""
    for at in range(mention.line, min(mention.line + 20, len(sheet.lines) + 1)):
        line = sheet.lines[at - 1]
        renewed = re.sub(re.escape(mention.digest or ""), entry.sha256, line, flags=re.IGNORECASE)
        if renewed != line:
            sheet.lines[at - 1] = renewed
            return


def _rename(sheet: Sheet, mention: Mention, entry: Entry) -> None:
    old = mention.target.removeprefix("./") if mention.kind == "wiki" else mention.name.path
    line = sheet.lines[mention.line - 1]
    sheet.lines[mention.line - 1] = renamed = respell(line, old, entry.path)
    if mention.kind == "link" and f"]({mention.target}" not in line and renamed.count(entry.path) == 0:
        for at in sheet.references:
            sheet.lines[at - 1] = respell(sheet.lines[at - 1], old, entry.path)
    if mention.digest and mention.digest != entry.sha256:
        _restate(sheet, mention, entry)


def _remove(sheet: Sheet, mention: Mention, rows: _Rows) -> None:
    line = mention.line
    start, end = line, line + 1
    if mention.shape == "heading":
        start, end = sheet.section(line)
    elif mention.shape == "list":
        start, end = sheet.item(line)
    words = mention.shape == "heading" and any(other.strip() for other in sheet.lines[start : end - 1])
    if rows.between(line, line + 1) > 1:
        sheet.lines[line - 1] = take_out(sheet.lines[line - 1], mention.name.path)
    elif words or rows.between(start, end) > 1:
        sheet.strike(line)
    elif not in_words(sheet, mention):
        sheet.drop(start, end)
