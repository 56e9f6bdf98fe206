"""corpuskit verify: the check that a receiver of records runs."""

from __future__ import annotations

from pathlib import Path

from corpuskit.cli.common import Parser, counted, print_bad, say
from corpuskit.files import show
from corpuskit.run.verifying import verify


def main(argv: list[str]) -> int:
    made = Parser(
        prog="corpuskit verify",
        description="Check records and the ledger beside them: schemas, sums, spans, that they restore their inputs.",
        allow_abbrev=False,
    )
    made.add_argument("records", metavar="RECORDS", help="a .jsonl or .parquet file that normalize wrote")
    made.add_argument("--seeds", metavar="DIR", help="also check that the inputs below DIR are still what they were")
    options = made.parse_args(argv)
    seeds = Path(options.seeds) if options.seeds else None
    found = verify(Path(options.records), seeds)
    count = print_bad(options.records, found)
    say(f"{show(options.records)}: {counted(count, 'fault')}" if count else f"{show(options.records)} holds")
    return int(bool(count))
