"""corpuskit check: report what is wrong with the files of a corpus, or fix it."""

from __future__ import annotations

import argparse
import difflib
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from corpuskit import files
from corpuskit.cli.common import add_profile, add_store, at, counted, parser, say, settings, shown_path, store
from corpuskit.errors import CorpuskitError
from corpuskit.files import show
from corpuskit.findings import Located, Severity
from corpuskit.report.formats import FORMATS
from corpuskit.run import baseline
from corpuskit.run.checking import Wanted, check_root, fix, refresh_rows, write_fix
from corpuskit.run.local import processors
from corpuskit.run.roots import Root, gather, since
from corpuskit.settings import CHOICES, Loaded

ORDER: tuple[Severity, ...] = ("note", "warning", "error")


def main(argv: list[str]) -> int:
    options = _options().parse_args(argv)
    if options.output_format == "auto":
        options.output_format = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "full"
    loaded = settings(options, options.paths)
    fixing = options.fix or options.unsafe_fixes
    if fixing and options.read_from != "disk":
        raise CorpuskitError("a fix reads and writes the disk", "leave out --read-from")
    roots = gather(options.paths, loaded, store(options))
    if options.since:
        roots = [since(root, options.since) for root in roots]
    wanted = _wanted(options, loaded)
    changed = 0
    if fixing or options.diff:
        changed = sum(_fix(root, loaded, options, wanted) for root in roots)
    jobs = options.jobs or processors()
    found = [at(root, f) for root in roots for f in check_root(root, loaded, jobs) if wanted(f)]
    if options.write_baseline:
        files.replace(Path(options.write_baseline), baseline.dump(found))
        say(f"{counted(len(found), 'finding')} known to {show(options.write_baseline)}")
        return 0
    known = baseline.load(Path(options.baseline)) if options.baseline else Counter()
    found, unused = baseline.unknown(found, known, loaded.settings.suppress)
    for key in unused if not options.paths else ():
        say(f"unused suppression: {show(key)}")
    _print(found, options, sum(len(root.named) for root in roots))
    fail_on = options.fail_on or loaded.settings.fail_on
    failed = any(ORDER.index(f.severity) >= ORDER.index(fail_on) for f in found)
    return int(failed or bool(changed and (options.exit_non_zero_on_fix or options.diff)))


def _wanted(options: argparse.Namespace, loaded: Loaded) -> Wanted:
    inforce = loaded.settings
    select = codes(options.select) or inforce.select
    if select:
        select += codes(options.extend_select) + inforce.extend_select
    return Wanted(select, codes(options.ignore) + inforce.ignore, inforce.per_file_ignores)


def _options() -> argparse.ArgumentParser:
    made = parser("check", "Report what is wrong with the files of a corpus, or fix it.")
    made.add_argument("paths", nargs="*", metavar="PATH", help="folders or files; default: the configured root")
    made.add_argument("--fix", action="store_true", help="apply the safe repairs in place")
    made.add_argument("--unsafe-fixes", action="store_true", help="also delete boilerplate lines in place")
    made.add_argument("--diff", action="store_true", help="show what a fix would change, and change nothing")
    made.add_argument("--exit-non-zero-on-fix", action="store_true", help="exit 1 when a file was changed")
    made.add_argument("--show", choices=ORDER, default="warning", help="least severity shown one by one")
    made.add_argument(
        "--output-format",
        choices=["auto", *sorted(FORMATS)],
        default="auto",
        help="auto: github inside Actions, else full",
    )
    made.add_argument("--select", default="", metavar="CODES", help="only rules whose code begins so, by comma")
    made.add_argument("--extend-select", default="", metavar="CODES", help="these rules, too")
    made.add_argument("--baseline", metavar="FILE", help="report only findings that FILE does not know")
    made.add_argument("--write-baseline", metavar="FILE", help="write the findings of now to FILE")
    made.add_argument("--ignore", default="", metavar="CODES", help="not the rules whose code begins so, by comma")
    made.add_argument("--fail-on", choices=CHOICES["fail_on"], help="least severity that makes the exit code 1")
    made.add_argument("-j", "--jobs", type=int, default=0, metavar="N", help="worker processes")
    made.add_argument("--statistics", action="store_true", help="count the findings of each rule")
    made.add_argument("-q", "--quiet", action="store_true", help="print findings alone")
    made.add_argument("--since", metavar="REV", help="only files that changed since this branch left REV")
    add_store(made)
    add_profile(made)
    return made


def codes(text: str) -> tuple[str, ...]:
    """Codes or beginnings of codes from a list with commas; CorpuskitError if no rule has one."""
    found = tuple(code.strip().upper() for code in text.split(",") if code.strip())
    if found:
        from corpuskit.rules.registry import EVERY

        known = [rule.code for rule in EVERY]
        for code in found:
            if not any(name.startswith(code) for name in known):
                raise CorpuskitError(f"no rule begins with {code}", "corpuskit rule lists them all")
    return found


def _print(found: Sequence[Located], options: argparse.Namespace, count: int) -> None:
    if options.output_format != "full":
        for line in FORMATS[options.output_format](found):
            print(line)
        if options.statistics:
            _statistics(found)
        return
    least = ORDER.index(options.show)
    for line in FORMATS["full"]([f for f in found if ORDER.index(f.severity) >= least]):
        print(line)
    hidden = Counter(f.code for f in found if ORDER.index(f.severity) < least)
    if options.statistics:
        _statistics(found)
    elif not options.quiet:
        for code, times in sorted(hidden.items()):
            print(f"{code}: {times} {_name(code)}")
    if hidden and not options.quiet:
        print(
            f"{counted(sum(hidden.values()), 'note')}: --show note lists them, corpuskit rule CODE tells what each is about"
        )
    levels = Counter(f.severity for f in found)
    if not options.quiet or found:
        say(f"{counted(count, 'file')}: " + ", ".join(counted(levels[level], level) for level in reversed(ORDER)))


def _statistics(found: Sequence[Located]) -> None:
    """Findings by rule, the most frequent first."""
    counts = Counter((f.code, f.severity) for f in found)
    for (code, severity), times in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        say(f"{times:>7} {code:<8} {severity:<8} {_name(code)}")


def _name(code: str) -> str:
    from corpuskit.report.machine import names

    return names().get(code, "")


def _fix(root: Root, loaded: Loaded, options: argparse.Namespace, wanted: Wanted) -> int:
    written = []
    for fixed in fix(root, loaded, unsafe=options.unsafe_fixes, wanted=wanted):
        name = show(shown_path(root, fixed.seed.path))
        refused = fixed.refused
        if fixed.after != fixed.before:
            if options.diff:
                _diff(name, fixed.before, fixed.after)
            else:
                refused = write_fix(fixed)
            if not refused:
                written.append(fixed)
        if refused:
            say(f"{name}: not fixed: {refused}")
    if written and not options.diff:
        refresh_rows(root, written)
    if written:
        say(f"{counted(len(written), 'file')} " + ("would change" if options.diff else "fixed"))
    return len(written)


def _diff(name: str, before: bytes, after: bytes) -> None:
    old, new = (data.decode("utf-8", "backslashreplace").splitlines() for data in (before, after))
    for line in difflib.unified_diff(old, new, name, name, lineterm="", n=1):
        print(show(line))
