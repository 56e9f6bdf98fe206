"""corpuskit explain: a file line by line with the verdict on each."""

from __future__ import annotations

import os
import shutil
import sys

from corpuskit.cli.common import add_profile, at, line_of, parser, say, settings
from corpuskit.errors import CorpuskitError
from corpuskit.files import Unreadable, show
from corpuskit.findings import Located
from corpuskit.pipeline import process
from corpuskit.report.explain import Look, explain
from corpuskit.run.given import vouched
from corpuskit.run.outcome import is_binary
from corpuskit.run.roots import Root, gather, plan
from corpuskit.settings import Loaded


def main(argv: list[str]) -> int:
    made = parser("explain", "Print a file line by line with verdict, rule and reason.")
    made.add_argument("files", nargs="+", metavar="FILE")
    add_profile(made)
    options = made.parse_args(argv)
    loaded = settings(options, options.files)
    look = Look(max(60, min(shutil.get_terminal_size((110, 24)).columns, 160)), colours())
    for path in options.files:
        if os.path.isdir(path) and not os.path.islink(path):
            raise CorpuskitError(f"{show(path)} is a folder", "name a file: corpuskit check reports on folders")
    bad = 0
    for path in options.files:
        bad += _explain(gather([path], loaded)[0], loaded, look)
    return int(bool(bad))


def _explain(root: Root, loaded: Loaded, look: Look) -> int:
    """Print the one named file of a root; the number of errors, which are said instead."""
    errors = [Located(trouble.path, 0, 0, trouble.code, "error", trouble.message) for trouble in root.troubles]
    judging = plan(root, loaded, findings_only=True)
    known = vouched(root, loaded)
    for seed, data in root.store.read(root.named, loaded.settings.max_bytes):
        if isinstance(data, Unreadable):
            errors.append(Located(seed.path, 0, 0, data.code, "error", str(data)))
        elif is_binary(data, loaded.settings.encoding):
            errors.append(Located(seed.path, 0, 0, "IO103", "error", "is a binary file, not text"))
        else:
            for line in explain(process(data, seed.path, judging, known.get(seed.path)), look):
                print(line)
    for error in errors:
        say(line_of(at(root, error)))
    return len(errors)


def colours() -> bool:
    """Whether to colour standard output: NO_COLOR and FORCE_COLOR hold, else on a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
