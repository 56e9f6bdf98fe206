"""Findings of named seeds and of the index of whole roots; repairs written back in place."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from os.path import commonprefix
from pathlib import Path
from typing import TYPE_CHECKING

from corpuskit import files, outputs
from corpuskit.decode import decode, encode
from corpuskit.errors import CorpuskitError
from corpuskit.files import Seed, Unreadable
from corpuskit.findings import Located
from corpuskit.index.manifest import Row
from corpuskit.pipeline import Plan, Result
from corpuskit.run import gate
from corpuskit.run.cached import How, Pass, ignore
from corpuskit.run.given import vouched
from corpuskit.run.ids import clashes
from corpuskit.run.outcome import Outcome, attempt
from corpuskit.run.roots import Root, plan
from corpuskit.run.store import INDEX
from corpuskit.settings import Loaded
from corpuskit.values import struct

if TYPE_CHECKING:
    from corpuskit.run.cached import Watcher

ROUNDS = 6  # in which the removal of boilerplate may bring up more of it


@struct
class Wanted:
    """Which findings to report: code prefixes to select (none: all) and to ignore, also by patterns of paths.

    The patterns begin at the root of a corpus or at `top`, the folder of the settings.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()
    top: Path = Path()

    def code(self, code: str) -> bool:
        """Whether findings of a code are reported of any file."""
        return not ((self.select and not code.startswith(self.select)) or code.startswith(self.ignore))

    def __call__(self, folder: Path, finding: Located) -> bool:
        """Whether a finding of the root `folder` is reported."""
        if not self.code(finding.code):
            return False
        patterns = [pattern for pattern, codes in self.per_file if finding.code.startswith(codes)]
        return not (patterns and files.matches(finding.path, patterns, files.below(folder, self.top)))


def check_root(
    root: Root, loaded: Loaded, jobs: int = 1, *, cache: bool = False, progress: Watcher = ignore
) -> Iterator[Located]:
    """Findings of a root's named seeds in order; where a folder is named also what does not match the root's INDEX.md."""
    for trouble in root.troubles:
        yield Located(trouble.path, 0, 0, trouble.code, "error", trouble.message)
    if root.whole and not root.seeds and not root.troubles:
        yield Located("", 0, 0, "IO202", "warning", f"no file matches {loaded.settings.pattern}")
    yield from (finding for _, finding in clashes([root]))
    with outputs.spool() as spool:
        yield from _found(Pass(root, loaded, How(spool, jobs, cache, findings_only=True, progress=progress)))


def _found(going: Pass) -> Iterator[Located]:
    root = going.root
    with closing(going):
        for outcome in going:
            yield from outcome.findings
            going.keep(outcome)
        if going.unchanged:
            yield from going.said
            return
        rest = list(going.missing)
        if root.folders:
            rest += gate.as_findings(going.compare()[1])
        yield from rest
        going.save((), rest)


@struct
class Fixed:
    """One file's fix: bytes before and after (equal: nothing to do), and why it could not be written if so.

    `cuts` are what changes `[start, end)` of the text `raw` into what, sorted and apart.
    """

    seed: Seed
    before: bytes
    after: bytes
    refused: str = ""
    raw: str = ""
    cuts: tuple[tuple[int, int, str], ...] = ()


def fix(root: Root, loaded: Loaded, *, unsafe: bool, wanted: Wanted) -> Iterator[Fixed]:
    """What the safe repairs (with `unsafe` also the removal of boilerplate) make of each named file; nothing is written.

    Boilerplate is removed until no more is found: without its neighbours a line may be judged in another way.
    """
    judging = plan(root, loaded, findings_only=True)
    known = vouched(root, loaded)

    def once(seed: Seed, data: bytes) -> Fixed:
        result, same = attempt(seed, data, judging, known.get(seed.path)), Fixed(seed, data, data)
        return same if isinstance(result, Outcome) else fixed(same, result, judging, wanted, unsafe=unsafe)

    for seed, data in root.store.read(root.named, loaded.settings.max_bytes):
        if not isinstance(data, Unreadable):
            made = once(seed, data)
            yield _settled(made, once, judging.encoding) if unsafe else made


def _settled(first: Fixed, once: Callable[[Seed, bytes], Fixed], encoding: str) -> Fixed:
    """A fix and those that follow from it as one; where they are more, by one cut from the first change to the last."""
    last = first
    for _ in range(ROUNDS):
        if last.refused or last.after == last.before:
            break
        last = once(last.seed, last.after)
    after = first.after if last is first else last.before
    if after == first.after:
        return first
    text = decode(after, encoding)[0]
    head = len(commonprefix((first.raw, text)))
    tail = len(commonprefix((first.raw[head:][::-1], text[head:][::-1])))
    return replace(first, after=after, cuts=((head, len(first.raw) - tail, text[head : len(text) - tail]),))


def fixed(file: Fixed, result: Result, judging: Plan, wanted: Wanted, *, unsafe: bool) -> Fixed:
    """What the repairs make of a file that is as it was, by its result under the plan `judging`."""
    seed = file.seed
    cuts = [(e.start, e.end, e.after) for e in result.mended.edits if wanted(seed.root, _as_located(seed, e.code))]
    if unsafe:
        cuts += _dropped_lines(seed, result, wanted)
    if not cuts:
        return file
    if not result.decoding.exact or result.decoding.bad:
        return replace(file, refused="its bytes cannot be written back exactly")
    apart = tuple(_apart(cuts))
    text = patched(result.raw, apart)
    try:
        after = encode(text, replace(result.decoding, bad=()))
    except UnicodeEncodeError:
        return replace(file, refused=f"the repaired text cannot be written as {result.decoding.encoding}")
    if decode(after, judging.encoding)[0] != text:
        return replace(file, refused="the repaired text would not be read back as it is")
    return replace(file, after=after, raw=result.raw, cuts=apart)


def _apart(cuts: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Sorted, and without those that lie inside a longer one: what a removed line holds need not be repaired."""
    at = 0
    for start, end, after in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if start >= at:
            yield start, end, after
            at = end


def patched(text: str, cuts: Iterable[tuple[int, int, str]]) -> str:
    """`text` after `cuts`, which are sorted and apart."""
    parts = []
    at = 0
    for start, end, after in cuts:
        parts += [text[at:start], after]
        at = end
    return "".join([*parts, text[at:]])


def _as_located(seed: Seed, code: str) -> Located:
    return Located(seed.path, 0, 0, code, "note", "")


def _dropped_lines(seed: Seed, result: Result, wanted: Wanted) -> list[tuple[int, int, str]]:
    """Raw spans of the lines that boilerplate rules drop whole, with their line breaks."""
    gone = [c for c in result.claims if c.verdict.kind == "drop" and c.code.startswith("BP")]
    starts = {c.start for c in gone if wanted(seed.root, _as_located(seed, c.code))}
    spans = []
    for line in result.document.lines:
        if line.start in starts:
            end = len(result.raw) if line.next >= len(result.document.text) else result.mended.raw(line.next)
            spans.append((result.mended.raw(line.start) if line.start else 0, end, ""))
    return spans


def write_fixes(root: Root, batch: Sequence[Fixed]) -> list[tuple[Fixed, str]]:
    """Put fixes in place: each with why it could not be, if so.

    Their rows in the index get the new checksums first. Where a run is killed in between, the next fix of the same
    files brings both together again.
    """
    told = [(one, _obstacle(one)) for one in batch]
    refresh_rows(root, [one for one, why in told if not why])
    done: list[tuple[Fixed, str]] = []
    for fixed, why in told:
        if not why:
            try:
                outputs.replace(fixed.seed.file, fixed.after)
            except CorpuskitError as error:
                why = error.message
                refresh_rows(root, [replace(fixed, before=fixed.after, after=fixed.before)])
        done.append((fixed, why))
    return done


def _obstacle(fixed: Fixed) -> str:
    if not outputs.writable(fixed.seed.file):
        return "the file is read-only"
    try:
        same = files.read_below(fixed.seed, len(fixed.before), set()) == fixed.before
    except Unreadable:
        same = False
    return "" if same else "it has changed meanwhile"


def refresh_rows(root: Root, written: Sequence[Fixed]) -> None:
    """Give each rewritten file's row in its index the new checksum, if it had the old one; nothing else changes."""
    changed = {f.seed.path: (digest(f.before), digest(f.after)) for f in written}
    if not changed:
        return
    index = gate.read_index(root)
    rows: dict[str, list[Row]] = {}
    for row in index.rows if index else ():
        if row.path in changed and row.sha256 == changed[row.path][0]:
            rows.setdefault(row.index or INDEX, []).append(row)
    for name, right in rows.items():
        data = files.contents(root.folder / name)
        newline = b"\n" if b"\n" in data else b"\r"
        lines = data.split(newline)
        for row in right:
            before, after = changed[row.path]
            for old in (before, before.upper()):
                lines[row.line - 1] = lines[row.line - 1].replace(old.encode(), after.encode())
        outputs.replace(root.folder / name, newline.join(lines))


def digest(data: bytes) -> str:
    """The SHA-256 of `data` in hex."""
    return hashlib.sha256(data).hexdigest()
