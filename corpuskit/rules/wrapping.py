"""The kit for files whose lines are filled to one width, by hand or by a mail program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpuskit.document import Line
from corpuskit.rules.phrasebook import FIRST_UNSPACED
from corpuskit.rules.rule import lazy

UNSPACED = lazy(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
WIDTHS = range(30, 101)  # code points of the longest line in a file that is wrapped at a width
FILLED = 0.5  # of the longer lines have no room for the next word: then the file is wrapped
LONGER = 0.05  # of its lines, which may stick out: tables, addresses
MIN_FILLED = 4  # lines
SLACK = 3  # code points by which mail programs differ on what has room
WRAP_WORDS = 4  # of a line that tells whether a file is wrapped


def width(lines: Sequence[Line]) -> int:
    """The width in code points that the lines are filled to, or 0 where they are not wrapped."""
    long = [line for line in lines if len(line.text) >= WIDTHS[0]]
    sizes = sorted([len(line.text) for line in long if len(line.words) >= WRAP_WORDS or _tells(line)])
    if len(sizes) < MIN_FILLED:
        return 0
    longest = sizes[int((len(sizes) - 1) * (1 - LONGER))]
    if longest not in WIDTHS:
        return 0
    filled = sum(fills(a, b, longest) for a, b in pairwise(lines) if b.text and _tells(a) and not a.ends_sentence)
    return longest if filled >= max(MIN_FILLED, FILLED * len(sizes)) else 0


def fills(above: Line, below: Line, full: int) -> bool:
    """Whether a line had no room for the first word of the line below."""
    return len(above.text) + _first(below) > full - SLACK


def runs(lines: Sequence[Line], full: int) -> Iterator[range]:
    """The paragraphs of a wrapped file, as ranges of indexes: each line but the last fills the width."""
    start = 0
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if not following or not following.text or not line.text or not fills(line, following, full):
            yield range(start, index + 1)
            start = index + 1


def _first(line: Line) -> int:
    """The code points that the first word of a line would take behind another word."""
    return 1 if line.text[0] >= FIRST_UNSPACED and UNSPACED.match(line.text) else 1 + len(line.text.split(None, 1)[0])


def _tells(line: Line) -> bool:
    """Whether a line is long enough to tell at which width a file is wrapped."""
    return len(line.words) >= WRAP_WORDS or (line.text[:1] >= FIRST_UNSPACED and bool(UNSPACED.match(line.text)))
