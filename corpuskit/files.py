"""Walks, opens, limits: with `outputs.py` and `git.py` the only place that touches the disk."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase, translate
from operator import attrgetter
from pathlib import Path

from corpuskit.errors import CorpuskitError
from corpuskit.messages import show as show  # noqa: PLC0414 - its old home
from corpuskit.values import struct

MAX_DEPTH = 200
INDEX = "INDEX.md"
_KINDS = (
    (stat.S_ISLNK, "a symlink"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a FIFO"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@struct
class Seed:
    """A file of a corpus: its root, and its path below it with `/`, as the file system spells it.

    `status` is what a look at it from outside tells, empty if nobody looked: see `status`.
    """

    root: Path
    path: str
    status: str = ""

    @property
    def file(self) -> Path:
        return self.root / self.path


@struct
class Trouble:
    """A path that could not be read: the code of its kind, and why."""

    path: str
    code: str
    message: str


@struct
class Listing:
    """What stands below a folder, sorted: seeds, what stands in their way, and indexes of folders, `INDEX.md`."""

    seeds: list[Seed]
    troubles: list[Trouble]
    indexes: list[Seed]


def walk(root: Path, pattern: str = "*.txt") -> Listing:
    """All regular files below `root` whose name matches `pattern`, and what stands in the way.

    Folders whose name begins with a dot are left out. Symlinks are troubles, never followed.
    """
    found = Listing([], [], [])
    wanted = re.compile(translate(pattern)).match
    todo = [("", 0)]
    while todo:
        folder, depth = todo.pop()
        if depth > MAX_DEPTH:
            found.troubles.append(Trouble(folder, "IO106", f"more than {MAX_DEPTH} folders deep"))
            continue
        try:
            descriptor = os.open(root / folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                todo += [(path, depth + 1) for path in _take(root, folder, descriptor, wanted, found)]
            finally:
                os.close(descriptor)
        except OSError as error:
            found.troubles.append(Trouble(folder or ".", "IO101", f"cannot be read: {reason(error)}"))
    plain = all(seed.path.isascii() for seed in found.seeds)  # then their bytes sort as they do
    found.seeds.sort(key=attrgetter("path") if plain else lambda s: sort_key(s.path))
    found.troubles.sort(key=lambda t: sort_key(t.path))
    found.indexes.sort(key=lambda s: sort_key(s.path))
    return found


def _take(root: Path, folder: str, descriptor: int, wanted: Callable[[str], object], found: Listing) -> Iterator[str]:
    """Add what stands in an open folder to `found`; the folders in it. A look from an open folder needs no path."""
    above = f"{folder}/" if folder else ""
    with os.scandir(descriptor) as entries:
        listed = list(entries)
    for entry in listed:
        name = entry.name
        if name == INDEX and entry.is_file(follow_symlinks=False):
            found.indexes.append(Seed(root, above + name))
        match = wanted(name)
        try:
            at_once = entry.stat(follow_symlinks=False) if match else None
        except OSError:
            at_once = None
        if at_once and stat.S_ISREG(at_once.st_mode) and name.isascii():  # as nearly all are
            found.seeds.append(Seed(root, above + name, status(at_once)))
        elif match or entry.is_symlink():
            seen = _entry(entry, above + name, bool(match), descriptor)
            if isinstance(seen, Trouble):
                found.troubles.append(seen)
            elif seen:
                found.seeds.append(Seed(root, above + name, seen))
        elif entry.is_dir(follow_symlinks=False) and not name.startswith("."):
            yield above + name


def sort_key(path: str) -> bytes:
    """Paths sort by their bytes, on every machine alike."""
    return os.fsencode(path)


def _entry(entry: os.DirEntry[str], path: str, wanted: bool, folder: int) -> str | Trouble:
    """The status of a regular file, or what is in the way of one; empty for a symlink that nobody asked for."""
    try:
        seen = entry.stat(follow_symlinks=False)
        if stat.S_ISLNK(seen.st_mode) and not wanted and _leads_to_file(entry.name, folder):
            return ""
    except OSError as error:
        return Trouble(path, "IO101", f"cannot be read: {reason(error)}")
    if not stat.S_ISREG(seen.st_mode):
        return Trouble(path, "IO102", f"is {kind(seen.st_mode)}, not a regular file")
    if not entry.name.isascii():
        try:
            entry.name.encode("utf-8")
        except UnicodeEncodeError:
            return Trouble(path, "IO105", "its name is not UTF-8")
    return status(seen)


def _leads_to_file(name: str, folder: int) -> bool:
    try:
        return stat.S_ISREG(os.stat(name, dir_fd=folder).st_mode)
    except OSError:
        return False


def status(seen: os.stat_result) -> str:
    """What tells without reading whether a file changed: size, times of contents and of inode in ns, and inode."""
    return f"{seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns} {seen.st_ino}"


def kind(mode: int) -> str:
    """What a mode says a path is, in words."""
    return next((name for test, name in _KINDS if test(mode)), "something else")


def reason(error: OSError) -> str:
    """The system's reason in the same words everywhere."""
    return os.strerror(error.errno) if error.errno else str(error)


class Unreadable(Exception):
    """A file that cannot be taken as it is; `code` is the rule, the text the reason."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def read(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes, from one opening; Unreadable says why not.

    Never blocks on a FIFO, never follows a symlink; a file that changes while it is read is refused.
    """
    descriptor = open_regular(path)
    try:
        before = os.fstat(descriptor)
        if before.st_size > limit:
            raise Unreadable("IO104", f"has {before.st_size:,} bytes, more than the limit of {limit:,}")
        data = _read_all(descriptor, before.st_size)
        after = os.fstat(descriptor)
        if len(data) != before.st_size or _signature(before) != _signature(after):
            raise Unreadable("IO107", "changed while it was read")
        return data
    except OSError as error:
        raise Unreadable("IO101", f"cannot be read: {reason(error)}") from error
    finally:
        os.close(descriptor)


def open_regular(path: Path) -> int:
    """A descriptor of a regular file, to read from; Unreadable where it is something else, without waiting for it."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise Unreadable("IO102", "is a symlink, not a regular file") from error
        raise Unreadable("IO101", f"cannot be read: {reason(error)}") from error
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        raise Unreadable("IO102", f"is {kind(mode)}, not a regular file")
    return descriptor


def read_below(seed: Seed, limit: int, known: set[str]) -> bytes:
    """As `read`, for a file of a corpus: no folder between its root and it may be a symlink.

    `known` are folders below the root that are none; it is added to.
    """
    folder = seed.path.rpartition("/")[0]
    while folder and folder not in known:
        if os.path.islink(seed.root / folder):
            raise Unreadable("IO102", f"lies behind the symlink {show(folder)}")
        known.add(folder)
        folder = folder.rpartition("/")[0]
    return read(seed.file, limit)


def rows(path: Path, limit: int) -> Iterator[bytes]:
    """The lines of a file that a user named, each cut behind `limit` + 1 bytes; `.gz` is unpacked as it is read."""
    with open(path, "rb") as file:
        readline = file.readline
        if path.suffix == ".gz":
            import gzip

            readline = gzip.GzipFile(fileobj=file).readline
        while line := readline(limit + 1):
            yield line


def here() -> Path:
    """The working folder; CorpuskitError where it is gone."""
    try:
        return Path.cwd()
    except OSError as error:
        raise CorpuskitError("the working folder is gone", "change to one that exists, or name whole paths") from error


def absolute(path: str) -> Path:
    """The whole path of a named one, symlinks and all; CorpuskitError where the working folder is gone."""
    return Path(os.path.normpath(path)) if os.path.isabs(path) else Path(os.path.normpath(here() / path))


def contents(path: Path) -> bytes:
    """All bytes of a file that a user named, also of a pipe; CorpuskitError if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CorpuskitError(f"{show(path)} cannot be read: {reason(error)}") from error


def _read_all(descriptor: int, size: int) -> bytes:
    parts = []
    left = size + 1
    while left > 0:
        part = os.read(descriptor, left)
        if not part:
            break
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _signature(status: os.stat_result) -> tuple[int, ...]:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_nlink


def inside(path: str) -> bool:
    """Whether a relative path with `/` names something below its folder on every system, whatever it is joined to."""
    parts = path.split("/")
    bad = any(part in ("", ".", "..") for part in parts) or "\\" in path or "\0" in path
    return not (bad or (parts[0][:1].isalpha() and parts[0][1:2] == ":") or parts[0].startswith("~"))


def matches(path: str, patterns: Sequence[str], below: str = "") -> bool:
    """Whether one of the globs names a path, a folder above it, or the bare name of either.

    `below` is where the path's root lies, with a final slash: a pattern may begin there, too.
    """
    parts = path.split("/")
    heads = ["/".join(parts[: n + 1]) for n in range(len(parts))]
    texts = dict.fromkeys((*parts, *heads, *(below + head for head in heads if below), below.rstrip("/")))
    return any(fnmatchcase(text, pattern.rstrip("/")) for pattern in patterns for text in texts if text)


def below(folder: Path, top: Path) -> str:
    """The path of `folder` below `top` with a final slash; empty if it is `top` or lies elsewhere."""
    near = os.path.relpath(os.path.abspath(folder), os.path.abspath(top))
    return "" if near == "." or near.startswith("..") else f"{near}/"


def tracked(folder: Path) -> bool | None:
    """Whether git tracks anything in `folder`, as the bytes of its index tell; None where only git can tell."""
    place = os.path.realpath(folder)
    top = os.path.dirname(place)
    while not os.path.lexists(os.path.join(top, ".git")):
        if top == os.path.dirname(top):
            return False
        top = os.path.dirname(top)
    try:
        with open(os.path.join(top, ".git", "index"), "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return False
    except OSError:
        return None
    plain = data[4:8] in (b"\0\0\0\2", b"\0\0\0\3") and "GIT_INDEX_FILE" not in os.environ
    return os.fsencode(os.path.relpath(place, top)) + b"/" in data if plain else None


def new_folder(path: Path) -> None:
    """Make a folder; CorpuskitError if there is something already, or it cannot be made."""
    try:
        path.mkdir(parents=True)
    except OSError as error:
        raise CorpuskitError(f"{show(path)}: {reason(error)}", "name a folder that is not there yet") from error


def identity(path: str) -> str:
    """The id of a seed: its path below the root without suffix."""
    stem, _, suffix = path.rpartition(".")
    return stem if stem and suffix and "/" not in suffix and not stem.endswith("/") else path


def size(path: Path) -> int:
    """The size of a file in bytes; 0 if it cannot be told."""
    try:
        return os.lstat(path).st_size
    except OSError:
        return 0
