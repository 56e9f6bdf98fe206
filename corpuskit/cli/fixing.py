"""Fixes of files in place, and what they would change."""

from __future__ import annotations

import difflib

from corpuskit import outputs
from corpuskit.cli.common import counted, say, shown_path
from corpuskit.files import show
from corpuskit.run.checking import Fixed, Wanted, fix, refresh_rows, write_fix
from corpuskit.run.roots import Root
from corpuskit.settings import Loaded


def fix_root(root: Root, loaded: Loaded, wanted: Wanted, *, unsafe: bool, diff: bool) -> int:
    """Write the fixes of a root's named files, or with `diff` print them; how many files they change."""
    changed = []
    for fixed in fix(root, loaded, unsafe=unsafe, wanted=wanted):
        name = show(shown_path(root, fixed.seed.path))
        refused = fixed.refused
        if fixed.after != fixed.before:
            if diff:
                _diff(name, fixed)
            else:
                refused = write_fix(fixed)
            if not refused:
                changed.append(fixed)
        if refused:
            say(f"{name}: not fixed: {refused}")
    if changed and not diff:
        refresh_rows(root, changed)
    if changed:
        say(f"{counted(len(changed), 'file')} " + ("would change" if diff else "fixed"))
    return len(changed)


def fix_text(root: Root, loaded: Loaded, wanted: Wanted, *, unsafe: bool) -> bytes:
    """Print the fixed text of standard input, as it is where it cannot be fixed; the bytes."""
    data = b"".join(
        data for _, data in root.store.read(root.named, loaded.settings.max_bytes) if isinstance(data, bytes)
    )
    for fixed in fix(root, loaded, unsafe=unsafe, wanted=wanted):
        if fixed.refused:
            say(f"{show(fixed.seed.path)}: not fixed: {fixed.refused}")
        data = fixed.after
    outputs.write_all(1, data)
    return data


def _diff(name: str, fixed: Fixed) -> None:
    old, new = (data.decode("utf-8", "backslashreplace").split("\n") for data in (fixed.before, fixed.after))
    for line in difflib.unified_diff(old, new, name, name, lineterm="", n=1):
        print(show(line))
