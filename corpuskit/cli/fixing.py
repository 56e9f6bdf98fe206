"""Fixes of files in place, and what they would change."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from corpuskit import outputs
from corpuskit.cli.common import counted, say, shown_path
from corpuskit.files import show
from corpuskit.run.checking import Fixed, Wanted, fix, patched, write_fixes
from corpuskit.run.roots import Root
from corpuskit.settings import Loaded

Cut = tuple[int, int, str]
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
    """A unified diff with a line of context, in linear time, because it is known where the changes are."""
    starts = [0, *(found.end() for found in re.finditer("\n", fixed.raw))]
    lines = fixed.raw.split("\n")
    print(f"--- {name}\n+++ {name}")
    grown = 0
    for first, last, cuts in _hunks(starts, fixed.cuts):
        start, end = starts[first], starts[last] if last < len(starts) else len(fixed.raw)
        shifted = [(left - start, right - start, after) for left, right, after in cuts]
        text = patched(fixed.raw[start:end], shifted)
        new = text.removesuffix("\n").split("\n") if text else []
        before, after = lines[max(0, first - 1) : first], lines[last : last + 1]
        rest = len(before) + len(after)
        begin = first - len(before) + 1
        print(f"@@ -{begin},{last - first + rest} +{begin + grown},{len(new) + rest} @@")
        for mark, part in ((" ", before), ("-", lines[first:last]), ("+", new), (" ", after)):
            for line in part:
                print(show(mark + line))
        grown += len(new) - (last - first)


def _hunks(starts: Sequence[int], cuts: Iterable[Cut]) -> Iterator[tuple[int, int, list[Cut]]]:
    """Runs of lines `[first, last)` that change, with what changes them."""
    first = last = 0
    run: list[Cut] = []
    for cut in cuts:
        begin, end = (bisect_right(starts, at) for at in (cut[0], max(cut[0], cut[1] - 1)))
        if run and begin - 1 > last:
            yield first, last, run
            run = []
        first = first if run else begin - 1
        last = max(last, end)
        run.append(cut)
    if run:
        yield first, last, run
