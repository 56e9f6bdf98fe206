"""The kit for the line model: sums of small tables in two passes, the second of which sees what the first said.

`line_scores.json` holds the tables: for one trait a number for each of its values, for two traits one for each pair, in
hundredths of the logarithm of the odds that a line is article. benchmarks/line_model.py fits them to public labelled
pages, which docs/quality.md names.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from itertools import chain
from operator import getitem
from pathlib import Path
from typing import Any

from corpuskit.rules.line_bins import Column
from corpuskit.rules.line_echo import echo
from corpuskit.rules.line_traits import Traits
from corpuskit.values import struct

FILE = Path(__file__).parent / "line_scores.json"


@struct
class Table:
    """What the values of the traits `of`, one or two, add to a score."""

    of: tuple[str, ...]
    add: list[Any]


@struct
class Pass:
    """The `base` score of every line and the tables that change it."""

    base: int
    tables: tuple[Table, ...]

    def scores(self, columns: Mapping[str, Column]) -> list[int]:
        base = self.base
        return [base + sum(row) for row in zip(*[addends(table, columns) for table in self.tables], strict=True)]


@struct
class Model:
    """The passes, and for each profile the score below which a line is dropped."""

    passes: tuple[Pass, ...]
    thresholds: Mapping[str, int]


def addends(table: Table, columns: Mapping[str, Column]) -> map[int]:
    """What one table adds to the score of each line."""
    first, *rest = table.of
    found: map[Any] = map(table.add.__getitem__, columns[first])
    return map(getitem, found, columns[rest[0]]) if rest else found


def score(traits: Traits, model: Model, enough: Callable[[list[int]], bool]) -> tuple[list[int], dict[str, Column]]:
    """The score of each line, and all columns that the last pass saw.

    Where what a pass says is not `enough` to go on, there are no scores.
    """
    columns = traits.columns
    scores = model.passes[0].scores(columns) if traits.indexes else []
    for later in model.passes[1:]:
        if not enough(scores):
            return [], {}
        columns = traits.columns | echo(traits, scores)
        scores = later.scores(columns)
    return scores, columns


def parse(text: str) -> Model:
    """The model of a JSON text as `line_scores.json` holds it."""
    data = json.loads(text)
    passes = [Pass(p["base"], tuple([Table(tuple(t["of"]), t["add"]) for t in p["tables"]])) for p in data["passes"]]
    return Model(tuple(passes), data["thresholds"])


@cache
def shipped() -> Model:
    return parse(FILE.read_text(encoding="utf-8"))


def names(model: Model) -> list[str]:
    """The traits that a model looks at, sorted."""
    return sorted(set(chain.from_iterable(table.of for p in model.passes for table in p.tables)))
