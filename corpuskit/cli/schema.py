"""corpuskit schema: print a JSON Schema."""

from __future__ import annotations

import json

from corpuskit.cli.common import Parser
from corpuskit.errors import CorpuskitError


def main(argv: list[str]) -> int:
    made = Parser(
        prog="corpuskit schema", description="Print the JSON Schema of NAME, or write all.", allow_abbrev=False
    )
    made.add_argument("name", nargs="?", default="article", metavar="NAME", help="article (default) or ledger")
    made.add_argument(
        "--format", choices=("json", "arrow", "polars", "duckdb"), default="json", help="default: JSON Schema"
    )
    options = made.parse_args(argv)
    from corpuskit.article import MODELS, json_schema

    if options.name not in MODELS:
        raise CorpuskitError(f"no such schema: {options.name}", f"schemas: {', '.join(sorted(MODELS))}")
    if options.format != "json":
        from corpuskit.write.declared import FORMATS

        print(FORMATS[options.format](MODELS[options.name]))
        return 0
    print(json.dumps(json_schema(options.name), indent=2, sort_keys=True))
    return 0
