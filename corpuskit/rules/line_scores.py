"""The kit for the line model: a sum of small tables.

`line_scores.json` holds the tables: for one trait a number for each of its values, for two traits one for each pair, in
hundredths of the logarithm of the odds that a line is article. benchmarks/line_model.py fits them to public labelled
pages, which docs/quality.md names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from itertools import chain
from operator import getitem
from pathlib import Path
from typing import Any

from corpuskit.rules.line_bins import Column
from corpuskit.values import struct

FILE = Path(__file__).parent / "line_scores.json"


@struct
class Table:
    """What the values of the traits `of`, one or two, add to a score."""

    of: tuple[str, ...]
    add: list[Any]


@struct
class Model:
    """The `base` score of every line, the tables that change it, and for each profile the score below which a line is
    dropped."""

    base: int
    tables: tuple[Table, ...]
    thresholds: Mapping[str, int]

    def scores(self, columns: Mapping[str, Column]) -> list[int]:
        """The score of each line of the `columns`."""
        base = self.base
        if not columns:
            return []
        return [base + sum(row) for row in zip(*[addends(table, columns) for table in self.tables], strict=True)]


def addends(table: Table, columns: Mapping[str, Column]) -> map[int]:
    """What one table adds to the score of each line."""
    first, *rest = table.of
    found: map[Any] = map(table.add.__getitem__, columns[first])
    return map(getitem, found, columns[rest[0]]) if rest else found


def parse(text: str) -> Model:
    """The model of a JSON text as `line_scores.json` holds it."""
    data = json.loads(text)
    tables = tuple([Table(tuple(t["of"]), t["add"]) for t in data["tables"]])
    return Model(data["base"], tables, data["thresholds"])


@cache
def shipped() -> Model:
    return parse(FILE.read_text(encoding="utf-8"))


def names(model: Model) -> list[str]:
    """The traits that a model looks at, sorted."""
    return sorted(set(chain.from_iterable(table.of for table in model.tables)))
