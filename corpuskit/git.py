"""What git knows of a folder: tracked files and their staged contents, and paths that changed.

Git is asked so that it neither waits nor runs anything: no prompt, pager, hook, filter, file monitor, lock or fetch.
Names that git gives and takes end in NUL. `GIT_DIR` and `GIT_INDEX_FILE` hold, as a hook sets them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Literal

from corpuskit.errors import CorpuskitError
from corpuskit.messages import show
from corpuskit.values import struct

Kind = Literal["file", "symlink", "submodule"]

TIMEOUT = 120  # seconds for one answer
_CHUNK = 200  # object names that fit into any pipe at once
_KINDS: dict[bytes, Kind] = {b"120000": "symlink", b"160000": "submodule"}
_EMPTY_BLOBS = (
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
)
_OPTIONS = ("core.fsmonitor=false", "core.hooksPath=/dev/null", "protocol.allow=never", "safe.bareRepository=explicit")
_ENVIRONMENT = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}
_DROPPED = (
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_EXTERNAL_DIFF",
)
_MISSING = "git is not installed"


@struct
class Tracked:
    """A path in the git index, relative to the root that was asked for.

    `size` is that of the staged contents, -1 where git has none (a submodule, an object that is not there).
    An unmerged path stands once.
    """

    path: str
    kind: Kind
    oid: str
    size: int = -1
    unmerged: bool = False


@struct
class Repository:
    """A repository, and where in it the root lies that was asked for."""

    program: str
    top: str
    folder: str
    below: str  # the root asked for, relative to the top, with a final slash; empty if it is the top

    def run(self, arguments: Iterable[str], given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
        """The finished process of one git command at the top of the work tree."""
        return _run(self.program, arguments, self.top, self.environment(), given)

    def environment(self) -> dict[str, str]:
        return _environment() | {"GIT_DIR": self.folder, "GIT_WORK_TREE": self.top}

    def answer(self, arguments: Iterable[str], given: bytes | None = None) -> bytes:
        """What one git command prints; CorpuskitError if it fails."""
        done = self.run(arguments, given)
        if done.returncode:
            raise CorpuskitError(f"git failed: {_first_line(done.stderr)}", "run `git status` to see what is wrong")
        return done.stdout

    def limit(self) -> list[str]:
        """Arguments that limit a command to the root."""
        return ["--", f":(top,literal){self.below}"] if self.below else ["--"]

    def names(self, output: bytes) -> list[str]:
        """The paths of a NUL-separated answer that lie below the root, relative to it."""
        paths = (os.fsdecode(name) for name in output.split(b"\0") if name)
        return [path[len(self.below) :] for path in paths if path.startswith(self.below)]


def tracked(root: Path) -> list[Tracked]:
    """The paths below `root` in the git index, sorted as git sorts them, with the size of their staged contents.

    A path that was only announced (`git add --intent-to-add`) is left out, as a commit leaves it out.
    CorpuskitError if there is no git or no repository.
    """
    repository = _require(root)
    found: dict[str, Tracked] = {}
    for record in repository.answer(["ls-files", "--stage", "-z", *repository.limit()]).split(b"\0"):
        if not record:
            continue
        about, _, name = record.partition(b"\t")
        mode, oid, stage = about.split(b" ")
        path = os.fsdecode(name)[len(repository.below) :]
        if path not in found or stage == b"2":
            kind = _KINDS.get(mode, "file")
            found[path] = Tracked(path, kind, oid.decode("ascii"), unmerged=stage != b"0")
    if any(file.oid in _EMPTY_BLOBS for file in found.values()):
        announced = repository.answer(["diff-files", "--name-only", "--diff-filter=A", "-z", *repository.limit()])
        for path in repository.names(announced):
            found.pop(path, None)
    return _sized(repository, list(found.values()))


def _sized(repository: Repository, files: list[Tracked]) -> list[Tracked]:
    asked = "".join(f"{file.oid}\n" for file in files).encode("ascii")
    lines = repository.answer(
        ["cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)"], asked
    ).splitlines()
    sized = []
    for file, line in zip(files, lines, strict=True):
        parts = line.split(b" ")
        sized.append(replace(file, size=int(parts[2])) if len(parts) == 3 and parts[1] == b"blob" else file)
    return sized


def contents(root: Path, files: Iterable[Tracked]) -> Iterator[bytes]:
    """The staged contents of `files`, one by one in their order; CorpuskitError if git does not have one."""
    repository = _require(root)
    arguments = [repository.program, *_configured(), "cat-file", "--batch"]
    process = subprocess.Popen(
        arguments,
        cwd=repository.top,
        env=repository.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process:
        assert process.stdin and process.stdout
        try:
            waiting = list(files)
            for at in range(0, len(waiting), _CHUNK):
                chunk = waiting[at : at + _CHUNK]
                process.stdin.write("".join(f"{file.oid}\n" for file in chunk).encode("ascii"))
                process.stdin.flush()
                for file in chunk:
                    yield _blob(process, process.stdout, file)
        except BrokenPipeError as error:
            raise CorpuskitError("git stopped while it was read", "run `git fsck`") from error
        finally:
            process.kill()


def _blob(process: subprocess.Popen[bytes], output: IO[bytes], file: Tracked) -> bytes:
    watchdog = threading.Timer(TIMEOUT, process.kill)
    watchdog.start()
    try:
        line = output.readline()
        parts = line.split()
        size = int(parts[2]) if len(parts) == 3 and parts[1] == b"blob" else -1
        data = output.read(size + 1)
    finally:
        watchdog.cancel()
    if line and size < 0:
        raise CorpuskitError(f"git has no contents for {show(file.path)}", "run `git fsck`")
    if not line or len(data) != size + 1:
        raise CorpuskitError("git stopped while it was read", "run `git fsck`")
    return data[:-1]


def changed_since(root: Path, revision: str) -> set[str]:
    """The paths below `root` that are not as they were where this branch left `revision`.

    Staged, unstaged and untracked changes count, deleted paths too. CorpuskitError if there is no such revision.
    """
    repository = _require(root)
    hint = "name a commit, a branch or a tag that is here; a shallow clone has few"
    if not revision or revision.startswith("-") or not revision.isprintable():
        raise CorpuskitError(f"{show(revision)!r} is no revision", hint)
    found = repository.run(["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"])
    commit = found.stdout.decode("ascii", "replace").strip()
    if found.returncode or not commit:
        raise CorpuskitError(f"git knows no revision {show(revision)}", hint)
    common = repository.run(["merge-base", commit, "HEAD"])
    base = common.stdout.decode("ascii", "replace").strip() if not common.returncode else commit
    limit = repository.limit()
    commands = (
        [
            "diff-index",
            "--cached",
            "--ignore-submodules=all",
            "--name-only",
            "--no-renames",
            "--no-ext-diff",
            "-z",
            base,
            *limit,
        ],
        ["diff-files", "--name-only", "--no-renames", "--no-ext-diff", "--ignore-submodules=all", "-z", *limit],
        ["ls-files", "--others", "--exclude-standard", "-z", *limit],
    )
    return {path for command in commands for path in repository.names(repository.answer(command))}


def _require(root: Path) -> Repository:
    repository = find(root)
    if repository is None:
        if _program() is None:
            raise CorpuskitError(_MISSING, "install git, or read the files from the disk")
        raise CorpuskitError(f"{show(str(root))} is in no git repository", "run `git init`, or read from the disk")
    return repository


def find(root: Path) -> Repository | None:
    """The repository that `root` lies in; None where there is no git, no repository, or git refuses it."""
    program = _program()
    if program is None or not root.is_dir():
        return None
    given = os.environ.get("GIT_DIR") or os.environ.get("GIT_WORK_TREE")
    try:
        start = os.getcwd() if given else str(root)
    except OSError:
        return None
    done = _run(program, ["rev-parse", "--show-toplevel", "--absolute-git-dir"], start, _environment(), None)
    lines = done.stdout.split(b"\n")
    if done.returncode or len(lines) != 3:
        return None
    top, folder = os.path.realpath(os.fsdecode(lines[0])), os.fsdecode(lines[1])
    place = os.path.realpath(root)
    if place == top:
        return Repository(program, top, folder, "")
    inside = place.startswith(top.rstrip("/") + "/")
    return Repository(program, top, folder, f"{os.path.relpath(place, top)}/") if inside else None


def _program() -> str | None:
    program = shutil.which("git")
    return program if program and os.path.isabs(program) else None


def _configured() -> list[str]:
    return ["--no-pager", *(word for option in _OPTIONS for word in ("-c", option))]


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _DROPPED}
    return kept | _ENVIRONMENT


def _run(
    program: str, arguments: Iterable[str], folder: str, environment: dict[str, str], given: bytes | None
) -> subprocess.CompletedProcess[bytes]:
    command = [program, *_configured(), *arguments]
    try:
        return subprocess.run(
            command, cwd=folder, env=environment, input=given or b"", capture_output=True, timeout=TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise CorpuskitError(f"git did not answer in {TIMEOUT} seconds", "try again, or read from the disk") from error
    except OSError as error:
        raise CorpuskitError(f"git cannot be run: {error.strerror}", "read the files from the disk") from error


def _first_line(message: bytes) -> str:
    return show(message.decode("utf-8", "replace").strip().split("\n")[0]) or "it says nothing"


def tracks(folder: Path) -> bool:
    """Whether git tracks anything in `folder`: then it came with the files, from whoever sent them."""
    repository = find(folder.parent)
    if repository is None:
        return False
    name = f"{repository.below}{folder.name}"
    return bool(repository.answer(["ls-files", "-z", "--", f":(top,literal){name}"]))
