"""What several verbs share: options, settings, the plan, messages."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Self

from corpuskit import files
from corpuskit.errors import CorpuskitError
from corpuskit.findings import Located
from corpuskit.messages import flood, show
from corpuskit.report.formats import place
from corpuskit.run.roots import Root
from corpuskit.run.store import Disk, Staged, Store
from corpuskit.settings import PROFILES, Loaded, default, find, load

if TYPE_CHECKING:
    from corpuskit.run.kept import Held
    from corpuskit.run.outcome import Outcome
    from corpuskit.run.records import BadRecord


STDIN = "-"


class Parser(argparse.ArgumentParser):
    """argparse whose errors are ours: one line and a hint, exit 2."""

    def error(self, message: str) -> NoReturn:
        raise CorpuskitError(message, f"{self.prog} --help tells the options")


def parser(verb: str, about: str) -> Parser:
    """A parser for one verb with the options that all have."""
    made = Parser(prog=f"corpuskit {verb}", description=about, allow_abbrev=False)
    made.add_argument("--config", metavar="FILE", help="read the settings from FILE")
    made.add_argument("--isolated", action="store_true", help="use the default settings, whatever files are there")
    return made


def add_profile(made: argparse.ArgumentParser) -> None:
    """The option that overrides the `profile` setting."""
    made.add_argument("--profile", choices=PROFILES, help="how much boilerplate to remove")


def add_cache(made: argparse.ArgumentParser) -> None:
    """The option that leaves the cache alone."""
    made.add_argument(
        "--no-cache", dest="cache", action="store_false", help="do all files anew, and keep nothing for the next run"
    )


def add_naming(made: argparse.ArgumentParser) -> None:
    """The options that name files beside those named one by one."""
    made.add_argument("--files-from", metavar="FILE", help="more paths, one a line or NUL-separated; - reads them")
    made.add_argument("--force-exclude", action="store_true", help="`exclude` holds for named files, too")


def named(options: argparse.Namespace) -> list[str]:
    """What was named on the command line and in the file of `--files-from`."""
    paths: list[str] = list(options.paths)
    if options.files_from == STDIN:
        data = sys.stdin.buffer.read()
    elif options.files_from:
        data = files.contents(Path(options.files_from))
    else:
        return paths
    names = data.split(b"\0") if b"\0" in data else data.splitlines()
    return paths + [os.fsdecode(name) for name in names if name.strip()]


def add_store(made: argparse.ArgumentParser) -> None:
    """The option that says whether to read the disk or the git index."""
    made.add_argument(
        "--read-from",
        choices=("disk", "git-index"),
        default="disk",
        help="git-index: read the files and contents that are staged for the next commit",
    )


def store(options: argparse.Namespace, loaded: Loaded) -> Store:
    """Where to read from."""
    if getattr(options, "read_from", "disk") == "git-index":
        return Staged()
    if not getattr(options, "cache", False):
        return Disk()
    from corpuskit.run.cached import trusted

    return Disk(trusted(loaded))


def settings(options: argparse.Namespace, paths: Sequence[str] = ()) -> Loaded:
    """The settings in force for the named paths, with what the command line overrides."""
    if options.isolated:
        loaded = default(_start(paths))
    elif options.config:
        loaded = load(Path(options.config))
    else:
        loaded = find(_start(paths))
    profile = getattr(options, "profile", None)
    return replace(loaded, settings=replace(loaded.settings, profile=profile)) if profile else loaded


def _start(paths: Sequence[str]) -> Path:
    return files.absolute(paths[0]) if paths else files.here()


def say(text: str) -> None:
    """One message on stderr; where nobody can hear it, the work goes on."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            print(text, file=sys.stderr)


def counted(number: int, what: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def shown_path(root: Root, path: str) -> str:
    """A path of a root as a user would name it, relative to the working folder where that is shorter."""
    whole = os.path.join(root.folder, path)
    try:
        near = os.path.relpath(whole)
    except (OSError, ValueError):
        return whole
    return whole if near.startswith("..") else near


def located(root: Root, outcome: Outcome) -> Iterator[Located]:
    """The findings of an outcome, with paths as a user would name them."""
    for finding in outcome.findings:
        yield at(root, finding)


def at(root: Root, finding: Located) -> Located:
    """A finding with its path as a user would name it."""
    return replace(finding, path=shown_path(root, finding.path), mark=finding.key.partition(":")[2])


def line_of(finding: Located) -> str:
    """path:line:column: severity code message, escaped."""
    return f"{place(finding)}: {finding.severity} {finding.code} {show(finding.message)}"


def say_settings(loaded: Loaded, roots: Sequence[Root]) -> None:
    """Settings that lie inside a corpus came with its files: whoever relies on the gate should see them."""
    file = loaded.file
    if file and loaded.given and any(root.folder in files.absolute(str(file)).parents for root in roots):
        say(f"settings inside the corpus, {show(file)}: {show(', '.join(loaded.given))}")


def print_bad(name: str, found: Iterable[BadRecord]) -> int:
    """Print what is wrong with the lines of a file of records; how much it is."""
    bad = list(found)
    lines = (f"{show(name)}:{b.line}: {f'{show(b.field)}: ' if b.field else ''}{show(b.message)}" for b in bad)
    for line in flood(lines, "faults"):
        print(line)
    return len(bad)


class Progress:
    """One line on a terminal: files, MB/s and time left, once a run takes longer than a second; nothing in CI or a hook.

    It is told of each file that is done, and takes the line away at the end of its `with` block.
    """

    def __init__(self, total: int, *, quiet: bool = False) -> None:
        self.total = total
        self.done = self.size = 0
        self.started = self.last = time.monotonic()
        quiet = quiet or any(os.environ.get(name) for name in ("CI", "PRE_COMMIT"))
        self.on = sys.stderr is not None and sys.stderr.isatty() and not quiet

    def __call__(self, outcome: Outcome | Held) -> None:
        """Count one file, or unchanged neighbours."""
        self.done += outcome.count
        self.size += outcome.size
        now = time.monotonic()
        if self.on and now - self.started > 1 and now - self.last > 0.2:
            self.last = now
            seconds = now - self.started
            left = seconds * (self.total - self.done) / self.done
            speed = self.size / 1e6 / seconds
            sys.stderr.write(f"\r\x1b[K{self.done}/{self.total} files, {speed:.1f} MB/s, {left:.0f} s left")
            sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        if self.on and self.last > self.started:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
