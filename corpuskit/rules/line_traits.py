"""The kit for the line model: what each line of a page is like, as small whole numbers, without looking at its language.

A trait is a column: one number from 0 to WIDTH - 1 for each line that is not blank. Most come from sizes and marks, from
the lines around it and from its place beside the main run of prose; phrases count as evidence, and only in sum.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from corpuskit.document import Line
from corpuskit.rules.layout import Layout
from corpuskit.rules.phrasebook import LABELS, NOISE, listed, unspaced

WIDTH = 20  # values of a trait
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


def _steps(limits: Sequence[int], top: int, low: int = 0) -> list[int]:
    """The bin of each whole number from `low` to `top`, ready to be looked up."""
    return [bisect_right(limits, value) for value in range(low, top + 1)]


SIZE, COUNT, MEAN = _steps(SIZES, 111), _steps(COUNTS, 160), _steps(MEANS, 60)
SHARE, PART, RATIO = _steps(SHARES, 100), _steps(PARTS, 100), _steps(RATIOS, 250)
STEP, STEP_LOW = _steps(STEPS, 61, -60), 60
LENGTH = _steps(LENGTHS, 120)
NONE = WIDTH - 1  # of a neighbour or a field that is not there

LONG = 30  # words of a line whose single words no longer matter
CAP = 60  # words of a line beyond which it counts no more in a mean
FEWEST = 9  # words of a line of prose
LOOSE = 13  # the same of one without a full stop
TOP_MASS = 80  # words of a line beyond which it adds no more to a run
FAR = 12  # lines behind a label to which it may still belong
NEAR, WIDE = 2, 5  # lines to either side of a window

ENDS = {
    **dict.fromkeys(".。।۔", 1),
    **dict.fromkeys("!?！？؟", 2),
    **dict.fromkeys("…", 3),
    **dict.fromkeys(":：", 4),
    **dict.fromkeys(",;，、；،", 5),
    **dict.fromkeys("»>›→|", 6),
    **dict.fromkeys(")]）】", 7),
    **dict.fromkeys("\"”'’」』", 8),
}
QUOTED = 11  # a sentence end and a closing mark
FIRSTS = {
    **dict.fromkeys("\"'“‘«„「『", 4),
    **dict.fromkeys("-–—•*·►▶■●‣", 5),
    **dict.fromkeys("([（【", 6),
}
BARS = "|·•»›"
KINDS = {section: number for number, section in enumerate((*NOISE, *LABELS), 1)}


@dataclass(frozen=True, slots=True)
class Traits:
    """`indexes` of the lines that are not blank, and a column of numbers for each name of NAMES."""

    indexes: tuple[int, ...]
    columns: dict[str, Column]
    sizes: list[int]


OWN = ("size", "end", "first", "capitals", "commas", "bars", "label", "cue", "repeated", "length", "ends")


def traits(layout: Layout) -> Traits:
    page = layout.page
    indexes = tuple([i for i, line in enumerate(page.lines) if line.text])
    lines = [page.lines[i] for i in indexes]
    sizes = [page.sizes[i] for i in indexes]
    seen = Counter([line.key for line in lines])
    labels = _labelled(layout)
    rows = [_own(page.lines[i], page.sizes[i], seen[page.lines[i].key], labels.get(i, 0)) for i in indexes]
    if not rows:
        return Traits(indexes, {}, sizes)
    columns: dict[str, Column] = dict(zip(OWN, map(list, zip(*rows, strict=True)), strict=True))
    mass = [_mass(line, size, row) for line, size, row in zip(lines, sizes, rows, strict=True)]
    _around(columns, sizes)
    _placed(columns, sizes, mass, lines)
    _fields(columns, layout, indexes)
    _labels(columns)
    return Traits(indexes, columns, sizes)


def _own(line: Line, size: int, times: int, label: int) -> tuple[int, ...]:
    text = line.text
    last, first = text[-1], text[0]
    end = ENDS.get(last)
    if end is None:
        end = 0 if last.isalpha() else 9 if last.isdigit() else 10
    elif end >= 7 and line.ends_sentence:
        end = QUOTED
    elif end == 1 and text.endswith("..."):
        end = 3
    start = FIRSTS.get(first)
    if start is None:
        start = (
            0 if first.isupper() else 1 if first.islower() else 3 if first.isalpha() else 2 if first.isdigit() else 7
        )
    if size > LONG:
        capitals = cue = bars = 7
        commas = 5
    else:
        capitals = _capitals(line, size)
        commas = min(4, text.count(",") + text.count("，") + text.count("、"))
        bars = min(4, sum(map(text.count, BARS)))
        cue = _cue(line, size)
    return (
        SIZE[min(111, size)],
        end,
        start,
        capitals,
        commas,
        bars,
        label,
        cue,
        min(3, times - 1),
        LENGTH[min(120, len(text))],
        int(line.ends_sentence),
    )


def _capitals(line: Line, size: int) -> int:
    words = line.words
    if not words or size > len(words) + 1:
        return 6
    if line.text.isupper():
        return 5
    return bisect_right((15, 35, 60, 85), 100 * sum([w[0].isupper() for w in words]) // len(words))


def _cue(line: Line, size: int) -> int:
    """How much of a line is said in the words of the phrases that are known."""
    key = line.key
    parts = [key[i : i + 2] for i in range(len(key) - 1)] if size > len(line.words) + 1 else key.split()
    known = sum(map(_cues().__contains__, parts))
    return bisect_right((1, 11, 26, 45, 70, 100), 100 * known // len(parts)) if known else 0


def _mass(line: Line, size: int, row: tuple[int, ...]) -> int:
    """The words of prose in a line: it ends like a sentence, or holds the end of one."""
    if size < FEWEST or row[6]:
        return 0
    if line.ends_sentence:
        return size
    text = line.text
    if ". " in text or "。" in text or "? " in text or "! " in text or "？" in text or "！" in text:
        return size
    return size // 2 if size >= LOOSE and row[4] else 0


def _shift(column: Column, by: int) -> Column:
    """The column of the line `by` lines further down, or above where it is negative."""
    return column[by:] + [NONE] * min(by, len(column)) if by > 0 else [NONE] * min(-by, len(column)) + column[:by]


def _window(values: Iterable[float], reach: int) -> list[float]:
    """Sums over the lines up to `reach` away on both sides."""
    sums = [0, *accumulate(values)]
    n = len(sums) - 1
    sums = [0] * reach + sums + [sums[-1]] * reach
    return [sums[i + 2 * reach + 1] - sums[i] for i in range(n)]


def _reach(n: int, reach: int) -> list[int]:
    """How many lines a window of each line holds."""
    return [min(n, i + reach + 1) - max(0, i - reach) for i in range(n)]


def _around(columns: dict[str, Column], sizes: list[int]) -> None:
    for name, steps in (
        ("size", (-2, -1, 1, 2)),
        ("end", (-1, 1)),
        ("first", (-1, 1)),
        ("capitals", (-1, 1)),
        ("cue", (-1, 1)),
    ):
        for step in steps:
            columns[f"{name}{step:+}"] = _shift(columns[name], step)
    n = len(sizes)
    capped = [min(s, CAP) for s in sizes]
    for name, reach in (("near", NEAR), ("wide", WIDE)):
        found = zip(_window(capped, reach), _reach(n, reach), strict=True)
        columns[name] = [MEAN[int(total) // count] for total, count in found]
    cues = [c if c < 7 else 0 for c in columns["cue"]]
    columns["cues"] = [
        bisect_right((1, 4, 8, 14, 24, 36), int(12 * total) // count)
        for total, count in zip(_window(cues, WIDE), _reach(n, WIDE), strict=True)
    ]
    columns["echoes"] = [min(5, int(c)) for c in _window([int(r > 0) for r in columns["repeated"]], WIDE)]


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


def beside(n: int, first: int, last: int) -> tuple[Column, Column]:
    """For each of `n` lines its place before, in or behind the run, counted from the run's start and from its end."""
    start = [STEP[max(-60, min(61, i - first)) + STEP_LOW] for i in range(n)]
    end = [STEP[max(-60, min(61, i - last)) + STEP_LOW] for i in range(n)]
    return start, end


def _placed(columns: dict[str, Column], sizes: list[int], mass: list[int], lines: list[Line]) -> None:
    n = len(sizes)
    first, last = run([min(m, TOP_MASS) if m else -4 - min(s, 12) / 2 for m, s in zip(mass, sizes, strict=True)])
    columns["from run"], columns["to run"] = beside(n, first, last)
    sums = [0, *accumulate(mass)]
    total = sums[-1] or 1
    columns["before"] = [SHARE[100 * s // total] for s in sums[:-1]]
    columns["behind"] = [SHARE[100 * (sums[-1] - s) // total] for s in sums[1:]]
    columns["weight"] = [bisect_right((1, 2, 5, 10, 20, 40), 100 * m // total) for m in mass]
    inside = sums[last + 1] - sums[first]
    columns["run share"] = [bisect_right((30, 50, 65, 80, 90, 97), 100 * inside // total)] * n
    columns["run part"] = [PART[min(100, 100 * inside // max(1, sum(sizes)))]] * n
    columns["page mass"] = [bisect_right(MASSES, sums[-1])] * n
    labels = sum([s <= 5 and not line.ends_sentence for s, line in zip(sizes, lines, strict=True)])
    columns["page labels"] = [bisect_right((10, 25, 40, 50, 60, 70, 80, 90), 100 * labels // n)] * n
    columns["page lines"] = [bisect_right((8, 15, 25, 40, 70, 120, 200, 350), n)] * n
    columns["place"] = [12 * i // n for i in range(n)]
    prose = _window([int(m > 0) for m in mass], WIDE)
    columns["prose near"] = [PART[100 * int(p) // c] for p, c in zip(prose, _reach(n, WIDE), strict=True)]
    inner = sorted([m for m in mass[first : last + 1] if m])
    usual = inner[len(inner) // 2] if inner else 20
    columns["relative"] = [RATIO[min(250, 100 * s // usual)] for s in sizes]
    tall = [0, 0, 0, *mass, 0, 0, 0]
    columns["tallest"] = [
        SIZE[min(111, max(tall[i], tall[i + 1], tall[i + 2], tall[i + 4], tall[i + 5], tall[i + 6]))] for i in range(n)
    ]


def _fields(columns: dict[str, Column], layout: Layout, indexes: tuple[int, ...]) -> None:
    """How far below the title, the date and the byline a line stands."""
    places = {index: place for place, index in enumerate(indexes)}
    n = len(indexes)
    for name, index in (
        ("title", layout.title),
        ("date", layout.date.index if layout.date else None),
        ("byline", layout.authors[0].index if layout.authors else None),
    ):
        at = places.get(index) if index is not None else None
        columns[name] = [NONE] * n if at is None else beside(n, at, at)[0]


def _labels(columns: dict[str, Column]) -> None:
    """The last label above a line, how far above, and how far below the next stands."""
    kinds, since, last = [], [], (0, COUNTS[-1])
    for label in columns["label"]:
        kind, away = last[0], last[1] + 1
        kinds.append(kind if away <= FAR else 0)
        since.append(COUNT[min(160, away)])
        last = (label, 0) if label else (kind, away)
    until, away = [], COUNTS[-1]
    for label in reversed(columns["label"]):
        away += 1
        until.append(COUNT[min(160, away)])
        away = 0 if label else away
    columns["label above"], columns["label since"], columns["label until"] = kinds, since, until[::-1]


def _labelled(layout: Layout) -> dict[int, int]:
    """For each line that a phrase says, the number of the phrase's section, from 1."""
    found: dict[int, int] = {}
    for section, lines in layout.page.labelled.items():
        found.update(dict.fromkeys(lines, KINDS.get(section, 0)))
    return found


@cache
def _cues() -> frozenset[str]:
    """The words of all phrases that call a line boilerplate; pairs of characters where words are not parted."""
    found: set[str] = set()
    for section in KINDS:
        for phrase in listed(section):
            if unspaced(phrase):
                found.update(phrase[i : i + 2] for i in range(len(phrase) - 1))
            else:
                found.update(word for word in phrase.split() if len(word) > 3)
    return frozenset(found)


SCORES = (-400, -300, -220, -160, -110, -75, -45, -20, 0, 20, 45, 75, 110, 160, 220, 300, 400)
SURE = 400  # beyond which a score says no more
SCORE = _steps(SCORES, SURE, -SURE)
HEAVY = 60  # words of a line beyond which it weighs no more


def echo(traits: Traits, scores: Sequence[int]) -> dict[str, Column]:
    """What the scores of a first pass say: those of the lines around, their means by weight, and the best run of lines.

    `scores` are hundredths of the logarithm of the odds that a line is article.
    """
    n = len(scores)
    capped = [max(-SURE, min(SURE, score)) for score in scores]
    binned = [SCORE[score + SURE] for score in capped]
    columns = {"score": binned}
    for step in (-3, -2, -1, 1, 2, 3):
        columns[f"score{step:+}"] = _shift(binned, step)
    weights = [min(size, HEAVY) + 2 for size in traits.sizes]
    heavy = [weight * score for weight, score in zip(weights, capped, strict=True)]
    sums, totals = [0, *accumulate(heavy)], [0, *accumulate(weights)]
    for reach in (3, 6, 12):
        above, below = [], []
        for i in range(n):
            low, high = max(0, i - reach), min(n, i + 1 + reach)
            above.append(SCORE[SURE + (sums[i] - sums[low]) // (totals[i] - totals[low])] if i else NONE)
            below.append(
                SCORE[SURE + (sums[high] - sums[i + 1]) // (totals[high] - totals[i + 1])] if i + 1 < n else NONE
            )
        columns[f"{reach} above"], columns[f"{reach} below"] = above, below
    first, last = run(heavy)
    columns["from best"], columns["to best"] = beside(n, first, last)
    kept = [0, *accumulate([max(0, h) for h in heavy])]
    whole = kept[-1] or 1
    columns["good before"] = [SHARE[100 * k // whole] for k in kept[:-1]]
    columns["good behind"] = [SHARE[100 * (kept[-1] - k) // whole] for k in kept[1:]]
    best = (sums[last + 1] - sums[first]) // max(1, totals[last + 1] - totals[first])
    columns["best score"] = [SCORE[SURE + best]] * n
    columns["page score"] = [SCORE[SURE + sums[-1] // max(1, totals[-1])]] * n
    columns["best words"] = [bisect_right(MASSES, totals[last + 1] - totals[first])] * n
    return columns
