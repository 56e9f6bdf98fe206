"""The declared schema of a model as a reader of JSON lines takes it: Arrow types, Polars code, DuckDB columns."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

_SCALARS = {str: "string", int: "int64", float: "double", bool: "bool"}
_POLARS = {"string": "pl.String", "int64": "pl.Int64", "double": "pl.Float64", "bool": "pl.Boolean"}
_DUCKDB = {"string": "VARCHAR", "int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN"}


@dataclass(frozen=True, slots=True)
class Column:
    """A type: a scalar's name, `list` with one child, or `struct` with named children."""

    kind: str
    nullable: bool = False
    children: tuple[tuple[str, Column], ...] = ()


def columns(model: type[BaseModel]) -> tuple[tuple[str, Column], ...]:
    """The columns of a model in order."""
    return tuple((name, _column(field.annotation)) for name, field in model.model_fields.items())


def _column(annotation: Any) -> Column:
    origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _column(parts[0])
    if origin in (typing.Union, types.UnionType):
        inner = _column(next(part for part in parts if part is not type(None)))
        return Column(inner.kind, True, inner.children)
    if origin in (list, tuple):
        return Column("list", False, (("element", _column(parts[0])),))
    if origin is typing.Literal:
        return Column("string")
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Column("struct", False, columns(annotation))
    return Column(_SCALARS[annotation])


def arrow(model: type[BaseModel]) -> str:
    """One `name: type` a line, in Arrow's own spelling."""
    return "\n".join(f"{name}: {_arrow(column)}{_not_null(column)}" for name, column in columns(model))


def _arrow(column: Column) -> str:
    inner = ", ".join(f"{name}: {_arrow(child)}{_not_null(child)}" for name, child in column.children)
    return f"{column.kind}<{inner}>" if inner else column.kind


def _not_null(column: Column) -> str:
    return "" if column.nullable else " not null"


def polars(model: type[BaseModel]) -> str:
    """A Python dict to hand to `polars.read_ndjson(..., schema=...)`."""
    rows = [f"    {json.dumps(name)}: {_polars(column)}," for name, column in columns(model)]
    return "\n".join(["{", *rows, "}"])


def _polars(column: Column) -> str:
    if column.kind == "list":
        return f"pl.List({_polars(column.children[0][1])})"
    if column.kind == "struct":
        return "pl.Struct({" + ", ".join(f"{json.dumps(n)}: {_polars(c)}" for n, c in column.children) + "})"
    return _POLARS[column.kind]


def duckdb(model: type[BaseModel]) -> str:
    """A struct to hand to `read_json(..., columns = ...)`."""
    rows = [f"'{name}': '{_duckdb(column)}'" for name, column in columns(model)]
    return "{" + ",\n ".join(rows) + "}"


def _duckdb(column: Column) -> str:
    if column.kind == "list":
        return f"{_duckdb(column.children[0][1])}[]"
    if column.kind == "struct":
        return "STRUCT(" + ", ".join(f'"{name}" {_duckdb(child)}' for name, child in column.children) + ")"
    return _DUCKDB[column.kind]


FORMATS: dict[str, Callable[[type[BaseModel]], str]] = {"arrow": arrow, "polars": polars, "duckdb": duckdb}
