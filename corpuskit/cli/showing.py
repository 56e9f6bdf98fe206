"""Findings on standard output in the format that was asked for, counts on standard error, a summary for a workflow."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from corpuskit import outputs
from corpuskit.cli.common import counted, say
from corpuskit.findings import Located, Severity
from corpuskit.report.formats import FORMATS, job_summary

ORDER: tuple[Severity, ...] = ("note", "warning", "error")


def show_findings(found: Sequence[Located], options: argparse.Namespace, count: int) -> None:
    """Print the findings of `count` files."""
    if options.output_format in ("full", "concise"):
        _for_people(found, options)
    else:
        for line in FORMATS[options.output_format](found):
            print(line)
    if options.output_format == "github" and os.environ.get("GITHUB_STEP_SUMMARY"):
        text = "".join(f"{line}\n" for line in job_summary(found))
        outputs.append(Path(os.environ["GITHUB_STEP_SUMMARY"]), text.encode("utf-8", "backslashreplace"))
    if options.statistics:
        _statistics(found)
    if options.output_format in ("full", "concise", "github") and not options.quiet:
        levels = Counter(f.severity for f in found)
        say(f"{counted(count, 'file')}: " + ", ".join(counted(levels[level], level) for level in reversed(ORDER)))


def _for_people(found: Sequence[Located], options: argparse.Namespace) -> None:
    """One by one what `--show` asks for, the rest as counts."""
    least = ORDER.index(options.show)
    for line in FORMATS[options.output_format]([f for f in found if ORDER.index(f.severity) >= least]):
        print(line)
    hidden = Counter(f.code for f in found if ORDER.index(f.severity) < least)
    if not options.quiet:
        for code, times in sorted(hidden.items()) if not options.statistics else ():
            print(f"{code}: {times} {_name(code)}")
        if hidden:
            level = min((f.severity for f in found), key=ORDER.index)
            lists = f"{counted(sum(hidden.values()), level)}: --show {level}s lists them"
            print(f"{lists}, corpuskit rule CODE tells what each is about")


def _statistics(found: Sequence[Located]) -> None:
    """Findings by rule, the most frequent first."""
    counts = Counter((f.code, f.severity) for f in found)
    for (code, severity), times in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        say(f"{times:>7} {code:<8} {severity:<8} {_name(code)}")


def _name(code: str) -> str:
    from corpuskit.report.machine import names

    return names().get(code, "")
