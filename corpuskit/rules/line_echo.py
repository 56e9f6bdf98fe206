"""The kit for the line model: what the scores of a first pass say of the lines around a line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, islice

from corpuskit.rules.line_bins import MASSES, NONE, SHARE, Column, away, run, shift, steps
from corpuskit.rules.line_traits import Traits

SCORES = (-400, -300, -220, -160, -110, -75, -45, -20, 0, 20, 45, 75, 110, 160, 220, 300, 400)
SURE = 400  # beyond which a score says no more
SCORE = steps(SCORES, SURE, -SURE)
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
        columns[f"score{step:+}"] = shift(binned, step)
    weights = [2 + min(HEAVY, size) for size in traits.sizes]
    heavy = [weight * score for weight, score in zip(weights, capped, strict=True)]
    sums, totals = [0, *accumulate(heavy)], [0, *accumulate(weights)]
    for reach in (3, 6, 12):
        low = zip([0] * reach + sums, [0] * reach + totals, strict=True)
        high = zip(sums[reach:] + [sums[-1]] * reach, totals[reach:] + [totals[-1]] * reach, strict=True)
        here = list(zip(sums, totals, strict=True))
        mean_above = [
            SCORE[SURE + (s - t) // (v - w)] for (s, v), (t, w) in zip(here[1:n], islice(low, 1, n), strict=True)
        ]
        mean_below = [
            SCORE[SURE + (t - s) // (w - v)] for (s, v), (t, w) in zip(here[1:n], islice(high, 1, n), strict=True)
        ]
        columns[f"{reach} above"], columns[f"{reach} below"] = [NONE, *mean_above], [*mean_below, NONE]
    first, last = run(heavy)
    columns["from best"], columns["to best"] = away(n, first), away(n, last)
    kept = [0, *accumulate([max(0, h) for h in heavy])]
    whole = kept[-1] or 1
    columns["good before"] = [SHARE[100 * k // whole] for k in kept[:-1]]
    columns["good behind"] = [SHARE[100 * (kept[-1] - k) // whole] for k in kept[1:]]
    best = (sums[last + 1] - sums[first]) // max(1, totals[last + 1] - totals[first])
    columns["best score"] = [SCORE[SURE + best]] * n
    columns["page score"] = [SCORE[SURE + sums[-1] // max(1, totals[-1])]] * n
    columns["best words"] = [bisect_right(MASSES, totals[last + 1] - totals[first])] * n
    return columns
