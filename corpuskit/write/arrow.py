"""The one declared Arrow schema that fits every shard, and Parquet written with it (extra `parquet`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from corpuskit.article import Article
from corpuskit.errors import CorpuskitError
from corpuskit.record import line_of
from corpuskit.write.declared import Column, columns

ROW_GROUP = 1000


def arrow_schema() -> Any:
    """The `pyarrow.Schema` of the record; CorpuskitError without pyarrow."""
    try:
        import pyarrow as pa
    except ImportError as error:
        hint = "pip install 'seed-corpuskit[parquet]'"
        raise CorpuskitError("Parquet and Arrow need the extra `parquet`", hint) from error
    return pa.schema([pa.field(name, _type(column, pa), column.nullable) for name, column in columns(Article)])


def write_parquet(records: Iterable[bytes], target: BinaryIO) -> None:
    """Write JSON lines of records to an open Parquet file, typed by the declared schema, in order."""
    schema = arrow_schema()
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        rows: list[dict[str, Any]] = []
        for line in records:
            rows.append(json.loads(line))
            if len(rows) == ROW_GROUP:
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))
                rows = []
        writer.write_table(pa.Table.from_pylist(rows, schema=schema))


def read_parquet(source: str) -> Iterator[bytes]:
    """The JSON lines of the records in a Parquet file, as `normalize` would have written them."""
    arrow_schema()
    import pyarrow.parquet as pq

    with pq.ParquetFile(source) as file:
        for batch in file.iter_batches(ROW_GROUP):
            for row in batch.to_pylist():
                yield line_of(Article.model_validate(row))


def _type(column: Column, pa: Any) -> Any:
    children = [pa.field(name, _type(child, pa), child.nullable) for name, child in column.children]
    if column.kind == "list":
        return pa.list_(children[0])
    return pa.struct(children) if column.kind == "struct" else pa.type_for_alias(column.kind)
