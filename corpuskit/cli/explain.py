"""corpuskit explain: a file line by line with the verdict on each."""

from __future__ import annotations

import os
import shutil
import sys

from corpuskit import files
from corpuskit.cli.common import add_profile, parser, settings
from corpuskit.errors import CorpuskitError
from corpuskit.files import Unreadable, show
from corpuskit.pipeline import process
from corpuskit.report.explain import Look, explain
from corpuskit.run.outcome import is_binary
from corpuskit.run.roots import gather, plan


def main(argv: list[str]) -> int:
    made = parser("explain", "Print a file line by line with verdict, rule and reason.")
    made.add_argument("files", nargs="+", metavar="FILE")
    add_profile(made)
    options = made.parse_args(argv)
    loaded = settings(options, options.files)
    look = Look(max(60, min(shutil.get_terminal_size((110, 24)).columns, 160)), colours())
    for path in options.files:
        if os.path.isdir(path):
            raise CorpuskitError(f"{show(path)} is a folder", "name a file: corpuskit check reports on folders")
        root = gather([path], loaded)[0]
        seed = root.named[0]
        try:
            data = files.read_below(seed, loaded.settings.max_bytes, set())
        except Unreadable as error:
            raise CorpuskitError(f"{show(path)} {error}") from error
        if is_binary(data, loaded.settings.encoding):
            raise CorpuskitError(f"{show(path)} is a binary file, not text")
        result = process(data, seed.path, plan(root, loaded, findings_only=True))
        for line in explain(result, look):
            print(line)
    return 0


def colours() -> bool:
    """Whether to colour standard output: NO_COLOR and FORCE_COLOR hold, else on a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
