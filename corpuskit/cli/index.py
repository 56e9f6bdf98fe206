"""corpuskit index: compare INDEX.md with the files present, write it, or export the list of files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

from corpuskit import files, outputs
from corpuskit.cli.common import (
    Progress,
    add_store,
    at,
    counted,
    line_of,
    parser,
    say,
    say_settings,
    settings,
    shown_path,
    store,
)
from corpuskit.errors import CorpuskitError
from corpuskit.files import Seed, show
from corpuskit.findings import Located
from corpuskit.messages import flood
from corpuskit.run import gate
from corpuskit.run.roots import Root, gather
from corpuskit.run.store import INDEX
from corpuskit.settings import Loaded

UNLISTED = ("IO101", "IO106")  # a folder that cannot be read or lies too deep
EXPORTS = ("bagit", "croissant", "datapackage", "sha256sums")


def main(argv: list[str]) -> int:
    options = _options().parse_args(argv)
    if options.write and (options.read_from != "disk" or options.export):
        raise CorpuskitError("--write reads the disk", "leave out the other options, and stage the index afterwards")
    if options.per_folder and not options.write:
        raise CorpuskitError("--per-folder goes with --write", "corpuskit index --write --per-folder")
    loaded = settings(options, options.paths)
    roots = gather(options.paths, loaded, store(options, loaded))
    say_settings(loaded, roots)
    if options.export:
        return _export(roots, loaded, options)
    if options.write:
        return max(_write(root, loaded, options) for root in roots)
    return max(_compare(root, loaded, quiet=options.quiet) for root in roots)


def _options() -> argparse.ArgumentParser:
    made = parser(
        "index", "Compare INDEX.md of each root with the files present, write it, or export the list of files."
    )
    made.add_argument("paths", nargs="*", metavar="DIR", help="corpus folders; default: the configured root")
    made.add_argument("--write", action="store_true", help="bring INDEX.md up to date; exits 0 also when it changed")
    made.add_argument(
        "--per-folder", action="store_true", help="with --write: one INDEX.md a folder, linked by the root's"
    )
    made.add_argument("--export", choices=EXPORTS, help="list the files for another tool, if INDEX.md matches them")
    made.add_argument(
        "-o", "--output", metavar="FILE", help="where to export to, default: standard output; bagit: a folder"
    )
    made.add_argument("-q", "--quiet", action="store_true", help="print findings alone")
    add_store(made)
    return made


def _compare(root: Root, loaded: Loaded, *, quiet: bool) -> int:
    present, unreadable = gate.entries(root, (), loaded.settings.max_bytes)
    found = [*_troubles(root), *unreadable, *gate.as_findings(gate.mismatches(gate.read_index(root), present))]
    bad = _print(root, found)
    where = show(shown_path(root, INDEX))
    if quiet:
        return int(bad)
    if bad:
        say(f"hint: corpuskit index --write {show(shown_path(root, ''))} brings {where} up to date")
    else:
        say(f"{where} matches {counted(len(present), 'file')}")
    return int(bad)


def _print(root: Root, found: Sequence[Located]) -> bool:
    """Print findings; whether there is an error among them."""
    for line in flood((line_of(at(root, finding)) for finding in found), "findings"):
        print(line)
    return any(finding.severity == "error" for finding in found)


def _troubles(root: Root) -> list[Located]:
    return [Located(trouble.path, 0, 0, trouble.code, "error", trouble.message) for trouble in root.troubles]


def _write(root: Root, loaded: Loaded, options: argparse.Namespace) -> int:
    """Write what changes; what a person must mend is printed, as is what could not be read."""
    from corpuskit.index.folders import write_all
    from corpuskit.run.cached import How, Pass
    from corpuskit.run.local import processors

    bad = _troubles(root)
    if any(finding.code in UNLISTED for finding in bad):
        _print(root, bad)
        say(f"{show(shown_path(root, INDEX))} was not written: what cannot be listed would lose its rows")
        return 1
    root = replace(root, named=root.seeds)
    with ExitStack() as stack:
        spool, *lines = (stack.enter_context(outputs.spool()) for _ in range(3))
        progress = stack.enter_context(Progress(len(root.named), quiet=options.quiet))
        going = stack.enter_context(closing(Pass(root, loaded, How(spool, processors(), progress=progress))))
        kept = [file.fileno() for file in lines]
        for outcome in going:
            bad += [finding for finding in outcome.findings if finding.severity == "error"]
            going.write(outcome, kept)
        present, _ = gate.entries(root, going.entries(), loaded.settings.max_bytes)
        going.save(kept, None)
    new = write_all(gate.indexes(root), present, pattern=root.pattern, per_folder=options.per_folder)
    for path, data in new.items():
        outputs.replace(root.folder / path, data)
        if not options.quiet:
            say(f"{show(shown_path(root, path))} written")
    known = {seed.path for seed in root.indexes}
    root = replace(root, indexes=(*root.indexes, *(Seed(root.folder, path) for path in new if path not in known)))
    left = gate.as_findings(gate.mismatches(gate.read_index(root), present))
    _print(root, [*bad, *(finding for finding in left if finding.severity == "error")])
    listed = {entry.path for entry in present}  # a binary file has a row and is no matter of the index
    wrong = any(finding.severity == "error" and finding.path not in listed for finding in [*bad, *left])
    where = show(shown_path(root, INDEX))
    if wrong:
        say(f"{where}: what is left has to be mended by hand")
    elif not options.quiet:
        say(f"{where} {'names' if new else 'is up to date:'} {counted(len(present), 'file')}")
    return int(wrong)


def _export(roots: Sequence[Root], loaded: Loaded, options: argparse.Namespace) -> int:
    from corpuskit.index.export import EXPORTS as BY_NAME

    if len(roots) != 1:
        raise CorpuskitError("--export takes one corpus folder", "name one")
    root = roots[0]
    present, unreadable = gate.entries(root, (), loaded.settings.max_bytes)
    index = gate.read_index(root)
    found = [*_troubles(root), *unreadable, *gate.as_findings(gate.mismatches(index, present))]
    if _print(root, [finding for finding in found if finding.severity == "error"]):
        say("nothing was exported: the index does not match")
        return 1
    titles = {row.path: row.cell("Title") for row in index.rows} if index else {}
    made = BY_NAME[options.export](root.source, [replace(e, title=titles.get(e.path, "")) for e in present])
    if options.export == "bagit":
        _bag(root, made, loaded, options.output)
        return 0
    (data,) = made.values()
    if options.output and options.output != "-":
        outputs.refuse_output(Path(options.output), [seed.file for seed in root.seeds])
        outputs.replace(Path(options.output), data)
    else:
        sys.stdout.flush()
        outputs.write_all(1, data)
    return 0


def _bag(root: Root, tags: dict[str, bytes], loaded: Loaded, output: str | None) -> None:
    """A bag with a copy of the corpus, in a folder that is not there yet."""
    if not output:
        raise CorpuskitError("a bag is a folder", "name one that is not there yet with -o")
    if files.below(Path(output), root.folder):
        raise CorpuskitError(f"{show(output)} lies in the corpus", "name a folder outside it with -o")
    files.new_folder(Path(output))
    for seed, data in root.store.read(root.seeds, loaded.settings.max_bytes):
        if isinstance(data, files.Unreadable):
            raise CorpuskitError(f"{show(seed.path)} {data}", "the bag is not whole: delete it")
        outputs.replace(Path(output) / "data" / seed.path, data)
    for name, data in tags.items():
        outputs.replace(Path(output) / name, data)
