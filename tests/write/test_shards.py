"""Any pair of shards loads with the declared schema, dates unchanged. Needs the extra `frames`."""

import json
from itertools import permutations

import pytest

from corpuskit.article import Article
from corpuskit.pipeline import Plan, process
from corpuskit.record import line_of
from corpuskit.write.declared import FORMATS

SHARDS = {
    "nothing known": {},
    "a full date": {"title": "T", "date_published": "2025-01-16", "authors": ["A B"]},
    "a month": {"date_published": "2025-01", "language_score": 1.0},
    "a time": {"date_published": "2025-01-16T10:00:00Z", "references": ["R"], "url": "https://example.org"},
}


@pytest.fixture(params=permutations(SHARDS, 2), ids=" then ".join)
def shards(request, tmp_path):
    record = json.loads(line_of(process(b"", "a.txt", Plan()).article))
    rows = []
    for number, name in enumerate(request.param):
        rows.append(record | SHARDS[name])
        Article.model_validate_json(json.dumps(rows[-1]))
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(rows[-1]) + "\n")
    return tmp_path, rows


def test_pyarrow(shards):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import json as reader

    from corpuskit.write.arrow import arrow_schema, read_parquet, write_parquet

    folder, rows = shards
    options = reader.ParseOptions(explicit_schema=arrow_schema())
    tables = [reader.read_json(path, parse_options=options) for path in sorted(folder.glob("*.jsonl"))]
    assert pa.concat_tables(tables).to_pylist() == rows
    with open(folder / "all.parquet", "wb") as file:
        write_parquet([json.dumps(row).encode() for row in rows], file)
    assert [json.loads(line) for line in read_parquet(str(folder / "all.parquet"))] == rows
    pandas = pytest.importorskip("pandas")
    dates = pandas.read_parquet(folder / "all.parquet")["date_published"]
    assert [None if pandas.isna(date) else date for date in dates] == [r["date_published"] for r in rows]


def test_polars(shards):
    pl = pytest.importorskip("polars")
    folder, rows = shards
    schema = eval(FORMATS["polars"](Article), {"pl": pl})
    frames = [pl.read_ndjson(path, schema=schema) for path in sorted(folder.glob("*.jsonl"))]
    assert pl.concat(frames).to_dicts() == rows


def test_duckdb(shards):
    duckdb = pytest.importorskip("duckdb")
    folder, rows = shards
    columns = FORMATS["duckdb"](Article)
    found = duckdb.sql(f"select * from read_json('{folder}/*.jsonl', format='newline_delimited', columns={columns})")
    got = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
    assert sorted(got, key=str) == sorted(rows, key=str)


def test_arrow_says_what_pyarrow_builds():
    pytest.importorskip("pyarrow")
    from corpuskit.write.arrow import arrow_schema

    said = FORMATS["arrow"](Article).splitlines()
    assert [line.partition(":")[0] for line in said] == arrow_schema().names
    assert [str(field.type) for field in arrow_schema()] == [
        line.partition(": ")[2].removesuffix(" not null") for line in said
    ]
