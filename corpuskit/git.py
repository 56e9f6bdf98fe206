"""What git knows of a folder: tracked files and their staged contents, ignored paths, paths that changed.

Git is asked so that it neither waits nor runs anything: no prompt, pager, hook, filter, file monitor, lock or fetch.
Names that git gives and takes end in NUL. `GIT_DIR` and `GIT_INDEX_FILE` hold, as a hook sets them.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
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
class _Repository:
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


def _sized(repository: _Repository, files: list[Tracked]) -> list[Tracked]:
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


def ignored(root: Path, paths: Iterable[str]) -> set[str]:
    """Which of `paths` (relative to `root`) git ignores; none where there is no git or no repository.

    A tracked path is never ignored.
    """
    return ask(root, paths)[0]


def ask(root: Path, paths: Iterable[str]) -> tuple[set[str], bool]:
    """As `ignored`, and whether git said that no rule speaks of a path: then it matters not which of them are tracked."""
    asked = list(paths)
    repository = _find(root) if asked else None
    if repository is None or _blocked(repository, asked):
        return set(), False
    given = os.fsencode("".join([f"./{repository.below}{path}\0" for path in asked]))
    # With its index, git compares every path with every tracked one.
    done = repository.run(["check-ignore", "--no-index", "-z", "--stdin"], given)
    if done.returncode > 1 or not done.stdout:
        return set(), done.returncode == 1
    start = len(f"./{repository.below}")
    found = {os.fsdecode(name)[start:] for name in done.stdout.split(b"\0") if name}
    return found - _known(repository, found), False


def rules(root: Path, folders: Iterable[str]) -> bytes:
    """A hash of all that says which paths in `folders` (relative to `root`) git ignores; empty where that is not clear.

    That is the name of the top, every `.gitignore` on the way, what the repository and the person exclude, and whether
    case counts.
    """
    repository = _find(root)
    if repository is None:
        return b""
    asked = ["config", "-z", "--type=path", "--get-regexp", r"^core\.(excludesfile|ignorecase)$"]
    said = repository.run(asked).stdout
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    own = [item.partition(b"\n")[2] for item in said.split(b"\0") if item.startswith(b"core.excludesfile\n")]
    outside = [os.fsdecode(own[-1]) if own else os.path.join(home, "git/ignore")]
    outside.append(os.fsdecode(repository.answer(["rev-parse", "--git-path", "info/exclude"])).rstrip("\n"))
    digest = hashlib.sha256(said + os.fsencode(f"{repository.top}\0{repository.folder}\0{repository.below}"))
    inside = [os.path.join(folder, ".gitignore") for folder in sorted(_on_the_way(repository, folders))]
    try:
        for name, follow in [*((name, True) for name in outside), *((name, False) for name in inside)]:
            path = os.path.join(repository.top, name)
            if not os.path.lexists(path):
                continue
            if not stat.S_ISREG(os.stat(path, follow_symlinks=follow).st_mode):
                return b""
            with open(path, "rb") as file:
                data = file.read()
            digest.update(os.fsencode(f"{name}\0{len(data)}\0"))
            digest.update(data)
    except OSError:
        return b""
    return digest.digest()


def _on_the_way(repository: _Repository, folders: Iterable[str]) -> set[str]:
    """All folders from the top of the repository to `folders`, relative to it."""
    found = {""}
    for folder in folders:
        folder = f"{repository.below}{folder}".rstrip("/")
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _blocked(repository: _Repository, paths: list[str]) -> bool:
    """Whether git would wait for ever: a `.gitignore` on the way to `paths` that is a FIFO or a device."""
    for folder in _on_the_way(repository, {path.rpartition("/")[0] for path in paths}):
        try:
            mode = os.lstat(os.path.join(repository.top, folder, ".gitignore")).st_mode
        except OSError:
            continue
        if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode) or stat.S_ISDIR(mode)):
            return True
    return False


def _known(repository: _Repository, paths: set[str]) -> set[str]:
    """Which of `paths` are tracked or lie inside a submodule."""
    links = []
    known = set()
    for record in repository.answer(["ls-files", "--stage", "-z", *repository.limit()]).split(b"\0"):
        path = os.fsdecode(record.partition(b"\t")[2])[len(repository.below) :]
        if record.startswith(b"160000 "):
            links.append(f"{path}/")
        elif path in paths:
            known.add(path)
    inside = tuple(links)
    return known | {path for path in paths if links and f"{path}/".startswith(inside)}


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


def _require(root: Path) -> _Repository:
    repository = _find(root)
    if repository is None:
        if _program() is None:
            raise CorpuskitError(_MISSING, "install git, or read the files from the disk")
        raise CorpuskitError(f"{show(str(root))} is in no git repository", "run `git init`, or read from the disk")
    return repository


def _find(root: Path) -> _Repository | None:
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
        return _Repository(program, top, folder, "")
    inside = place.startswith(top.rstrip("/") + "/")
    return _Repository(program, top, folder, f"{os.path.relpath(place, top)}/") if inside else None


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
    repository = _find(folder.parent)
    if repository is None:
        return False
    name = f"{repository.below}{folder.name}"
    return bool(repository.answer(["ls-files", "-z", "--", f":(top,literal){name}"]))
