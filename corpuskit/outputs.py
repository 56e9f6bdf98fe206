"""Outputs: whole or not at all, the old or the new at every instant. With `files.py` all that touches the disk."""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import stat
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from corpuskit.errors import CorpuskitError
from corpuskit.files import kind, reason, show

TEMPORARY = ".corpuskit-"  # how the names of our temporary files begin
PATIENCE = 30  # seconds that another run may take to put its outputs in place
_HINT = "name another output"
_PART = 1 << 20


def refuse_output(path: Path, inputs: Sequence[Path]) -> None:
    """CorpuskitError if `path` may not be written: a folder, a device, a FIFO, a symlink, an index or an input."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        mode = stat.S_IFREG
    except OSError as error:
        raise CorpuskitError(f"{show(path)}: {reason(error)}", _HINT) from error
    if not stat.S_ISREG(mode):
        raise CorpuskitError(f"{show(path)} is {kind(mode)}, not a regular file", _HINT)
    if path.name == "INDEX.md":
        raise CorpuskitError(f"{show(path)} is an index, not an output", _HINT)
    if any(os.path.realpath(source) == os.path.realpath(path) or _one_file(source, path) for source in inputs):
        raise CorpuskitError(f"{show(path)} is one of the inputs", _HINT)


def _one_file(one: Path, other: Path) -> bool:
    """Whether two names are links to the same file."""
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


@contextlib.contextmanager
def replacing(*paths: Path) -> Iterator[list[int]]:
    """Descriptors of new files that take the place of `paths`, in that order, when the block ends well; else none does.

    Each is written beside its target, flushed to the disk, renamed over it, and its folder flushed; a file that is
    equal already stays. What a killed run left behind is cleared first. Runs that end at one time put their outputs in
    place one after the other. CorpuskitError if a folder cannot be written, or a file is read-only.
    """
    temporaries: list[Path] = []
    descriptors: list[int] = []
    try:
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
            _refuse_read_only(path)
            with _locked(path.parent):
                _clear(path)
                temporaries.append(path.parent / f"{_prefix(path)}{os.urandom(6).hex()}")
                descriptors.append(_create(temporaries[-1], path))
        yield descriptors
        for descriptor in descriptors:
            os.fsync(descriptor)
        with contextlib.ExitStack() as locks:
            for folder in sorted({path.parent for path in paths}):
                locks.enter_context(_locked(folder))
            _put_in_place(temporaries, paths)
    except OSError as error:
        raise CorpuskitError(f"{show(paths[0])} cannot be written: {reason(error)}", "nothing was changed") from error
    finally:
        for temporary in temporaries:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        for descriptor in descriptors:
            with contextlib.suppress(OSError):
                os.close(descriptor)


def _put_in_place(temporaries: Sequence[Path], paths: Sequence[Path]) -> None:
    """Rename all, and let no signal come between."""
    waiting = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    changed = [not _equal(one, other) for one, other in zip(temporaries, paths, strict=True)]
    old = signal.pthread_sigmask(signal.SIG_BLOCK, waiting)
    try:
        for temporary, path, change in zip(temporaries, paths, changed, strict=True):
            if change:
                os.replace(temporary, path)
        for folder in sorted({path.parent for path in paths}):
            _flush_folder(folder)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, old)


def _equal(one: Path, other: Path) -> bool:
    try:
        status = os.lstat(other)
        if not stat.S_ISREG(status.st_mode) or status.st_size != os.lstat(one).st_size:
            return False
        with open(one, "rb") as left, open(other, "rb") as right:
            while part := left.read(_PART):
                if part != right.read(_PART):
                    return False
            return not right.read(1)
    except OSError:
        return False


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte of `data`; OSError if the disk is full."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def replace(path: Path, data: bytes) -> None:
    """Put `data` in the place of `path`, whole or not at all; an equal file is left as it is."""
    with contextlib.suppress(OSError):
        if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
            return
    with replacing(path) as (descriptor,):
        write_all(descriptor, data)


def append(path: Path, data: bytes) -> None:
    """Add `data` to the end of a file; CorpuskitError if it cannot be written."""
    try:
        with open(path, "ab") as file:
            file.write(data)
    except OSError as error:
        raise CorpuskitError(f"{show(path)} cannot be written: {reason(error)}") from error


def writable(path: Path) -> bool:
    """Whether the file's own mode lets its owner write it (root is let write everything, but should not)."""
    try:
        return bool(os.stat(path, follow_symlinks=False).st_mode & stat.S_IWUSR)
    except OSError:
        return False


def _refuse_read_only(path: Path) -> None:
    if not os.stat(path.parent).st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise CorpuskitError(f"{show(path)} lies in a read-only folder", "nothing was changed")
    if os.path.lexists(path) and not writable(path):
        raise CorpuskitError(f"{show(path)} is read-only", "nothing was changed")


def _create(temporary: Path, path: Path) -> int:
    """A new file with the mode of `path`, locked for as long as somebody has it open."""
    descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    _lock(descriptor)
    os.fchmod(descriptor, _mode(path))
    return descriptor


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(os.stat(path).st_mode)
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _prefix(path: Path) -> str:
    return f"{TEMPORARY}{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]}-"


def _clear(path: Path) -> None:
    """Remove the temporary files for `path` that nobody has open: what a killed run left behind."""
    for name in sorted(os.listdir(path.parent)):
        if name.startswith(_prefix(path)):
            with contextlib.suppress(OSError):
                descriptor = os.open(path.parent / name, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
                try:
                    if _lock(descriptor):
                        os.unlink(path.parent / name)
                finally:
                    os.close(descriptor)


def _lock(descriptor: int) -> bool:
    """Lock an open file or folder for this process and its children; False where another has it, or nobody can."""
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Alone in `folder` among runs of this program, as far as its file system can lock a folder."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        if _can_lock(descriptor):
            deadline = time.monotonic() + PATIENCE
            while not _lock(descriptor):
                if time.monotonic() > deadline:
                    raise CorpuskitError(f"{show(folder)} is held by another run", "try again when it has ended")
                time.sleep(0.01)
        yield
    finally:
        os.close(descriptor)


def _can_lock(descriptor: int) -> bool:
    import errno
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in (errno.EAGAIN, errno.EACCES)
    return True


def _flush_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def spool() -> Iterator[BinaryIO]:
    """An unnamed temporary file; in memory where no folder can be written."""
    import tempfile

    try:
        file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - closed below
    except OSError:
        file = open(os.memfd_create("corpuskit"), "w+b")  # noqa: SIM115 - closed below
    with file:
        yield file


@contextlib.contextmanager
def to_stdout() -> Iterator[list[int]]:
    """A descriptor whose bytes go to standard output, all of them, when the block ends well."""
    with spool() as file:
        yield [file.fileno()]
        file.seek(0)
        while part := file.read(_PART):
            write_all(1, part)


def copy(source: int, target: int, start: int, length: int) -> None:
    """Append `length` bytes of the open file `source` from `start` on to `target`; OSError if there are fewer."""
    while length and hasattr(os, "copy_file_range"):
        try:
            done = os.copy_file_range(source, target, length, start)
        except OSError:
            break
        if not done:
            break
        start, length = start + done, length - done
    while length:
        part = os.pread(source, min(length, _PART), start)
        if not part:
            raise OSError("a file is shorter than it was")
        write_all(target, part)
        start, length = start + len(part), length - len(part)


def sha256(descriptor: int) -> str:
    """The SHA-256 of an open file, in hex, whatever its place."""
    digest, at = hashlib.sha256(), 0
    while part := os.pread(descriptor, _PART, at):
        digest.update(part)
        at += len(part)
    return digest.hexdigest()
