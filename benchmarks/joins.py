"""Broken sentences joined again, measured over pages that are broken here.

usage: python benchmarks/joins.py FILE... [--misses N] [--blank]

A FILE holds `*.jsonl.gz` pages as the cleaning benchmark reads them: `light` with `lines` and `verdicts`. Lines of the
article are broken in three ways: before a link and around a link, where one paragraph in three has a link of one to five
words in its middle, and by wrapping the article at 72 code points, its paragraphs parted by blank lines or, as `dense`,
by none. The other lines of the page stay as they are; every join that mends no break counts as wrong. `--blank` parts
all lines by blank lines first (links alone). Which words are links is drawn from a generator with a fixed seed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import textwrap
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from corpuskit.document import read
from corpuskit.rules.broken_line import RULE
from corpuskit.rules.layout import lay_out

WIDTH = 72
LONG = 12  # words of a line that is broken
LINKED = 3  # one paragraph in so many has a link
Breaker = Callable[[str, random.Random], list[str]]


def before_link(text: str, draw: random.Random) -> list[str]:
    words = text.split(" ")
    if len(words) < LONG or draw.randrange(LINKED):
        return [text]
    at = draw.randrange(3, len(words) - 3)
    if words[at - 1][-1:] in '.!?:…"”»':
        return [text]
    return [" ".join(words[:at]), " ".join(words[at:])]


def around_link(text: str, draw: random.Random) -> list[str]:
    parts = before_link(text, draw)
    if len(parts) == 1:
        return parts
    words = parts[1].split(" ")
    size = draw.randrange(1, min(6, len(words)))
    return [parts[0], " ".join(words[:size]), " ".join(words[size:])]


def wrapped(text: str, _: random.Random) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_on_hyphens=False) or [text]


def broken(lines: list[str], verdicts: str, breaker: Breaker, draw: random.Random) -> Iterator[tuple[str, bool]]:
    """Each line of the broken page, and whether it belongs to the line above."""
    for line, verdict in zip(lines, verdicts, strict=True):
        parts = breaker(line, draw) if verdict == "k" else [line]
        yield from ((part, bool(place)) for place, part in enumerate(parts))


def judge(page: list[tuple[str, bool]], gap: str) -> Iterator[tuple[bool, bool, str, str]]:
    """For each pair of lines: should it be joined, is it, and both lines; `gap` parts lines that do not belong together."""
    text = page[0][0]
    for line, more in page[1:]:
        text += ("\n" if more and gap != "\n\n\n" else gap[:2]) + line
    document = read(text)
    joined = {f.start for f in RULE.check(document, lay_out(document)) if f.fix and f.fix.kind == "join"}
    lines = [line for line in document.lines if line.text]
    if len(lines) != len(page):
        return
    for (above, below), (_, gold) in zip(pairwise(lines), page[1:], strict=True):
        yield gold, below.start + below.lead in joined, above.text, below.text


WAYS: dict[str, tuple[Breaker, str]] = {
    "before link": (before_link, "\n"),
    "around link": (around_link, "\n"),
    "wrapped": (wrapped, "\n\n"),
    "dense": (wrapped, "\n"),
    "before link, blank": (before_link, "\n\n\n"),
    "around link, blank": (around_link, "\n\n\n"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print one in N wrongly judged pairs")
    given = parser.parse_args()
    pages = []
    for path in given.files:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            pages += [page["light"] for page in map(json.loads, lines) if page["light"] and page["light"]["lines"]]
    for name, (breaker, gap) in WAYS.items():
        draw = random.Random(0)
        right = said = there = wrong = 0
        for page in pages:
            for gold, joined, above, below in judge(list(broken(page["lines"], page["verdicts"], breaker, draw)), gap):
                right, said, there = right + (gold and joined), said + joined, there + gold
                wrong += gold != joined
                if given.misses and gold != joined and wrong % given.misses == 0:
                    print("  missed" if gold else "  wrong ", repr(above[-60:]), repr(below[:60]))
        shares = "  ".join(
            f"{what} {100 * right / max(1, n):.1f}" for what, n in (("precision", said), ("recall", there))
        )
        print(f"{name:20} breaks {there:6}  {shares}")


if __name__ == "__main__":
    main()
