"""The kit for evidence: what speaks for a candidate is named, each name has a weight, and silence is a candidate too.

The weights of the title, the date and the byline were fitted to labelled pages (a softmax over the candidates of a page
and silence, ridge penalty, validated on other sites) and rounded; docs/quality.md tells how. A candidate is taken when
its sum is the highest and above that of silence.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Protocol, TypeVar

FLOOR = 0.5  # even odds between the candidate and silence; a field is never filled below
KEPT = 10  # candidates of a field, best first
SURE = 0.99
LIFT = 0.75  # of a field that was found, over the judgements of other rules about its line


class Candidate(Protocol):
    """What may fill a field: the names of what speaks for it."""

    @property
    def features(self) -> tuple[str, ...]:
        """The names, most telling first."""


C = TypeVar("C", bound=Candidate)


def total(features: Iterable[str], weights: Mapping[str, float]) -> float:
    """The sum of the weights; a name without a weight does not count."""
    score = 0.0
    for name in features:
        score += weights.get(name, 0.0)
    return score


def ranked(candidates: Iterable[C], weights: Mapping[str, float]) -> list[tuple[float, C]]:
    """The best candidates with the sums of their weights, best first."""
    scored = [(-total(candidate.features, weights), place, candidate) for place, candidate in enumerate(candidates)]
    scored.sort(key=itemgetter(0, 1))
    return [(-score, candidate) for score, _, candidate in scored[:KEPT]]


def evidence(score: float, silence: float) -> float:
    """The odds of the candidate against silence, as a number from 0 to 0.99 with two digits."""
    odds = 1 / (1 + math.exp(min(50.0, max(-50.0, silence - score))))
    return round(min(SURE, odds), 2)


def claim_score(evidence: float, *, won: bool) -> float:
    """The score of the claim to a line: what won stands above judgements about the line, a runner-up below FLOOR."""
    return round(LIFT + (1 - LIFT) * evidence, 2) if won else min(evidence, round(FLOOR - 0.01, 2))
