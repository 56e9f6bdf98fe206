"""corpuskit schema: print a JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path

from corpuskit.cli.common import Parser, print_bad
from corpuskit.errors import CorpuskitError


def main(argv: list[str]) -> int:
    made = Parser(
        prog="corpuskit schema", description="Print the JSON Schema of NAME, or write all.", allow_abbrev=False
    )
    made.add_argument(
        "names", nargs="*", metavar="NAME", help="article (default), ledger or finding; with --check, files"
    )
    made.add_argument("--check", action="store_true", help="check each record of the named JSON lines files")
    made.add_argument(
        "--format", choices=("json", "arrow", "polars", "duckdb"), default="json", help="default: JSON Schema"
    )
    options = made.parse_args(argv)
    from corpuskit.article import MODELS, json_schema

    if options.check:
        return _check(options.names)
    name = (options.names or ["article"])[0]
    if name not in MODELS or len(options.names) > 1:
        raise CorpuskitError(f"no such schema: {' '.join(options.names)}", f"schemas: {', '.join(sorted(MODELS))}")
    if options.format != "json":
        from corpuskit.write.declared import FORMATS

        print(FORMATS[options.format](MODELS[name]))
        return 0
    print(json.dumps(json_schema(name), indent=2, sort_keys=True))
    return 0


def _check(names: list[str]) -> int:
    from corpuskit.run.records import validate

    if not names:
        raise CorpuskitError("--check needs a file", "corpuskit schema --check FILE...")
    return int(sum(print_bad(name, validate(Path(name))) for name in names) > 0)
