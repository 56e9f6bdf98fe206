"""A sample of what one rule did over a corpus, for a person who audits it."""

from __future__ import annotations

import hashlib
from bisect import insort

from corpuskit.document import fold
from corpuskit.pipeline import Result
from corpuskit.values import struct


@struct
class Example:
    """A line that a rule took: where it was first, what was said of it, and how often it was taken in all."""

    path: str
    line: int
    text: str
    said: str
    times: int


class Sample:
    """`size` different lines that the rule `code` took, drawn by a hash of their words: the same lines for the same
    files in any order, in memory that does not grow with the corpus."""

    def __init__(self, code: str, size: int) -> None:
        self.code, self.size = code, size
        self.total = 0
        self.drawn: list[tuple[bytes, str]] = []
        self.examples: dict[str, Example] = {}

    def add(self, path: str, result: Result) -> None:
        """Take note of what the rule did to one file."""
        numbers = iter(result.document.lines)
        line = next(numbers, None)
        for claim in result.claims:
            if claim.code != self.code:
                continue
            while line is not None and line.next <= claim.start:
                line = next(numbers, None)
            self.total += 1
            verdict = claim.verdict
            text = result.document.text[claim.start : claim.end].strip()
            what = {"drop": "removed", "field": verdict.name, "join": "joined"}.get(verdict.kind, verdict.name)
            said = f"{what}: {claim.message} ({verdict.score:.2f})"
            self._draw(Example(path, line.number if line else 0, text, said, 1))

    def _draw(self, found: Example) -> None:
        key = fold(found.text)
        known = self.examples.get(key)
        if known:
            self.examples[key] = Example(known.path, known.line, known.text, known.said, known.times + 1)
            return
        rank = hashlib.blake2b(key.encode(), digest_size=8).digest()
        if len(self.drawn) < self.size or rank < self.drawn[-1][0]:
            insort(self.drawn, (rank, key))
            self.examples[key] = found
            if len(self.drawn) > self.size:
                del self.examples[self.drawn.pop()[1]]

    def found(self) -> list[Example]:
        """The examples, by path and line."""
        return sorted(self.examples.values(), key=lambda e: (e.path, e.line))
