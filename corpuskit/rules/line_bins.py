"""The kit for the line model: whole numbers in bins, columns of them, and the best run of lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

WIDTH = 20  # values of a trait
NONE = WIDTH - 1  # of a neighbour or a field that is not there
Column = list[int]

SIZES = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 23, 31, 46, 71, 111)
COUNTS = (1, 2, 3, 4, 6, 9, 14, 22, 40, 80, 160)
STEPS = (-60, -30, -15, -8, -5, -3, -2, -1, 0, 1, 2, 3, 5, 9, 16, 31, 61)
MEANS = (2, 3, 4, 5, 6, 8, 10, 13, 17, 23, 31, 45)
SHARES = (1, 3, 10, 25, 50, 75, 90, 97, 100)  # per cent
PARTS = (1, 10, 20, 30, 40, 60, 80)  # per cent
RATIOS = (10, 20, 35, 50, 70, 100, 150, 250)  # per cent
MASSES = (1, 30, 60, 120, 250, 500, 1000, 2000)
LENGTHS = (2, 6, 12, 20, 30, 45, 60, 80, 120)


def steps(limits: Sequence[int], top: int, low: int = 0) -> list[int]:
    """The bin of each whole number from `low` to `top`, ready to be looked up."""
    return [bisect_right(limits, value) for value in range(low, top + 1)]


SIZE, COUNT, MEAN = steps(SIZES, 111), steps(COUNTS, 160), steps(MEANS, 60)
SHARE, PART, RATIO = steps(SHARES, 100), steps(PARTS, 100), steps(RATIOS, 250)
STEP, STEP_LOW = steps(STEPS, 61, -60), 60
LENGTH = steps(LENGTHS, 120)
MANY = COUNTS[-1]


def shift(column: Column, by: int) -> Column:
    """The column of the line `by` lines further down, or above where it is negative."""
    return column[by:] + [NONE] * min(by, len(column)) if by > 0 else [NONE] * min(-by, len(column)) + column[:by]


def window(values: Iterable[int], reach: int) -> list[int]:
    """Sums over the lines up to `reach` away on both sides."""
    sums = [0, *accumulate(values)]
    n = len(sums) - 1
    sums = [0] * reach + sums + [sums[-1]] * reach
    return [sums[i + 2 * reach + 1] - sums[i] for i in range(n)]


def reached(n: int, reach: int) -> list[int]:
    """How many lines a window of each line holds."""
    return [min(n, i + reach + 1) - max(0, i - reach) for i in range(n)]


def counted(flags: Sequence[bool]) -> Column:
    """How many lines above each have the flag."""
    if True not in flags:
        return [0] * len(flags)
    return [COUNT[min(MANY, count)] for count in accumulate(flags[:-1], initial=0)]


def since(flags: Sequence[bool]) -> Column:
    """How far above each line the next with the flag stands."""
    if True not in flags:
        return [COUNT[-1]] * len(flags)
    far = accumulate(flags[:-1], lambda away, flag: 1 if flag else away + 1, initial=MANY)
    return [COUNT[min(MANY, away)] for away in far]


def until(flags: Sequence[bool]) -> Column:
    """How far below each line the next with the flag stands."""
    return since(flags[::-1])[::-1]


def run(gains: Sequence[float]) -> tuple[int, int]:
    """The stretch `[first, last]` whose gains sum to the most; of none if no gain is positive."""
    best = total = 0.0
    start, first, last = 0, 0, -1
    for i, gain in enumerate(gains):
        if total <= 0:
            total, start = 0.0, i
        total += gain
        if total > best:
            best, first, last = total, start, i
    return first, last


def away(n: int, at: int) -> Column:
    """For each of `n` lines how far above or below the line `at` it stands."""
    column = [STEP[0]] * (at - STEP_LOW) + STEP[max(0, STEP_LOW - at) :]
    return column[:n] + [STEP[-1]] * (n - len(column))
