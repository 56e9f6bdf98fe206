"""Faults put by hand into the core, one at a time: the tests must notice each.

    python benchmarks/mutants.py [--only WORD] [--list]

Every fault is applied to a copy of the package; the test file named with it is run against the copy and must fail. A
fault that no test notices is printed, and makes the exit code 1. A fault whose `before` is no longer in the file makes it
2: move it to where the code went.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parents[1]
LEDGER, DECODE, FAULTS = "tests/laws/test_nothing_lost.py", "tests/decode", "tests/laws/test_faults.py"
HOSTILE, CANONICAL, CACHE = "tests/laws/test_hostile.py", "tests/index/test_canonical.py", "tests/run/test_cache.py"
VERIFY, HIDDEN, CORE = "tests/cli/test_verify.py", "tests/mojibake/test_hidden.py", "tests/laws/test_core.py"


@dataclass(frozen=True)
class Fault:
    """`before` in `file` becomes `after`; `test` (and those of its tests that match `only`) must fail."""

    file: str
    before: str
    after: str
    test: str
    only: str = ""


FAULTS_OF_THE_CORE = (
    # ledger, record and restore
    Fault("ledger.py", "length += len(kept) + len(edit.after)", "length += len(kept)", "tests/ledger"),
    Fault("ledger.py", "if start >= at and -end > start:", "if -end > start:", "tests/ledger"),
    Fault("ledger.py", "return edit.end + at - behind", "return edit.start + at - behind", "tests/ledger"),
    Fault("ledger.py", "return edit.end if end else edit.start", "return edit.start", "tests/ledger"),
    Fault("ledger.py", "members.append((which, edit))", "pass", LEDGER),
    Fault("ledger.py", "end = min(edit.end, stop)", "end = edit.start", LEDGER),
    Fault("ledger.py", "to_text += len(edit.after) - (edit.end - edit.start)", "to_text += len(edit.after)", LEDGER),
    Fault("record.py", "if restore(article, ledger) != data:", "if False:", CORE),
    Fault("restore.py", "if hashlib.sha256(data).hexdigest() != record.raw.sha256:", "if False:", VERIFY),
    Fault("restore.py", "if start != reached or len(text) != end - start:", "if len(text) != end - start:", CORE),
    Fault("run/restoring.py", "if not files.inside(path):", "if False:", VERIFY),
    Fault("run/restoring.py", "ledger.record_sha256 != hashlib.sha256(record).hexdigest()", "False", VERIFY),
    Fault("run/verifying.py", "if value != (article.quality", "if False and value != (article.quality", VERIFY),
    Fault("run/verifying.py", "if ledger.tool.ruleset != RULESET:", "if False:", VERIFY),
    Fault("run/verifying.py", "if edit.rule not in rules or not _possible(edit):", "if edit.rule not in rules:", VERIFY),
    Fault("run/verifying.py", "not all(_of_no_line(e, size) for e in others)", "False", VERIFY),
    Fault("run/verifying.py", "!= (name in told)", "!= (getattr(article, name) not in (None, []))", VERIFY),
    Fault("run/verifying.py", "if (newline_of(raw), has_bom(data)) != (article.raw.newline, article.raw.bom):", "if False:", VERIFY),
    Fault("article.py", "or any(b.end > len(self.text) for b in self.blocks[-1:])", "", VERIFY),
    Fault("run/verifying.py", "if text != article.text:", "if False:", VERIFY),
    Fault("run/verifying.py", "if not start <= stop <= len(raw):", "if False:", VERIFY),
    # hidden characters and escaping
    Fault("rules/hidden.py", 'BREAKS = "\\x0b\\x0c\\x85\\u2028\\u2029"', 'BREAKS = "\\x0b\\x0c\\x85\\u2029"', HIDDEN),
    Fault("rules/hidden.py", "\\u2028-\\u202e", "\\u2028-\\u202d", HOSTILE, "law_holds"),
    Fault("rules/hidden.py", "\\U000e0000-\\U000e00ff", "\\U000e0080-\\U000e00ff", HOSTILE, "law_holds"),
    Fault("rules/hidden.py", "continue  # the flag of a region", "pass", HOSTILE, "script_needs"),
    Fault("rules/hidden.py", '("\\u200c\\u200d", _JOINED, "")', '("\\u200c", _JOINED, "")', HOSTILE, "script_needs"),
    Fault("messages.py", "if not shown.isprintable():", "if False:", CORE),
    Fault("messages.py", 'shown = _COMMAND.sub(r"#\\\\x23", shown)', "pass", CORE),
    Fault("messages.py", 'if "::" in shown and', "if False and", CORE),
    Fault("messages.py", "if rest or number > LINES or size > BYTES:", "if False:", HOSTILE, "flood"),
    Fault("messages.py", "shown = _UNSEEN.sub(lambda m: _escape(m.group()), shown)", "pass", CORE),
    Fault("record.py", "return HIDDEN.sub(", "return __import__('re').compile('$^').sub(", LEDGER),
    Fault("index/cells.py", '"<": "&lt;"', '"<": "<"', CANONICAL),
    Fault("index/cells.py", "[|`*\\[\\]~$]", "[`*\\[\\]~$]", CANONICAL),
    # decoding
    Fault("decode/__init__.py", "exact = _encode(text, encoding, bom, bad) == data", "exact = True", LEDGER),
    Fault("decode/__init__.py", '(codecs.BOM_UTF16_LE, "utf-16-le")', '(codecs.BOM_UTF16_LE, "utf-16-be")', DECODE),
    Fault("marks.py", "if len(text) <= MAX_MARKS or not stacked(text):", "if True:", "tests/laws/test_linear.py"),
    # files and atomic writing
    Fault("files.py", "os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK", "os.O_RDONLY | os.O_NONBLOCK", CORE),
    Fault("files.py", "if len(data) != before.st_size or _signature(before) != _signature(after):", "if False:", FAULTS, "while_it_is_read"),
    Fault("files.py", "if before.st_size > limit:", "if False:", CORE),
    Fault("files.py", "if os.path.islink(seed.root / folder):", "if False:", HOSTILE, "behind_a_symlink"),
    Fault("files.py", "if depth > MAX_DEPTH:", "if False:", HOSTILE, "deep"),
    Fault("files.py", 'any(part in ("", ".", "..") for part in parts)', "False", VERIFY),
    Fault("outputs.py", "os.unlink(temporary)", "pass", FAULTS, "refuses_every_step"),
    Fault("outputs.py", "if _lock(descriptor):\n                        os.unlink(path.parent / name)", "if _lock(descriptor):\n                        pass", FAULTS, "killed_at_every_step"),
    Fault("outputs.py", "locks.enter_context(_locked(folder))", "pass", FAULTS, "at_once_waits"),
    Fault("outputs.py", "os.replace(temporary, path)", "path.write_bytes(temporary.read_bytes())", FAULTS, "killed_at_every_step or unchanged or terminated"),
    Fault("outputs.py", "os.fchmod(descriptor, _mode(path))", "pass", FAULTS, "modes_stay"),
    Fault("outputs.py", "if not stat.S_ISREG(mode):", "if False:", FAULTS, "no_output"),
    Fault("outputs.py", 'if path.name == "INDEX.md":', "if False:", FAULTS, "no_output"),
    Fault("run/normalise.py", "targets = [] if job.output is None else [ledger_of(job.output), job.output]", "targets = [] if job.output is None else [job.output, ledger_of(job.output)]", FAULTS),
    Fault("run/checking.py", 'return "" if same else "it has changed meanwhile"', 'return ""', FAULTS, "before_its_fix"),
    Fault("room.py", "mmap.mmap(-1, size,", "mmap.mmap(-1, 1,", FAULTS, "little_memory"),
    Fault("cli/__init__.py", "if _stopping:  #", "if False:  #", FAULTS, "never_lost"),
    Fault("cli/__init__.py", "return _flush() or _stopping or code", "return _flush() or code", FAULTS, "never_lost"),
    Fault("cli/__init__.py", "if isinstance(found.exc_value, _Stopped):", "if False:", FAULTS, "never_lost"),
    Fault("report/formats.py", "if count > OF_A_FILE}", "if count > 10**9}", "tests/report"),
    Fault("report/explain.py", "bisect_right(ends, loser.start)", "0", "tests/laws/test_linear.py", "explained"),
    Fault("rules/title.py", "range(MAX_TAILS)", "range(10**6)", "tests/laws/test_linear.py", "dashes"),
    Fault("run/outcome.py", "(5000, 0.08)", "(5000, 0.9)", HOSTILE, "noise"),
    # the gate
    Fault("index/compare.py", "if row.sha256 is not None and row.sha256 != entry.sha256:\n            stale", "if row.sha256 is not None and row.sha256[:16] != entry.sha256[:16]:\n            stale", HOSTILE, "lies"),
    Fault("index/compare.py", "for path in present if path not in listed", "for path in [] if path not in listed", CANONICAL),
    Fault("index/compare.py", "if first is not row:\n            found.append(_twice(row, first))\n        if", "if False:\n            found.append(_twice(row, first))\n        if", CANONICAL),
    Fault("index/canonical.py", 'elif table_row.sha256 is None and not planned:', "elif False:", CANONICAL),
    Fault("index/paths.py", 'if ".." in parts:', "if False:", HOSTILE, "lies"),
    Fault("index/paths.py", 'if "\\\\" in path:', "if False:", HOSTILE, "lies"),
    Fault("index/lines.py", 'if self._comment:\n            self._comment', 'if False:\n            self._comment', CANONICAL),
    Fault("run/gate.py", "if on or m.code in NAMES", "if m.code in NAMES", HOSTILE, "lies"),
    Fault("settings.py", "plain = found._is_text_encoding and", "plain =", HOSTILE, "bad_settings"),
    Fault("run/given.py", "mend(value, path)[0].text", "value", HOSTILE, "person_gives"),
    # the cache
    Fault("run/cache.py", "if now != status:", "if False:", CACHE),
    Fault("run/cache.py", "if proof != self.proof(*lines):", "if False:", CACHE),
    Fault("run/cache.py", "if outputs.sha256(descriptor) != digest:", "if False:", CACHE),
    Fault("run/cache.py", ".hexdigest() == row.sha256", ".hexdigest() != ''", CACHE),
    Fault("run/kept.py", 'return "\\0".join(', 'return "\\t".join(', CACHE),
    Fault("run/cached.py", "key = [kind, root.source, checksum(loaded)", "key = [kind, root.source, ''", CACHE),
)  # fmt: skip


def noticed(fault: Fault, folder: Path) -> tuple[bool, float]:
    """Whether the tests fail with the fault, and how long they took."""
    file = folder / "corpuskit" / fault.file
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(fault.before, fault.after, 1), encoding="utf-8")
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:randomly", fault.test]
    command += ["-k", fault.only] if fault.only else []
    try:
        environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, check=False, cwd=folder, env=environment, capture_output=True, timeout=600)
        failed = done.returncode == 1
        if done.returncode not in (0, 1):
            print(done.stdout.decode()[-800:], done.stderr.decode()[-800:])
    except subprocess.TimeoutExpired:
        failed = True
    finally:
        file.write_text(text, encoding="utf-8")
    return failed, time.monotonic() - started


def main() -> int:
    """Try every fault; 1 if one was not noticed, 2 if one cannot be applied."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--only", default="", help="faults whose file or text contains this")
    made.add_argument("--list", action="store_true", help="say what would be done")
    options = made.parse_args()
    chosen = [f for f in FAULTS_OF_THE_CORE if options.only in f.file + f.before + f.after]
    stale = [f for f in chosen if f.before not in (HERE / "corpuskit" / f.file).read_text(encoding="utf-8")]
    for fault in stale:
        print(f"stale: {fault.file}: {fault.before}")
    if stale or options.list:
        print(f"{len(chosen)} faults, {len(stale)} of them cannot be applied")
        return 2 if stale else 0
    missed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("corpuskit", "tests", "seeds", "schemas"):
            shutil.copytree(HERE / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(HERE / "pyproject.toml", folder)
        for fault in chosen:
            found, seconds = noticed(fault, folder)
            missed += not found
            print(
                f"{'noticed' if found else 'MISSED '} {seconds:5.1f} s {fault.file}: {fault.before[:70]!r}", flush=True
            )
    print(f"{len(chosen)} faults, {missed} missed")
    return int(bool(missed))


if __name__ == "__main__":
    raise SystemExit(main())
