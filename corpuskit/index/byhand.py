"""A hand-made index brought up to date in its own shape: rows added, renamed and removed; every other line stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpuskit.index.foreign import Mention, listing, mentions
from corpuskit.index.growing import grow, in_words
from corpuskit.index.lines import decode
from corpuskit.index.manifest import Entry
from corpuskit.index.names import Names
from corpuskit.index.paths import composed, folded
from corpuskit.index.sheet import Sheet
from corpuskit.index.spelling import respell, take_out

LIMIT = 1_000_000  # bytes


@dataclass(slots=True)
class _Plan:
    """What has to change: mentions with a stale checksum or another name now, those that go, files to add."""

    stale: list[tuple[Mention, Entry]] = field(default_factory=list)
    renamed: list[tuple[Mention, Entry]] = field(default_factory=list)
    gone: list[Mention] = field(default_factory=list)
    added: list[Entry] = field(default_factory=list)


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
    if not (plan.stale or plan.renamed or plan.gone or plan.added):
        return old
    sheet = Sheet(old)
    for mention, entry in plan.stale:
        _restate(sheet, mention, entry)
    for mention, entry in plan.renamed:
        _rename(sheet, mention, entry)
    for mention in plan.gone:
        _remove(sheet, mention, kept)
    done = sheet.written()
    for shaped in (True, False) if plan.added else ():
        left = _rows(decode(done)[0], entries, pattern)
        grown = grow(done, left, plan.added, shaped=shaped)
        if grown and _says(grown, entries, pattern):
            return grown
    return done if not plan.added and _says(done, entries, pattern) else None


def _rows(text: str, entries: Sequence[Entry], pattern: str) -> list[Mention]:
    names = Names({entry.path for entry in entries}, pattern)
    kept = listing(mentions(text, names))[0]
    _labelled(kept, text.split("\n"))
    return kept


def _labelled(kept: Sequence[Mention], lines: Sequence[str]) -> None:
    """Take lines such as "File: a.txt" for rows, where there are no others."""
    if not any(mention.weight == "row" for mention in kept):
        for mention in kept:
            if re.fullmatch(r"\w[\w ]{0,20}:\s+\S+", lines[mention.line - 1].strip()):
                mention.weight = "row"


def _says(data: bytes, entries: Sequence[Entry], pattern: str) -> bool:
    """Whether nothing is left to do: what a person must mend by hand does not count."""
    plan = _plan(_rows(decode(data)[0], entries, pattern), entries)
    return not (plan.stale or plan.renamed or plan.gone or plan.added)


def _plan(kept: Sequence[Mention], entries: Sequence[Entry]) -> _Plan:
    present = {entry.path: entry for entry in entries}
    listed = {mention.name.path for mention in kept}
    free = {entry.path: entry for entry in entries if entry.path not in listed}
    plan = _Plan()
    for mention in kept:
        entry = present.get(mention.name.path)
        if entry and mention.digest and mention.digest != entry.sha256:
            plan.stale.append((mention, entry))
        elif not entry and mention.weight == "row":
            moved = _moved(mention, list(free.values()))
            if moved:
                free.pop(moved.path)
                plan.renamed.append((mention, moved))
            elif not mention.planned:
                plan.gone.append(mention)
    plan.added = list(free.values())
    return plan


def _moved(mention: Mention, free: Sequence[Entry]) -> Entry | None:
    """The unlisted file that a row without a file means: by its checksum, its spelling, or its name in another folder."""
    path = mention.name.path
    keys = (
        lambda entry: bool(mention.digest) and entry.sha256 == mention.digest,
        lambda entry: composed(entry.path) == composed(path),
        lambda entry: folded(entry.path) == folded(path),
        lambda entry: not mention.planned and entry.path.rsplit("/", 1)[-1] == path.rsplit("/", 1)[-1],
    )
    for key in keys:
        found = [entry for entry in free if key(entry)]
        if len(found) == 1:
            return found[0]
    return None


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
        for at, other in enumerate(sheet.lines):  # a reference, defined elsewhere
            if re.match(r" {0,3}\[[^\]]+\]:", other):
                sheet.lines[at] = respell(other, old, entry.path)
    if mention.digest and mention.digest != entry.sha256:
        _restate(sheet, mention, entry)


def _remove(sheet: Sheet, mention: Mention, kept: Sequence[Mention]) -> None:
    line = mention.line
    others = [m for m in kept if m is not mention and m.weight == "row"]
    if mention.shape == "row" or mention.shape == "text":
        if any(m.line == line for m in others):
            sheet.lines[line - 1] = take_out(sheet.lines[line - 1], mention.name.path)
        elif not in_words(sheet, mention):
            sheet.drop(line, line + 1)
        return
    start, end = sheet.section(line) if mention.shape == "heading" else sheet.item(line)
    inside = [m for m in others if start <= m.line < end]
    words = mention.shape == "heading" and any(other.strip() for other in sheet.lines[start : end - 1])
    if any(m.line == line for m in inside):
        sheet.lines[line - 1] = take_out(sheet.lines[line - 1], mention.name.path)
    elif inside or words:
        sheet.strike(line)
    else:
        sheet.drop(start, end)
