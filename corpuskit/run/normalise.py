"""The main job: every named seed to a record and a ledger line, behind the index gate, whole or not at all."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from corpuskit import files, outputs
from corpuskit.errors import CorpuskitError
from corpuskit.findings import Located
from corpuskit.run import gate
from corpuskit.run.cached import How, Pass, Seal, ignore
from corpuskit.run.ids import clashes
from corpuskit.run.kept import Held
from corpuskit.run.roots import Root
from corpuskit.settings import Loaded
from corpuskit.values import struct

if TYPE_CHECKING:
    from corpuskit.run.cached import Watcher
    from corpuskit.run.outcome import Outcome


@struct
class Job:
    """What to write and how. `output` is None for standard output, which gets records alone."""

    output: Path | None
    jobs: int = 1
    index: bool = True
    keep_going: bool = False
    allow_empty: bool = False
    cache: bool = True
    progress: Watcher = ignore

    @property
    def parquet(self) -> bool:
        """Whether the records go to a Parquet file."""
        return self.output is not None and self.output.suffix == ".parquet"


@dataclass(slots=True)
class Report:
    """What happened: `errors` with the root they belong to, counts for the summary, and whether it was written."""

    written: bool = False
    files: int = 0
    lines: list[int] = field(default_factory=lambda: [0, 0, 0])
    rules: Counter[str] = field(default_factory=Counter)
    errors: list[tuple[Root, Located]] = field(default_factory=list)
    warnings: int = 0
    gate: bool = False
    took: dict[str, float] = field(default_factory=dict)
    clock: float = field(default_factory=time.monotonic)

    def spent(self, stage: str) -> None:
        """Count the seconds since the last call for `stage`."""
        now = time.monotonic()
        self.took[stage] = self.took.get(stage, 0.0) + now - self.clock
        self.clock = now

    def add(self, root: Root, outcome: Outcome | Held) -> None:
        """Count one outcome, or those of unchanged neighbours."""
        if isinstance(outcome, Held):
            self.files += outcome.files
            self.warnings += outcome.warnings
        else:
            self.files += outcome.record is not None
        for place, count in enumerate(outcome.lines):
            self.lines[place] += count
        self.rules.update(dict(outcome.rules))
        self.errors += [(root, found) for found in outcome.findings if found.severity == "error"]
        self.warnings += sum(found.severity == "warning" for found in outcome.findings)


class _Refused(Exception):
    pass


def ledger_of(records: Path) -> Path:
    """The ledger beside a file of records: FILE less a final `.jsonl`, plus `.ledger.jsonl`."""
    name = records.name.removesuffix(".jsonl")
    return records.with_name(f"{name}.ledger.jsonl")


def normalise(roots: Sequence[Root], loaded: Loaded, job: Job) -> Report:
    """Write the records of all named seeds; `Report.written` is false where the gate or a bad file forbids it."""
    targets = [] if job.output is None else [ledger_of(job.output), job.output]
    for target in targets:
        outputs.refuse_output(target, _inputs(target, roots))
        _refuse_seed(target, roots, loaded)
    if job.parquet:
        _parquet_is_there()
    report = Report()
    with ExitStack() as stack:
        passes = [_begin(root, loaded, job, stack) for root in roots]
        report.spent("read index and cache")
        seal = Seal(passes, [] if job.parquet else targets)
        if seal.holds() and _stands(passes, job, report):
            return report
        report = Report(took=report.took)
        try:
            with outputs.replacing(*targets) if targets else outputs.to_stdout() as descriptors:
                if job.parquet:
                    with outputs.spool() as rows:
                        _fill(passes, job, (report, [descriptors[0], rows.fileno()]))
                        _to_parquet(rows, descriptors[1])
                else:
                    _fill(passes, job, (report, descriptors))
                report.written = True
            seal.put()
            report.spent("put in place")
        except _Refused:
            report.written = False
    return report


def _begin(root: Root, loaded: Loaded, job: Job, stack: ExitStack) -> Pass:
    spool = stack.enter_context(outputs.spool())
    return stack.enter_context(closing(Pass(root, loaded, How(spool, job.jobs, job.cache, progress=job.progress))))


def _stands(passes: Sequence[Pass], job: Job, report: Report) -> bool:
    """Count what was made before; whether it may stand as the output of this run, too."""
    for going in passes:
        _troubles(going, job, report)
        for held in going:
            report.add(going.root, held)
    report.written = not report.gate and (not report.errors or job.keep_going)
    return report.written


def _inputs(target: Path, roots: Sequence[Root]) -> list[Path]:
    """The files that `target` could be one of: all if it has a second link, else those named and of folders around."""
    if target.is_file() and os.stat(target).st_nlink > 1:
        return [seed.file for root in roots for seed in (*root.seeds, *root.named)]
    above = Path(os.path.realpath(target)).parents
    return [
        seed.file
        for root in roots
        for seed in (root.seeds if Path(os.path.realpath(root.folder)) in above else ())
        + (root.named[len(root.seeds) :] if root.whole else root.named)
    ]


def _refuse_seed(target: Path, roots: Sequence[Root], loaded: Loaded) -> None:
    """CorpuskitError if `target` would be a seed of the corpus that it is made from."""
    path = Path(os.path.realpath(target))
    if any(Path(os.path.realpath(root.folder)) in path.parents for root in roots) and fnmatchcase(
        path.name, loaded.settings.pattern
    ):
        raise CorpuskitError(f"{files.show(target)} would be one of the inputs", "name another output with -o")


def _parquet_is_there() -> None:
    from corpuskit.write.arrow import arrow_schema

    arrow_schema()


def _to_parquet(rows: BinaryIO, descriptor: int) -> None:
    from corpuskit.write.arrow import write_parquet

    rows.seek(0)
    with open(descriptor, "wb", closefd=False) as target:
        write_parquet(rows, target)


def _fill(passes: Sequence[Pass], job: Job, into: tuple[Report, list[int]]) -> None:
    report = into[0]
    for going in passes:
        _troubles(going, job, report)
        _root(going, job, into)
    found = list(clashes([going.root for going in passes]))
    report.errors += found
    report.gate = report.gate or bool(found)
    if report.gate or (report.errors and not job.keep_going):
        raise _Refused


def _troubles(going: Pass, job: Job, report: Report) -> None:
    root = going.root
    if not root.named and not root.troubles and not job.allow_empty:
        message = f"no file matches {going.loaded.settings.pattern}"
        report.errors.append((root, Located("", 0, 0, "IO202", "error", message)))
        report.gate = True
    for trouble in root.troubles:
        report.errors.append((root, Located(trouble.path, 0, 0, trouble.code, "error", trouble.message)))
    report.errors += [(root, finding) for finding in going.missing]


def _root(going: Pass, job: Job, into: tuple[Report, list[int]]) -> None:
    report, descriptors = into
    for outcome in going:
        report.add(going.root, outcome)
        report.spent("do the files")
        going.write(outcome, descriptors[::-1])
        report.spent("write lines")
    if not going.unchanged:
        _compare(going, job, report)
        report.spent("compare with the index")
        refused = report.gate or (report.errors and not job.keep_going)
        if len(descriptors) > 1 and not refused:
            going.save(descriptors[::-1], () if job.index and not going.missing else None)
            report.spent("keep for the next run")


def _compare(going: Pass, job: Job, report: Report) -> None:
    """Compare the files with the index."""
    root = going.root
    unreadable, mismatches = going.compare(on=job.index)
    found = [m for m in mismatches if m.severity == "error"]
    report.errors += [(root, finding) for finding in (*unreadable, *gate.as_findings(found))]
    report.gate = report.gate or bool(found)
