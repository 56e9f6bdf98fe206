"""Where the time goes: the share of each stage and rule in `normalize`, one process, over a folder of text files.

    python benchmarks/profile.py FOLDER [--documents 500] [--repeat 3]

Each stage counts its own time alone, without that of the stages inside it. The clock is read some hundred times a
document, so that the sum is a few per cent above the time without it, which the last line gives.
"""

import argparse
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from corpuskit import language, ledger, pipeline, quality, record, restore
from corpuskit.files import Seed
from corpuskit.pipeline import Plan
from corpuskit.rules import bylines, dateline, headline, layout, names
from corpuskit.run import outcome

STAGES = (
    (outcome, "judge", "judge (the rest)"),
    (outcome, "process", "process (the rest)"),
    (outcome, "_outcome", "outcome"),
    (pipeline, "decode", "decode"),
    (pipeline, "mend", "repairs (the rest)"),
    (pipeline, "read", "read: split, fold, measure"),
    (pipeline, "lay_out", "layout (the rest)"),
    (layout, "measure", "layout: page"),
    (dateline, "find_all", "layout: dates"),
    (headline, "rank", "layout: title"),
    (dateline, "rank", "layout: date"),
    (bylines, "rank", "layout: byline"),
    (names, "signed", "layout: signed lines"),
    (pipeline, "resolve", "resolve"),
    (pipeline, "apply", "apply"),
    (quality, "flags", "quality (the rest)"),
    (quality, "read_body", "quality: read the body"),
    (language, "detect", "language"),
    (record, "build", "record (the rest)"),
    (record, "_record", "record: article"),
    (record, "_ledger", "record: ledger"),
    (record, "line_of", "record: JSON"),
    (record, "restore", "record: proof by restoring"),
    (outcome, "line_of", "outcome: JSON"),
)
assert restore and ledger


class Clock:
    """Exclusive CPU time by label."""

    def __init__(self):
        self.seconds = Counter()
        self.inside = []

    def wrap(self, function, label, collect=False):
        def timed(*arguments, **named):
            self.inside.append(0.0)
            started = time.thread_time()
            try:
                found = function(*arguments, **named)
                return list(found) if collect else found
            finally:
                spent = time.thread_time() - started
                self.seconds[label] += spent - self.inside.pop()
                if self.inside:
                    self.inside[-1] += spent

        return timed


def instrument(clock):
    for module, name, label in STAGES:
        if hasattr(module, name):
            setattr(module, name, clock.wrap(getattr(module, name), label))
    for module, name in ((pipeline, "REPAIRS"), (pipeline, "VERDICTS"), (quality, "QUALITY")):
        rules = getattr(module, name)
        timed = [replace(r, check=clock.wrap(r.check, f"rule {r.code} {r.name}", collect=True)) for r in rules]
        setattr(module, name, tuple(timed))


def run(documents):
    started = time.process_time()
    for seed, data in documents:
        outcome.judge(seed, data, Plan())
    return (time.process_time() - started) / len(documents)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    paths = sorted(options.folder.rglob("*.txt"))[: options.documents]
    if not paths:
        sys.exit(f"no *.txt below {options.folder}")
    documents = [(Seed(options.folder, str(p.relative_to(options.folder))), p.read_bytes()) for p in paths]
    run(documents[:20])
    plain = min(run(documents) for _ in range(options.repeat))
    clock = Clock()
    instrument(clock)
    rounds = []
    for _ in range(options.repeat):
        clock.seconds.clear()
        run(documents)
        rounds.append(dict(clock.seconds))
    best = Counter({label: min(r[label] for r in rounds) for label in rounds[0]})
    total = sum(best.values())
    for label, seconds in best.most_common():
        print(f"{seconds / total:6.1%} {seconds / len(documents) * 1e6:8.0f} us  {label}")
    size = sum(len(data) for _, data in documents) / len(documents)
    print(f"{len(documents)} documents of {size:,.0f} bytes: {plain * 1e3:.2f} ms each without the clock")


if __name__ == "__main__":
    main()
