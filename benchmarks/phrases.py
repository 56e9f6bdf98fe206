"""What phrases cost: loading ours, and looking lines up in a hundred and in ten thousand phrases of a corpus's own.

usage: python benchmarks/phrases.py [FOLDER]

FOLDER holds labelled pages as `corpuskit score` reads them; by default our own. Printed are milliseconds of CPU to load
our phrases, microseconds a line to look up, and how much more ten thousand phrases cost than a hundred.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from corpuskit.corpus.labelled import read_labelled
from corpuskit.document import fold
from corpuskit.rules.phrasebook import NOISE, Book, book, ours, plain

PAGES = Path(__file__).parents[1] / "tests/quality/pages"
ROUNDS = 15
NAMES = ("harbour", "courier", "council", "museum", "gazette", "letter", "parish", "island", "market", "orchard")


def made(size: int) -> Book:
    """A book of `size` different phrases, of which every tenth has a slot."""
    slots = (f"{NAMES[n % 10]} {n:x} {NAMES[n // 10 % 10]} talk" + (": *" if n % 10 == 0 else "") for n in range(size))
    return book((NOISE[n % len(NOISE)], [plain(phrase)]) for n, phrase in enumerate(slots))


def microseconds(known: Book, keys: Sequence[str]) -> float:
    """CPU microseconds a line, the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for key in keys:
            known.find(key)
        best = min(best, time.process_time() - start)
    return 1e6 * best / len(keys)


def main() -> None:
    start = time.process_time()
    count = len(ours().exact)
    print(f"loading {count} phrases: {1e3 * (time.process_time() - start):.1f} ms")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    keys = [fold(line) for page in read_labelled(folder) for line in page.lines]
    few, many = microseconds(made(100), keys), microseconds(made(10_000), keys)
    print(f"ours: {microseconds(ours(), keys):.2f} us a line, over {len(keys)} lines")
    print(f"100 phrases: {few:.2f} us a line; 10,000: {many:.2f}; {many / few:.2f} times as much")


if __name__ == "__main__":
    main()
