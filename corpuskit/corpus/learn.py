"""Lines that recur over the articles of one source: candidates for its phrases, for a person to judge.

Two passes: the first counts every line in a table of fixed size, where a count can be too high, never too low
(Cormode and Muthukrishnan 2005, with one row); the second counts exactly those lines that may be frequent. What the
first has read waits in a temporary file, so that memory does not grow with the texts.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import BinaryIO
from zlib import crc32

from corpuskit.document import fold
from corpuskit.rules.phrasebook import SLOT, numberless
from corpuskit.values import struct

LEAST = 4  # articles that have a line, for it to be a candidate
SHARE = 0.005  # of the articles of its source that have it
LONGEST = 300  # code points of a candidate
SHOWN = 60  # code points of a line beside it
CONTEXTS = 3
MOST = 200  # candidates of a source
CELLS = 1 << 22  # of the table
FULL = 255  # what a cell can count to
TRACKED = 200_000  # lines that the second pass can hold
PLACES = ("top", "middle", "end")


@struct
class Candidate:
    """A line in its plain form: how many articles have it, how often in each third, and where, with its neighbours."""

    phrase: str
    count: int
    places: tuple[int, int, int]
    contexts: tuple[tuple[str, str, str, str], ...]


@struct
class Source:
    """The candidates of one source, the most frequent first, and of how many different articles."""

    name: str
    articles: int
    candidates: tuple[Candidate, ...]


class Learner:
    """Counts lines over articles. `spool` is an empty temporary file."""

    def __init__(self, spool: BinaryIO) -> None:
        self.spool = spool
        self.cells = bytearray(CELLS)
        self.articles: Counter[str] = Counter()
        self.seen: set[bytes] = set()

    def add(self, source: str, name: str, lines: Sequence[str]) -> None:
        """Count the `lines` of the article `name`; an article with the two longest lines of another is the same."""
        longest = sorted({fold(line) for line in lines}, key=lambda key: (-len(key), key))[:2]
        mark = hashlib.blake2b("\0".join([source, *longest]).encode(), digest_size=8).digest()
        if mark in self.seen or not longest:
            return
        self.seen.add(mark)
        self.articles[source] += 1
        for key in {_key(line) for line in lines} - {""}:
            cell = _cell(source, key)
            if self.cells[cell] < FULL:
                self.cells[cell] += 1
        self.spool.write(json.dumps([source, name, [line[: LONGEST + 1] for line in lines]]).encode() + b"\n")

    def sources(self) -> list[Source]:
        """The candidates of every source, sorted by its name."""
        counts: dict[tuple[str, str], list[int]] = {}
        contexts: dict[tuple[str, str], list[tuple[str, str, str, str]]] = {}
        for source, name, lines in self._again():
            for at, key in _once(lines):
                if self.cells[_cell(source, key)] < min(self._least(source), FULL):
                    continue
                if (source, key) not in counts and len(counts) >= TRACKED:
                    continue
                place = counts.setdefault((source, key), [0, 0, 0])
                place[(6 * at + 3) // (2 * len(lines))] += 1
                shown = contexts.setdefault((source, key), [])
                if len(shown) < CONTEXTS:
                    shown.append((name, *_beside(lines, at)))
        made: dict[str, list[Candidate]] = {source: [] for source in sorted(self.articles)}
        for (source, key), places in counts.items():
            if sum(places) >= self._least(source):
                first, middle, end = places
                found = Candidate(key, sum(places), (first, middle, end), tuple(contexts[source, key]))
                made[source].append(found)
        return [
            Source(source, self.articles[source], tuple(sorted(found, key=lambda c: (-c.count, c.phrase))[:MOST]))
            for source, found in made.items()
        ]

    def _least(self, source: str) -> int:
        return max(LEAST, math.ceil(SHARE * self.articles[source]))

    def _again(self) -> Iterator[tuple[str, str, list[str]]]:
        self.spool.seek(0)
        for row in self.spool:
            source, name, lines = json.loads(row)
            yield source, name, lines


def _key(line: str) -> str:
    """The plain form of a line; nothing for one that is too long, has no words, or could not be a phrase."""
    key = numberless(fold(line)) if len(line) <= LONGEST else ""
    return key if SLOT not in key and any(c.isalpha() for c in key) else ""


def _cell(source: str, key: str) -> int:
    return crc32(f"{source}\0{key}".encode()) % CELLS


def _once(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The place of each different line that could be a phrase, and its plain form."""
    seen: set[str] = {""}
    for at, line in enumerate(lines):
        key = _key(line)
        if key not in seen:
            seen.add(key)
            yield at, key


def _beside(lines: Sequence[str], at: int) -> tuple[str, str, str]:
    before = lines[at - 1][-SHOWN:] if at else ""
    after = lines[at + 1][:SHOWN] if at + 1 < len(lines) else ""
    return before, lines[at], after


def review(sources: Sequence[Source]) -> Iterator[str]:
    """The lines of the file for review. It is no file of phrases: nothing applies until a person moves a line to one."""
    yield "# Lines that recur, for you to judge. Nothing here applies: move a line that is boilerplate below a [section]"
    yield "# of a file in the folder that the setting `phrases` names, a line to keep below [keep]."
    for source in sources:
        if not source.candidates:
            continue
        yield ""
        yield f"# {source.name}: {source.articles} articles"
        for found in source.candidates:
            yield ""
            where = ", ".join(f"{place} {n}" for place, n in zip(PLACES, found.places, strict=True) if n)
            yield f"# {found.count} of {source.articles} articles: {where}"
            for name, before, line, after in found.contexts:
                yield f"#   {name}: {before} / {line} / {after}"
            yield found.phrase
