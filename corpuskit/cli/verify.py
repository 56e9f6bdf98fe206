"""corpuskit verify: the check that a receiver of records runs."""

from __future__ import annotations

from pathlib import Path

from corpuskit.cli.common import FLOOD, Parser, say
from corpuskit.files import show
from corpuskit.run.verifying import verify
from corpuskit.settings import Settings


def main(argv: list[str]) -> int:
    made = Parser(
        prog="corpuskit verify",
        description="Check records and the ledger beside them: schemas, sums, spans, that they restore their inputs.",
        allow_abbrev=False,
    )
    made.add_argument("records", metavar="RECORDS", help="a .jsonl or .parquet file that normalize wrote")
    made.add_argument("--seeds", metavar="DIR", help="also check that the inputs below DIR are still what they were")
    options = made.parse_args(argv)
    count = 0
    seeds = Path(options.seeds) if options.seeds else None
    for found in verify(Path(options.records), seeds, Settings().max_bytes):
        count += 1
        if count <= FLOOD:
            place = f"{show(options.records)}:{found.line}: "
            print(place + (f"{show(found.field)}: " if found.field else "") + show(found.message))
    if count > FLOOD:
        print(f"... and {count - FLOOD} more")
    say(f"{show(options.records)}: {count} faults" if count else f"{show(options.records)} holds")
    return int(bool(count))
