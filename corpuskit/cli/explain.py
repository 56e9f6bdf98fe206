"""corpuskit explain: a file line by line with the verdict on each, or what one rule did over a corpus."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence

from corpuskit.cli.common import add_profile, at, counted, line_of, parser, say, settings, shown_path
from corpuskit.corpus.audit import Sample
from corpuskit.errors import CorpuskitError
from corpuskit.files import Unreadable, show
from corpuskit.findings import Located
from corpuskit.pipeline import process
from corpuskit.report.explain import Look, explain
from corpuskit.run.given import vouched
from corpuskit.run.outcome import refused
from corpuskit.run.roots import Root, gather, plan
from corpuskit.settings import Loaded

SAMPLE = 20
CUT = 300  # code points of a line that are shown


def main(argv: list[str]) -> int:
    made = parser(
        "explain", "Print a file line by line with verdict, rule and reason; or a sample of what one rule did."
    )
    made.add_argument("files", nargs="*", metavar="PATH", help="a file; with --rule also folders (default: the root)")
    made.add_argument("--rule", metavar="CODE", help="print lines that this rule took, from all over the corpus")
    made.add_argument("--sample", type=int, default=SAMPLE, metavar="N", help=f"how many lines (default: {SAMPLE})")
    add_profile(made)
    options = made.parse_args(argv)
    loaded = settings(options, options.files)
    if options.rule:
        sample = Sample(_code(options.rule), max(1, options.sample))
        return _audit(gather(options.files, loaded), loaded, sample)
    if not options.files:
        raise CorpuskitError("explain wants a file", "or --rule CODE, for what a rule did over a corpus")
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
        elif no_text := refused(data, loaded.settings.encoding):
            errors.append(Located(seed.path, 0, 0, no_text[0], "error", no_text[1]))
        else:
            for line in explain(process(data, seed.path, judging, known.get(seed.path)), look):
                print(line)
    for error in errors:
        say(line_of(at(root, error)))
    return len(errors)


def _code(text: str) -> str:
    from corpuskit.rules.registry import RULES

    found = [rule.code for rule in RULES if text.upper() == rule.code or text == rule.name]
    if not found:
        raise CorpuskitError(f"no rule that takes lines is called {show(text)}", "corpuskit rule lists them all")
    return found[0]


def _audit(roots: Sequence[Root], loaded: Loaded, sample: Sample) -> int:
    """Print lines that a rule took from the named files of the roots."""
    count = 0
    for root in roots:
        judging = plan(root, loaded, findings_only=True)
        known = vouched(root, loaded)
        for seed, data in root.store.read(root.named, loaded.settings.max_bytes):
            if not isinstance(data, Unreadable) and not refused(data, loaded.settings.encoding):
                count += 1
                sample.add(shown_path(root, seed.path), process(data, seed.path, judging, known.get(seed.path)))
    for found in sample.found():
        times = f"  x{found.times}" if found.times > 1 else ""
        print(f"{show(found.path)}:{found.line}: {show(found.text[:CUT])}{times}  {show(found.said)}")
    shown = len(sample.examples)
    said = f"{counted(shown, 'different line')} {'is' if shown == 1 else 'are'} shown"
    say(f"{sample.code} took {counted(sample.total, 'line')} in {counted(count, 'file')}; {said}")
    return 0


def colours() -> bool:
    """Whether to colour standard output: NO_COLOR and FORCE_COLOR hold, else on a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
