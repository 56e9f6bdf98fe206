"""Whether every rule, pattern and stage takes linear time: adversarial lines of 100 kB and 1 MB in one run.

    python benchmarks/linear.py [--small] [--only NAME] [--patterns] [--files]

For each kind of line and each stage it measures processor time at two sizes, ten times apart. A ratio above LIMIT, or a
whole 1 MB file above SECONDS, is printed as slow and makes the exit code 1. `--patterns` tries each compiled pattern of
the package, too, on lines of 4 and 40 kB. `--files` runs `corpuskit normalize` and `check` on a file of 1 MB of each kind
and prints processor time and peak memory; more than SECONDS or MEGABYTES is slow.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "laws"))

from lines import LINES

import corpuskit
from corpuskit.ledger import apply, resolve
from corpuskit.pipeline import Plan, mend, process
from corpuskit.rules.layout import lay_out
from corpuskit.rules.registry import REPAIRS, VERDICTS

LIMIT = 25.0  # of the time for ten times the size; 10 is linear, 100 is quadratic
SECONDS = 5.0  # of processor time for a file of 1 MB
MEGABYTES = 300  # of memory for a file of 1 MB
NOISE = 0.05  # seconds: below, a time is no evidence
BUDGET = 20  # seconds before a measurement is given up


class Slow(Exception):
    """A measurement that took longer than the budget."""


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time; infinity where the budget does not suffice."""

    def stop(number: int, frame: object) -> None:
        raise Slow

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, BUDGET)
    started = time.process_time()
    try:
        work()
    except Slow:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - started


def stages(text: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every stage of the work on a text, by name."""
    raw = text.encode("utf-8", "surrogatepass")
    yield "whole file", lambda: process(raw, "a.txt", Plan())
    made: list[object] = []
    yield "mend", lambda: made.append(mend(text, "a.txt"))
    if not made:
        return
    mended, document = mend(text, "a.txt")
    for rule in REPAIRS:
        yield rule.code, lambda rule=rule: list(rule.check(document, None))
    yield "layout", lambda: made.append(lay_out(document))
    if len(made) < 2:
        return
    layout = lay_out(document)
    for rule in VERDICTS:
        yield rule.code, lambda rule=rule: list(rule.check(document, layout))
    found = [finding for rule in VERDICTS for finding in rule.check(document, layout)]
    yield "resolve", lambda: made.append(resolve(document, found))
    claims, _ = resolve(document, found)
    yield "apply", lambda: apply(mended, len(text), claims)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern of text at the top of a module of the package."""
    for module in pkgutil.walk_packages(corpuskit.__path__, "corpuskit."):
        if module.name == "corpuskit.__main__":
            continue
        for name, value in sorted(vars(importlib.import_module(module.name)).items()):
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{module.name.removeprefix('corpuskit.')}.{name}", value


def compare(name: str, short: float, long: float) -> bool:
    """Print what is too slow; whether it is."""
    slow = long == float("inf") or (long > NOISE and long / max(short, NOISE / 10) > LIMIT)
    slow = slow or (name.endswith("whole file") and long > SECONDS)
    if slow:
        print(f"slow: {name}: {short:.3f} s, {long:.3f} s, ratio {long / max(short, NOISE / 10):.0f}", flush=True)
    return slow


def try_stages(kinds: list[str], small: int) -> int:
    """How many stages are slow."""
    slow = 0
    worst = 0.0
    for kind in kinds:
        make = LINES[kind]
        for shape, text in _shapes(make):
            short = {name: timed(work) for name, work in stages(text(small))}
            for name, work in stages(text(small * 10)):
                long = timed(work)
                slow += compare(f"{kind}, {shape}: {name}", short[name], long)
                worst = max(worst, long if name == "whole file" else 0)
                if name == "whole file" and long == float("inf"):
                    break
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(kinds)} kinds of lines, {slow} slow; the slowest file took {worst:.1f} s; peak {peak} MB")
    return slow


def _shapes(make: Callable[[int], str]) -> Iterator[tuple[str, Callable[[int], str]]]:
    """Alone on a line, inside a sentence, behind its beginning, in many lines."""
    yield "line", make
    yield "inside", lambda size: f"The bank said {make(size)} on Friday\n\nThe bank said {make(1000)}x.\n"
    yield "behind", lambda size: f"The bank said {make(size)}"
    yield "lines", lambda size: _broken(make(size))


def _broken(text: str) -> str:
    return "\n".join(text[at : at + 60] for at in range(0, len(text), 60))


def try_patterns(kinds: list[str], small: int) -> int:
    """How many patterns are slow on a line that they search from end to end."""
    slow = tried = 0
    for name, pattern in patterns():
        for kind in kinds:
            short, long = LINES[kind](small), LINES[kind](small * 10)
            one = timed(lambda pattern=pattern, text=short: sum(1 for _ in pattern.finditer(text)))
            ten = timed(lambda pattern=pattern, text=long: sum(1 for _ in pattern.finditer(text)))
            slow += compare(f"{name} on {kind}", one, ten)
            tried += 1
    print(f"{tried} pairs of patterns and lines, {slow} slow")
    return slow


def try_files(kinds: list[str]) -> int:
    """How many files of 1 MB take too much time or memory on the command line."""
    slow = tried = 0
    worst = (0.0, 0)
    with tempfile.TemporaryDirectory() as folder:
        seed, output = Path(folder) / "seeds" / "a.txt", Path(folder) / "a.jsonl"
        seed.parent.mkdir()
        for kind in kinds:
            for shape, text in _shapes(LINES[kind]):
                seed.write_bytes(text(1_000_000).encode("utf-8", "surrogatepass")[:1_000_000])
                for verb in (["normalize", seed.parent, "--index", "off", "-o", output], ["check", seed]):
                    seconds, megabytes = _child([str(word) for word in verb])
                    worst = max(worst[0], seconds), max(worst[1], megabytes)
                    tried += 1
                    if seconds > SECONDS or megabytes > MEGABYTES:
                        slow += 1
                        print(f"slow: {kind}, {shape}: {verb[0]}: {seconds:.1f} s, {megabytes} MB", flush=True)
    print(f"{tried} runs over files of 1 MB, {slow} slow; at most {worst[0]:.1f} s and {worst[1]} MB")
    return slow


def _child(arguments: list[str]) -> tuple[float, int]:
    """Processor seconds and peak megabytes of one run."""
    command = ["sh", "-c", f'ulimit -t {BUDGET}; exec "$@"', "sh", sys.executable, "-m", "corpuskit", *arguments]
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode not in (0, 1):
        return float("inf"), usage.ru_maxrss // 1024
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def main() -> int:
    """Measure; 1 if anything is slow."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--small", action="store_true", help="10 and 100 kB")
    made.add_argument("--patterns", action="store_true", help="the patterns alone, too")
    made.add_argument("--only", default="", help="kinds of lines whose name contains this")
    made.add_argument("--files", action="store_true", help="files of 1 MB on the command line, and nothing else")
    options = made.parse_args()
    kinds = [kind for kind in LINES if options.only in kind]
    if options.files:
        return int(bool(try_files(kinds)))
    slow = try_stages(kinds, 10_000 if options.small else 100_000)
    if options.patterns:
        slow += try_patterns(kinds, 4000)
    return int(bool(slow))


if __name__ == "__main__":
    raise SystemExit(main())
