"""Fixes of files in place, and what they would change."""

from __future__ import annotations

import difflib

from corpuskit import outputs
from corpuskit.cli.common import counted, say, shown_path
from corpuskit.files import show
from corpuskit.run.checking import Fixed, Wanted, fix, write_fixes
from corpuskit.run.roots import Root
from corpuskit.settings import Loaded

BATCH_BYTES = 32_000_000  # of files that are fixed together: bounds memory


def fix_root(root: Root, loaded: Loaded, wanted: Wanted, *, unsafe: bool, diff: bool) -> int:
    """Write the fixes of a root's named files, or with `diff` print them; how many files they change."""
    changed = 0
    waiting: list[Fixed] = []
    for fixed in fix(root, loaded, unsafe=unsafe, wanted=wanted):
        if fixed.refused:
            _say_refused(root, fixed, fixed.refused)
        elif fixed.after != fixed.before and diff:
            _diff(show(shown_path(root, fixed.seed.path)), fixed)
            changed += 1
        elif fixed.after != fixed.before:
            waiting.append(fixed)
            if sum(len(f.before) for f in waiting) > BATCH_BYTES:
                changed += _write(root, waiting)
                waiting = []
    changed += _write(root, waiting)
    if changed:
        say(f"{counted(changed, 'file')} " + ("would change" if diff else "fixed"))
    return changed


def _write(root: Root, batch: list[Fixed]) -> int:
    refused = [(fixed, why) for fixed, why in write_fixes(root, batch) if why]
    for fixed, why in refused:
        _say_refused(root, fixed, why)
    return len(batch) - len(refused)


def _say_refused(root: Root, fixed: Fixed, why: str) -> None:
    say(f"{show(shown_path(root, fixed.seed.path))}: not fixed: {show(why)}")


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
