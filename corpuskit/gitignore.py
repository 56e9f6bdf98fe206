"""Which paths git ignores, and what says so."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from corpuskit.git import Repository, find


def ignored(root: Path, paths: Iterable[str]) -> set[str]:
    """Which of `paths` (relative to `root`) git ignores; none where there is no git or no repository.

    A tracked path is never ignored.
    """
    return ask(root, paths)[0]


def ask(root: Path, paths: Iterable[str]) -> tuple[set[str], bool]:
    """As `ignored`, and whether git said that no rule speaks of a path: then it matters not which of them are tracked."""
    asked = list(paths)
    repository = find(root) if asked else None
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
    repository = find(root)
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


def _on_the_way(repository: Repository, folders: Iterable[str]) -> set[str]:
    """All folders from the top of the repository to `folders`, relative to it."""
    found = {""}
    for folder in folders:
        folder = f"{repository.below}{folder}".rstrip("/")
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _blocked(repository: Repository, paths: list[str]) -> bool:
    """Whether git would wait for ever: a `.gitignore` on the way to `paths` that is a FIFO or a device."""
    for folder in _on_the_way(repository, {path.rpartition("/")[0] for path in paths}):
        try:
            mode = os.lstat(os.path.join(repository.top, folder, ".gitignore")).st_mode
        except OSError:
            continue
        if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode) or stat.S_ISDIR(mode)):
            return True
    return False


def _known(repository: Repository, paths: set[str]) -> set[str]:
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
