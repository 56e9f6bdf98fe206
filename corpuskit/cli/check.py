"""corpuskit check: report what is wrong with the files of a corpus, or fix it."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpuskit import outputs
from corpuskit.cli import config
from corpuskit.cli.common import (
    STDIN,
    Progress,
    add_cache,
    add_naming,
    add_profile,
    add_store,
    at,
    counted,
    named,
    parser,
    say,
    say_settings,
    settings,
    shown_path,
    store,
)
from corpuskit.cli.fixing import fix_root, fix_text
from corpuskit.cli.showing import ORDER, show_findings
from corpuskit.errors import CorpuskitError
from corpuskit.files import show
from corpuskit.findings import Located
from corpuskit.report.formats import FORMATS
from corpuskit.run import baseline
from corpuskit.run.checking import Wanted, check_root
from corpuskit.run.local import processors
from corpuskit.run.roots import Root, gather, since
from corpuskit.run.store import Piped
from corpuskit.settings import CHOICES, Loaded


def main(argv: list[str]) -> int:
    options = _options().parse_args(argv)
    if options.output_format == "auto":
        options.output_format = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "full"
    fixing = options.fix
    if options.unsafe_fixes and not (fixing or options.diff):
        say("--unsafe-fixes changes nothing without --fix; --diff shows what it would change")
    paths = _paths(options, fixing)
    loaded = settings(options, paths)
    if options.show_settings:
        return config.print_settings(loaded)
    roots = _roots(paths, options, loaded)
    if options.show_files:
        return _list(roots)
    wanted = _wanted(options, loaded)
    piped = STDIN in options.paths
    if piped and fixing and not options.diff:
        return _filter(roots[0], loaded, wanted, options)
    changed = 0
    if fixing or options.diff:
        changed = sum(fix_root(r, loaded, wanted, unsafe=options.unsafe_fixes, diff=options.diff) for r in roots)
        if changed and not options.diff:  # the files are no longer as they were looked at
            roots = _roots(paths, options, loaded)
    found = _find(roots, loaded, wanted, options)
    if options.write_baseline:
        outputs.refuse_output(Path(options.write_baseline), [seed.file for root in roots for seed in root.seeds])
        outputs.replace(Path(options.write_baseline), baseline.dump(found))
        say(f"{counted(len(found), 'finding')} known to {show(options.write_baseline)}")
        return 0
    whole = bool(roots) and all(root.whole for root in roots) and not options.since
    found = _unknown(found, loaded, options, [wanted] if whole else [])
    say_settings(loaded, roots)
    show_findings(found, options, sum(len(root.named) for root in roots))
    return int(_fails(found, loaded, options) or bool(changed and (options.exit_non_zero_on_fix or options.diff)))


def _fails(found: Sequence[Located], loaded: Loaded, options: argparse.Namespace) -> bool:
    least = ORDER.index(options.fail_on or loaded.settings.fail_on)
    return any(ORDER.index(finding.severity) >= least for finding in found)


def _paths(options: argparse.Namespace, fixing: bool) -> list[str]:
    """What was named on the command line, in the file of `--files-from`, or by `--stdin-filename`."""
    if fixing and options.read_from != "disk":
        raise CorpuskitError("a fix reads and writes the disk", "leave out --read-from")
    if STDIN in options.paths:
        if len(options.paths) > 1 or options.files_from:
            raise CorpuskitError("- is one text: no other path goes with it", "pipe the texts one by one")
        return [options.stdin_filename]
    return named(options)


def _roots(paths: Sequence[str], options: argparse.Namespace, loaded: Loaded) -> list[Root]:
    if options.files_from and not paths:
        return []
    place = store(options, loaded)
    if STDIN in options.paths:
        place = Piped(Path(paths[0]), sys.stdin.buffer.read(loaded.settings.max_bytes + 1))
    roots = gather(paths, loaded, place, force_exclude=options.force_exclude)
    if options.since:
        roots = [since(root, options.since) for root in roots]
    if options.verbose:
        say(f"settings: {show(loaded.file) if loaded.file else 'the defaults'}")
        for root in roots:
            say(
                f"root {show(shown_path(root, ''))}: {counted(len(root.named), 'file')} to read, {len(root.seeds)} below it"
            )
    return roots


def _list(roots: Sequence[Root]) -> int:
    for root in roots:
        for seed in root.named:
            print(show(shown_path(root, seed.path)))
    return 0


def _find(roots: Sequence[Root], loaded: Loaded, wanted: Wanted, options: argparse.Namespace) -> list[Located]:
    jobs = options.jobs or processors()
    with Progress(sum(len(root.named) for root in roots), quiet=options.quiet) as progress:
        return [
            at(root, f)
            for root in roots
            for f in check_root(root, loaded, jobs, cache=options.cache, progress=progress)
            if wanted(root.folder, f)
        ]


def _filter(root: Root, loaded: Loaded, wanted: Wanted, options: argparse.Namespace) -> int:
    """Standard input fixed to standard output; what is left of findings only counts."""
    data = fix_text(root, loaded, wanted, unsafe=options.unsafe_fixes)
    after = replace(root, store=Piped(root.named[0].file, data)) if root.named else root
    return int(_fails(_find([after], loaded, wanted, options), loaded, options))


def _unknown(
    found: Sequence[Located], loaded: Loaded, options: argparse.Namespace, whole: Sequence[Wanted]
) -> list[Located]:
    """The findings that neither the baseline nor the settings know; what they know in vain is said.

    That needs a `whole` corpus and all rules: else what was not looked at would seem to be gone.
    """
    known = baseline.load(Path(options.baseline)) if options.baseline else Counter()
    found, unused, gone = baseline.unknown(found, known, loaded.settings.suppress)
    for wanted in whole:
        for key in unused:
            if wanted.code(key.partition(":")[0]):
                say(f"unused suppression: {show(key)}")
        gone = [key for key in gone if wanted.code(key.partition(":")[0])]
        if gone:
            say(f"{counted(len(gone), 'finding')} of {show(options.baseline)} gone: --write-baseline renews it")
    return found


def _wanted(options: argparse.Namespace, loaded: Loaded) -> Wanted:
    inforce = loaded.settings
    chosen, more, ignore = (
        codes(",".join(getattr(inforce, name)), f"{loaded.file}: {name}: ")
        for name in ("select", "extend_select", "ignore")
    )
    per_file = tuple(
        (pattern, codes(",".join(ignored), f"{loaded.file}: per_file_ignores: "))
        for pattern, ignored in inforce.per_file_ignores
    )
    select = codes(options.select) or chosen
    if select:
        select += codes(options.extend_select) + more
    return Wanted(select, codes(options.ignore) + ignore, per_file, loaded.folder)


def _options() -> argparse.ArgumentParser:
    made = parser("check", "Report what is wrong with the files of a corpus, or fix it.")
    made.add_argument("paths", nargs="*", metavar="PATH", help="folders or files, or - for a text on standard input")
    _add_choice_of_files(made)
    made.add_argument("--fix", action="store_true", help="apply the safe repairs in place")
    made.add_argument("--unsafe-fixes", action="store_true", help="with --fix or --diff: boilerplate lines go, too")
    made.add_argument("--diff", action="store_true", help="show what a fix would change, and change nothing")
    made.add_argument("--exit-non-zero-on-fix", action="store_true", help="exit 1 when a file was changed")
    made.add_argument("--select", default="", metavar="CODES", help="only rules whose code begins so, by comma")
    made.add_argument("--extend-select", default="", metavar="CODES", help="these rules, too")
    made.add_argument("--ignore", default="", metavar="CODES", help="not the rules whose code begins so, by comma")
    made.add_argument("--baseline", metavar="FILE", help="report only findings that FILE does not know")
    made.add_argument("--write-baseline", metavar="FILE", help="write the findings of now to FILE")
    made.add_argument("--fail-on", choices=CHOICES["fail_on"], help="least severity that makes the exit code 1")
    made.add_argument("-j", "--jobs", type=int, default=0, metavar="N", help="worker processes")
    _add_output(made)
    add_store(made)
    add_profile(made)
    add_cache(made)
    return made


def _add_choice_of_files(made: argparse.ArgumentParser) -> None:
    add_naming(made)
    made.add_argument("--stdin-filename", default="stdin.txt", metavar="X", help="the name of the text that - reads")
    made.add_argument("--since", metavar="REV", help="only files that changed since this branch left REV")
    made.add_argument("--show-files", action="store_true", help="list the files that would be read, and end")
    made.add_argument("--show-settings", action="store_true", help="print the settings in force, and end")


def _add_output(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--show",
        type=lambda level: level.removesuffix("s"),
        choices=ORDER,
        default="warning",
        metavar="notes|warnings|errors",
        help="least severity shown one by one",
    )
    made.add_argument(
        "--output-format",
        choices=["auto", *sorted(FORMATS)],
        default="auto",
        help="auto: github inside Actions, else full",
    )
    made.add_argument("--statistics", action="store_true", help="count the findings of each rule")
    made.add_argument("-q", "--quiet", action="store_true", help="print findings alone")
    made.add_argument("-v", "--verbose", action="store_true", help="also say which settings and files are used")


def codes(text: str, where: str = "") -> tuple[str, ...]:
    """Codes or beginnings of codes from a list with commas; CorpuskitError if no rule has one, with `where` before it."""
    found = tuple(code.strip().upper() for code in text.split(",") if code.strip())
    if found:
        from corpuskit.rules.registry import EVERY

        known = [rule.code for rule in EVERY]
        for code in found:
            if not any(name.startswith(code) for name in known):
                raise CorpuskitError(f"{where}no rule begins with {code}", "corpuskit rule lists them all")
    return found
