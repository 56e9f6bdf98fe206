"""corpuskit restore: the inputs back from records and their ledger, byte for byte."""

from __future__ import annotations

from pathlib import Path

from corpuskit.cli.common import Parser, counted, say
from corpuskit.files import show
from corpuskit.run.restoring import restore_all


def main(argv: list[str]) -> int:
    made = Parser(
        prog="corpuskit restore",
        description="Write the inputs back from RECORDS and the ledger beside it, byte for byte.",
        allow_abbrev=False,
    )
    made.add_argument("records", metavar="RECORDS", help="a .jsonl file that normalize wrote")
    made.add_argument("--to", required=True, metavar="DIR", help="where to write; made if it is missing")
    made.add_argument("--force", action="store_true", help="overwrite files that are there")
    options = made.parse_args(argv)
    count = restore_all(Path(options.records), Path(options.to), force=options.force)
    say(f"{counted(count, 'file')} restored to {show(options.to)}")
    return 0
