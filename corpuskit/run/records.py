"""Records and ledgers on disk, read back and checked line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpuskit import files, room
from corpuskit.article import Article, ValidationError
from corpuskit.errors import CorpuskitError

MAX_INTEGER = 2**53


@dataclass(frozen=True, slots=True)
class BadRecord:
    """What is wrong in a line of a JSON lines file; `field` is the path to it, empty for the whole line."""

    line: int
    field: str
    message: str


def lines_of(records: Path) -> Iterator[bytes]:
    """The JSON lines of a file of records, also of a Parquet file; OSError if it cannot be read."""
    if records.suffix == ".parquet":
        from corpuskit.write.arrow import read_parquet

        yield from read_parquet(str(records))
    else:
        with open(records, "rb") as file:
            yield from file


def validate(records: Path) -> Iterator[BadRecord]:
    """Every record that is not one: line, field and what is wrong; CorpuskitError if the file cannot be read."""
    try:
        for number, line in enumerate(lines_of(records), 1):
            yield from check_line(number, line)
    except OSError as error:
        raise CorpuskitError(f"{files.show(records)}: {files.reason(error)}", "name a file of JSON lines") from error


def check_line(number: int, line: bytes) -> Iterator[BadRecord]:
    """What is wrong with one line."""
    room.need_for_line(len(line))
    try:
        strict_json(line)
        Article.model_validate_json(line)
    except ValidationError as error:
        for found in error.errors(include_url=False, include_context=False, include_input=False):
            yield BadRecord(number, ".".join(map(str, found["loc"])), found["msg"])
    except (ValueError, RecursionError) as error:
        yield BadRecord(number, "", str(error) or "nested too deeply")


def strict_json(line: bytes) -> Any:
    """One JSON object; ValueError for another value, invalid UTF-8, a duplicate key, NaN, or a number beyond 2**53."""
    value = json.loads(line.decode("utf-8"), object_pairs_hook=_pairs, parse_constant=_constant, parse_int=_integer)
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004 - the value is wrong, not our types
    return value


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key stands twice")
    return made


def _constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _integer(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) > MAX_INTEGER:
        raise ValueError("an integer beyond 2**53")
    return int(digits)
