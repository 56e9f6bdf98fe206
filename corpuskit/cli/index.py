"""corpuskit index: compare INDEX.md with the files present, or write it."""

from __future__ import annotations

from dataclasses import replace

from corpuskit import files
from corpuskit.cli.common import FLOOD, add_store, at, counted, line_of, parser, say, settings, shown_path, store
from corpuskit.errors import CorpuskitError
from corpuskit.files import show
from corpuskit.findings import Located
from corpuskit.run import gate
from corpuskit.run.roots import Root, gather, plan
from corpuskit.run.store import INDEX
from corpuskit.settings import Loaded


def main(argv: list[str]) -> int:
    made = parser("index", "Compare INDEX.md of each root with the files present, or write it.")
    made.add_argument("paths", nargs="*", metavar="DIR", help="corpus folders; default: the configured root")
    made.add_argument("--write", action="store_true", help="bring INDEX.md up to date; exits 0 also when it changed")
    add_store(made)
    options = made.parse_args(argv)
    if options.write and options.read_from != "disk":
        raise CorpuskitError("--write reads the disk", "leave out --read-from, and stage the index afterwards")
    loaded = settings(options, options.paths)
    roots = gather(options.paths, loaded, store(options))
    return max(_write(root, loaded) if options.write else _compare(root, loaded) for root in roots)


def _compare(root: Root, loaded: Loaded) -> int:
    present, unreadable = gate.entries(root, (), loaded.settings.max_bytes)
    found = [*_troubles(root), *unreadable, *gate.as_findings(gate.mismatches(gate.read_index(root), present))]
    for finding in found[:FLOOD]:
        print(line_of(at(root, finding)))
    if len(found) > FLOOD:
        print(f"... and {len(found) - FLOOD} more")
    bad = any(finding.severity == "error" for finding in found)
    where = show(shown_path(root, INDEX))
    if bad:
        say(f"hint: corpuskit index --write {show(shown_path(root, ''))} brings {where} up to date")
    else:
        say(f"{where} matches {counted(len(present), 'file')}")
    return int(bad)


def _troubles(root: Root) -> list[Located]:
    return [Located(trouble.path, 0, 0, trouble.code, "error", trouble.message) for trouble in root.troubles]


def _write(root: Root, loaded: Loaded) -> int:
    from corpuskit.index.writer import write
    from corpuskit.run.local import processors, run

    done = []
    bad = _troubles(root)
    for outcome in run(replace(root, named=root.seeds), plan(root, loaded), loaded.settings.max_bytes, processors()):
        bad += [finding for finding in outcome.findings if finding.severity == "error"]
        done.append(outcome.light())
    present, _ = gate.entries(root, done, loaded.settings.max_bytes)
    for finding in bad[:FLOOD]:
        say(line_of(at(root, finding)))
    path = root.folder / INDEX
    old = gate.index_bytes(root)
    new = write(old, present)
    if new == old:
        say(f"{show(shown_path(root, INDEX))} is up to date: {counted(len(present), 'file')}")
    else:
        files.replace(path, new)
        say(f"{show(shown_path(root, INDEX))} written: {counted(len(present), 'file')}")
    return int(bool(bad))
