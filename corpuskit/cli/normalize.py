"""corpuskit normalize: a corpus to records and their ledger."""

from __future__ import annotations

import time
from pathlib import Path

from corpuskit.cli.common import (
    Progress,
    add_cache,
    add_naming,
    add_profile,
    at,
    counted,
    line_of,
    named,
    parser,
    say,
    say_settings,
    settings,
    shown_path,
    store,
)
from corpuskit.errors import CorpuskitError
from corpuskit.files import show
from corpuskit.language import backends
from corpuskit.messages import flood
from corpuskit.run.local import processors
from corpuskit.run.normalise import Job, Report, normalise
from corpuskit.run.roots import gather

BUSIEST = 5


def main(argv: list[str]) -> int:
    made = parser("normalize", "Turn a corpus into records and a ledger. Refuses unless INDEX.md matches the files.")
    made.add_argument("paths", nargs="*", metavar="PATH", help="folders or files; default: the configured root")
    made.add_argument("-o", "--output", required=True, metavar="FILE", help="FILE.jsonl, or - for standard output")
    made.add_argument("-j", "--jobs", type=int, default=0, metavar="N", help="worker processes (never changes a byte)")
    made.add_argument("--index", choices=("on", "off"), default="on", help="off: do not compare INDEX.md")
    made.add_argument("--keep-going", action="store_true", help="write the good records although a file has errors")
    made.add_argument("--allow-empty", action="store_true", help="a corpus without files is no error")
    add_naming(made)
    add_profile(made)
    add_cache(made)
    made.add_argument("-q", "--quiet", action="store_true", help="print errors alone")
    made.add_argument("-v", "--verbose", action="store_true", help="tell what took the time")
    options = made.parse_args(argv)
    if options.jobs < 0:
        raise CorpuskitError("-j takes a number of processes", "leave it out to use every processor")
    if not options.output:
        raise CorpuskitError("-o takes the name of a file", "-o articles.jsonl, or - for standard output")
    started = time.monotonic()
    paths = named(options)
    if options.files_from and not paths:
        raise CorpuskitError(
            f"{show(options.files_from)} names no file", "leave out --files-from to take the whole corpus"
        )
    loaded = settings(options, paths)
    output = None if options.output == "-" else Path(options.output)
    jobs = options.jobs or processors()
    roots = gather(paths, loaded, store(options, loaded), force_exclude=options.force_exclude)
    listed = time.monotonic() - started
    on, going, empty = options.index == "on", options.keep_going, options.allow_empty
    with Progress(sum(len(root.named) for root in roots), quiet=options.quiet) as progress:
        report = normalise(roots, loaded, Job(output, jobs, on, going, empty, options.cache, progress))
    _say_errors(report)
    say_settings(loaded, roots)
    if options.index == "off" and not options.quiet:
        say("the index gate is off: INDEX.md was not compared")
    if (note := backends.note()) and not options.quiet:
        say(note)
    if options.verbose:
        stages = {"start and look": listed, **report.took}
        say("took: " + ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in stages.items()))
    if not report.written:
        say(f"nothing was written to {show(options.output)}")
    elif not options.quiet:
        _summary(options.output, report, time.monotonic() - started)
    return 1 if report.errors else 0


def _say_errors(report: Report) -> None:
    for line in flood((line_of(at(root, finding)) for root, finding in report.errors), "errors"):
        say(line)
    folders = sorted({shown_path(root, "") or "." for root, f in report.errors if f.code.startswith("IDX")})
    for folder in folders:
        say(f"hint: corpuskit index --write {show(folder)} brings the index up to date; --index off skips the gate")


def _summary(output: str, report: Report, seconds: float) -> None:
    kept, moved, removed = report.lines
    busiest = ", ".join(f"{code} {count}" for code, count in sorted(report.rules.items(), key=_by_count)[:BUSIEST])
    say(
        f"{counted(report.files, 'record')} to {'standard output' if output == '-' else show(output)} in {seconds:.1f} s: {counted(kept, 'line')} kept, {moved} moved, {removed} removed"
    )
    if busiest:
        say(f"busiest rules: {busiest}")
    if report.warnings:
        say(f"{counted(report.warnings, 'warning')}: corpuskit check shows them")


def _by_count(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]
