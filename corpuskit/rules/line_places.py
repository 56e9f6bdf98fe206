"""The kit for the line model: the lines around a line, and its place beside the main run of prose, title and labels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from corpuskit.document import Line
from corpuskit.rules.layout import Layout
from corpuskit.rules.line_bins import (
    MASSES,
    MEAN,
    NONE,
    PART,
    RATIO,
    SHARE,
    SIZE,
    Column,
    away,
    counted,
    reached,
    run,
    since,
    steps,
    until,
    window,
)
from corpuskit.rules.phrasebook import LABELS, NOISE

KINDS = {section: number for number, section in enumerate((*NOISE, *LABELS), 1)}
COMMENTS, RELATED, MORE = (KINDS[name] for name in ("comments", "related-posts", "read-more"))
CAP = 60  # words of a line beyond which it counts no more in a mean
TOP_MASS = 80  # words of a line beyond which it adds no more to a run
STEM = 6  # letters of a word that survive inflection
LONG_WORD = 5  # letters of a word that says what a line is about
FAR = 12  # lines behind a label to which it may still belong
LONG = 30  # words of a line whose single words no longer matter
VOCABULARY = 300  # words of the main run that are remembered
TOLD = 60  # words of a line that is compared with the vocabulary of the main run
NEAR, WIDE, WIDEST = 2, 5, 12  # lines to either side of a window

CUES = steps((1, 4, 8, 14, 24, 36), 72)
WEIGHT = steps((1, 2, 5, 10, 20, 40), 100)
COMMON = steps((1, 15, 30, 50, 75, 100), 100)


def around(columns: dict[str, Column], sizes: list[int]) -> None:
    """The mean words of the lines around, and how many of them are said in words of known phrases."""
    n = len(sizes)
    capped = [min(CAP, s) for s in sizes]
    for name, reach in (("near", NEAR), ("wide", WIDE), ("widest", WIDEST)):
        columns[name] = [MEAN[t // c] for t, c in zip(window(capped, reach), reached(n, reach), strict=True)]
    cues = [c if c < 7 else 0 for c in columns["cue"]]
    columns["cues"] = [CUES[12 * t // c] for t, c in zip(window(cues, WIDE), reached(n, WIDE), strict=True)]


def placed(columns: dict[str, Column], sizes: list[int], mass: list[int], lines: list[Line]) -> tuple[int, int]:
    """The place of each line beside the main run of prose, which is returned, and what the page is like."""
    n = len(sizes)
    first, last = run([min(m, TOP_MASS) if m else -4 - min(s, 12) / 2 for m, s in zip(mass, sizes, strict=True)])
    columns["from run"] = away(n, first)
    sums = [0, *accumulate(mass)]
    total = sums[-1] or 1
    columns["before"] = [SHARE[100 * s // total] for s in sums[:-1]]
    columns["behind"] = [SHARE[100 * (sums[-1] - s) // total] for s in sums[1:]]
    columns["weight"] = [WEIGHT[100 * m // total] for m in mass]
    inside = sums[last + 1] - sums[first]
    columns["run part"] = [PART[min(100, 100 * inside // max(1, sum(sizes)))]] * n
    columns["page mass"] = [bisect_right(MASSES, sums[-1])] * n
    labels = sum([s <= 5 and not line.ends_sentence for s, line in zip(sizes, lines, strict=True)])
    columns["page labels"] = [bisect_right((10, 25, 40, 50, 60, 70, 80, 90), 100 * labels // n)] * n
    columns["page lines"] = [bisect_right((8, 15, 25, 40, 70, 120, 200, 350), n)] * n
    prose = [int(m > 0) for m in mass]
    for name, reach in (("prose near", WIDE), ("prose wide", WIDEST)):
        columns[name] = [PART[100 * p // c] for p, c in zip(window(prose, reach), reached(n, reach), strict=True)]
    inner = sorted([m for m in mass[first : last + 1] if m])
    usual = inner[len(inner) // 2] if inner else 20
    columns["relative"] = [RATIO[min(250, 100 * s // usual)] for s in sizes]
    columns["shared"] = _shared(lines, sizes, mass, (first, last))
    tall = [0, 0, 0, *mass, 0, 0, 0]
    columns["tallest"] = [
        SIZE[min(111, max(tall[i], tall[i + 1], tall[i + 2], tall[i + 4], tall[i + 5], tall[i + 6]))] for i in range(n)
    ]
    return first, last


def _shared(lines: list[Line], sizes: list[int], mass: list[int], best: tuple[int, int]) -> Column:
    """How many of the words of a line the main run of prose says, too."""
    first, last = best
    said: set[str] = set()
    for i in range(first, last + 1):
        if mass[i]:
            said |= _stems(lines[i], sizes[i])
            if len(said) > VOCABULARY:
                break
    found = []
    for i, (line, size) in enumerate(zip(lines, sizes, strict=True)):
        if mass[i] and first <= i <= last:
            found.append(9)
        elif size > TOLD:
            found.append(8)
        else:
            stems = _stems(line, size)
            found.append(COMMON[100 * len(stems & said) // len(stems)] if stems else 7)
    return found


def _stems(line: Line, size: int) -> set[str]:
    """The beginnings of the long words of a line; pairs of characters where words are not parted."""
    key = line.key
    if size > len(line.words) + 1:
        return {key[i : i + 2] for i in range(len(key) - 1)}
    return {word[:STEM] for word in key.split() if len(word) >= LONG_WORD}


def fields(columns: dict[str, Column], layout: Layout, indexes: tuple[int, ...]) -> None:
    """How far below the date and the byline a line stands."""
    places = {index: place for place, index in enumerate(indexes)}
    n = len(indexes)
    for name, index in (
        ("date", layout.date.index if layout.date else None),
        ("byline", layout.authors[0].index if layout.authors else None),
    ):
        at = places.get(index) if index is not None else None
        columns[name] = [NONE] * n if at is None else away(n, at)


def labels(columns: dict[str, Column], title: int | None, mass: Sequence[int], last: int) -> None:
    """The labels above and below: their kinds, how far, how many, and how many since the prose below the `title` began.

    `last` is the last line of the main run: a heading of comments or of other articles means more behind it.
    """
    known = columns["label"]
    flags = [label > 0 for label in known]
    columns["label since"], columns["label until"] = since(flags), until(flags)
    kinds, part, parts = [0] * len(known), 0, []
    for i, label in enumerate(known):
        parts.append(part)
        if label:
            kinds[i + 1 : i + 1 + FAR] = [label] * min(FAR, len(known) - i - 1)
            if label == COMMENTS:
                part = 1 if i < last else 2
            elif label == RELATED:
                part = 3 if i < last else 4
    columns["label above"], columns["part"] = kinds, parts
    for name, kind in (("comments above", COMMENTS), ("related above", RELATED), ("more above", MORE)):
        columns[name] = counted([label == kind for label in known])
    n = len(known)
    start = next((i for i in range(title + 1, n) if mass[i]), n) if title is not None else n
    behind = counted(flags[start:])[1:] if start < n else []
    columns["labels since"] = [NONE] * (n - len(behind)) + behind
