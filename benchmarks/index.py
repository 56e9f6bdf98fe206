"""The index gate on a large corpus, in CPU seconds against `git status` on the same tree.

    python benchmarks/index.py [FILES]

makes a git repository of FILES (100,000) small files with its INDEX.md, and measures in a fresh process each: `git
status`; reading the canonical INDEX.md, listing the files, comparing their names and reporting what differs (300 files
removed, 300 added, 300 renamed); and, apart, the hashing of all files and the whole command.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpuskit.index.compare import compare
from corpuskit.index.manifest import Entry
from corpuskit.index.writer import write
from corpuskit.report.formats import FORMATS
from corpuskit.run import gate
from corpuskit.run.roots import gather
from corpuskit.settings import Loaded, Settings

ALLOWED = 8  # times the CPU of git status
CHANGED = 300
STEPS = ("list", "read", "compare", "report")


def main() -> int:
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(Path(sys.argv[2]))))
        return 0
    count = int(sys.argv[1]) if sys.argv[1:] else 100_000
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        make(top, count)
        git(top, "status", "--porcelain")  # fills the caches of the disk and of the git index
        status = min(cpu(["git", "status", "--porcelain"], top) for _ in range(3))
        runs = [json.loads(output(top)) for _ in range(3)]
        best = min(runs, key=lambda run: sum(run[step] for step in STEPS))
        total = sum(best[step] for step in STEPS)
        print(f"{count:,} files, INDEX.md of {(top / 'seeds/INDEX.md').stat().st_size:,} bytes")
        print(f"git status                {status:6.2f} s CPU")
        for step in STEPS:
            print(f"  {step:<24}{best[step]:6.2f}")
        print(f"list, read, compare, say  {total:6.2f} s CPU: {total / status:.1f} times git status, {ALLOWED} allowed")
        print(f"  {best['found']:,} findings")
        print(f"hashing, apart            {best['hash']:6.2f} s CPU")
        whole = cpu([sys.executable, "-m", "corpuskit", "index"], top)
        print(f"corpuskit index, whole    {whole:6.2f} s CPU")
    return int(total > ALLOWED * status)


def make(top: Path, count: int) -> None:
    """A repository with `count` seeds in folders of a thousand, all of them in the index but for what changed."""
    entries = []
    for number in range(count):
        path = f"{number // 1000:03}/{number:06}-article.txt"
        data = f"The bank said on Friday that prices rose by {number} in a month.\n".encode()
        file = top / "seeds" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        entries.append(Entry(path, hashlib.sha256(data).hexdigest(), 0, f"Prices rise by {number}", "en", "2024-05-06"))
    (top / "seeds/INDEX.md").write_bytes(write(None, entries))
    git(top, "init", "-q")
    git(top, "add", "-A")
    for number in range(CHANGED):
        step = count // CHANGED
        (top / "seeds" / entries[number * step].path).unlink()
        (top / "seeds" / f"new-{number}.txt").write_text("New.\n")
        renamed = top / "seeds" / entries[number * step + 1].path
        renamed.rename(renamed.with_name(renamed.name.replace("article", "artcile")))


def measure(top: Path) -> dict[str, float]:
    """CPU seconds of each step. For the comparison of names every file has the checksum of its row."""
    os.chdir(top)
    took: dict[str, float] = {}
    at = time.process_time()

    def lap(step: str) -> None:
        nonlocal at
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        now = time.process_time() + children.ru_utime + children.ru_stime
        took[step] = now - at
        at = now

    (root,) = gather([], Loaded(Settings(), None, top, ()))
    lap("list")
    index = gate.read_index(root)
    assert index is not None and index.canonical
    lap("read")
    rows = {row.path: row.sha256 or "" for row in index.rows}
    present = [Entry(seed.path, rows.get(seed.path, "0" * 64)) for seed in root.seeds]
    found = compare(index, present)
    lap("compare")
    lines = list(FORMATS["full"](gate.as_findings(found)))
    lap("report")
    gate.entries(root, (), 20_000_000)
    lap("hash")
    assert len(lines) >= 3 * CHANGED
    return took | {"found": len(found)}


def output(top: Path) -> str:
    command = [sys.executable, __file__, "--measure", str(top)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def cpu(command: list[str], folder: Path) -> float:
    """User and system seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def git(top: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=top, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
