"""The kit for the line model: the stretches of prose of a page, the gaps between them, and what stands above each.

An article is mostly one stretch, whatever stands around it; teasers, comments and the next article are others.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, groupby
from operator import itemgetter

from corpuskit.rules.line_bins import COUNT, MANY, MASSES, NONE, PART, Column, counted, steps

GAP = 2  # lines without prose that a stretch may hold one after the other
SMALL = 9  # words of a line that may stand between stretches
OUTSIDE = 10  # added to what is said of a stretch where a line is not in it, but behind
AHEAD, BEHIND = 3, 2  # lines above prose in which its date, and a line that comes back, may stand
SHARE = steps((5, 10, 20, 35, 50, 75, 100), 100)
BLOCK = steps((1, 6, 10, 15, 22, 32, 45, 65, 100, 160, 250), 250)
APART = steps((1, 2, 4, 8, 15, 30, 60), 60)


def stretches(columns: dict[str, Column], sizes: Sequence[int], mass: Sequence[int]) -> None:
    """The stretch that each line is in or behind: words, share of the largest, place beside it, and gaps."""
    n = len(sizes)
    found = _stretches(mass)
    if not found:
        columns.update(dict.fromkeys(NAMES, [NONE] * n))
        return
    sums = [0, *accumulate(mass)]
    words = [sums[last + 1] - sums[first] for first, last in found]
    most = max(words)
    main = words.index(most)
    first, last = found[0]
    rows = [(0, bisect_right(MASSES, words[0]) + OUTSIDE, SHARE[100 * words[0] // most] + OUTSIDE, NONE)] * first
    end = -1
    ends = [*(first for first, _ in found[1:]), n]
    for place, ((first, last), until) in enumerate(zip(found, ends, strict=True)):
        off = place - main
        beside = max(0, 9 + off) if off < 0 else min(NONE - 1, 10 + off)
        size, share = bisect_right(MASSES, words[place]), SHARE[100 * words[place] // most]
        rows += [(beside if off else 9, size, share, COUNT[min(MANY, first - end - 1)])] * (last + 1 - first)
        rows += [(beside, size + OUTSIDE, share + OUTSIDE, NONE)] * (until - last - 1)
        end = last
    columns.update(zip(NAMES, map(list, zip(*rows, strict=True)), strict=False))
    first, last = found[main]
    small = [0, *accumulate([not m and size < SMALL for m, size in zip(mass, sizes, strict=True)])]
    columns["beyond"] = [
        *[9 - APART[min(60, small[first] - s)] for s in small[:first]],
        *[10] * (last + 1 - first),
        *[11 + APART[min(60, s - small[last + 1])] for s in small[last + 1 : n]],
    ]
    gaps = accumulate(mass[last + 1 :], lambda gap, m: 0 if m else gap + 1, initial=0)
    columns["widest gap"] = [0] * last + [COUNT[min(MANY, gap)] for gap in accumulate(gaps, max)]


NAMES = ("beside", "stretch", "stretch share", "gap", "beyond", "widest gap")


def _stretches(mass: Sequence[int]) -> list[tuple[int, int]]:
    """First and last line of each stretch."""
    found: list[tuple[int, int]] = []
    for i, m in enumerate(mass):
        if m:
            start = found.pop()[0] if found and i - found[-1][1] - 1 <= GAP else i
            found.append((start, i))
    return found


def blocks(columns: dict[str, Column], sizes: Sequence[int]) -> None:
    """The words of the unbroken run of sentences that a line is in, and their share of the largest."""
    words: list[int] = []
    for ends, lines in groupby(zip(columns["ends"], sizes, strict=True), itemgetter(0)):
        run = [size for _, size in lines]
        words += [sum(run) * ends] * len(run)
    most = max(words) or 1
    columns["block"] = [BLOCK[min(250, count)] for count in words]
    columns["block share"] = [SHARE[100 * count // most] for count in words]


def led(columns: dict[str, Column], mass: Sequence[int], dated: list[bool], again: list[bool]) -> None:
    """How much of the prose stands below a line that is `dated` or comes `again` and again, as comments and teasers do."""
    n = len(mass)
    columns["dates above"] = counted(dated)
    starts = [i for i, m in enumerate(mass) if m and not (i and mass[i - 1])]
    below = sum([True in dated[max(0, i - AHEAD) : i] for i in starts])
    columns["dated prose"] = [PART[100 * below // max(1, len(starts))]] * n
    flags = [False] * (n + 1)
    for i in starts:
        flags[i] = True in again[max(0, i - BEHIND) : i]
    columns["refrains"] = counted(flags)[1:]
