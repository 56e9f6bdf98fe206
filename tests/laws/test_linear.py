"""No pattern, rule or field finder is slower than linear: adversarial lines, with a limit that only a square can reach.

benchmarks/linear.py measures the ratio. Here 20 kB take less than a tenth of a second of processor time, a hundredth of the limit.
"""

import signal
from pathlib import Path

import pytest
from lines import LINES

from corpuskit.files import Seed
from corpuskit.index.compare import compare
from corpuskit.index.manifest import Entry
from corpuskit.index.reader import read
from corpuskit.index.writer import write
from corpuskit.ledger import MANY
from corpuskit.mojibake import repair
from corpuskit.pipeline import Plan, process
from corpuskit.report.explain import Look, explain
from corpuskit.run.outcome import judge

SIZE = 20_000
LIMIT = 6.0  # seconds of processor time, whatever else the machine does


@pytest.fixture(autouse=True)
def limit():
    def stop(number, frame):
        raise AssertionError(f"more than {LIMIT:.0f} seconds of processor time")

    old = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, old)


@pytest.mark.parametrize("kind", LINES)
def test_a_file(kind):
    make = LINES[kind]
    text = f"{make(SIZE)}\n\nThe bank said {make(SIZE)} on Friday.\n\n" + "\n".join(make(60) for _ in range(100))
    for whole in (text, f"The bank said {make(SIZE)}\n\nIt did.\n", f"{make(SIZE)} said the bank\n\nIt did.\n"):
        process(whole.encode("utf-8", "surrogatepass"), "a.txt", Plan())


@pytest.mark.parametrize("kind", LINES)
def test_an_index(kind):
    make, entries = LINES[kind], [Entry("a.txt", "0" * 64)]
    table = write(None, entries).decode()
    for text in (
        make(SIZE),
        f"# Index\n\n- a.txt {make(SIZE)}\n\n{make(SIZE)} a.txt\n",
        table.replace("| [a.txt]", f"| [{make(SIZE)}] | {make(SIZE)}\n| [a.txt]"),
    ):
        compare(read(text.encode("utf-8", "replace"), ["a.txt"]), entries)


def test_what_lost_is_explained_line_by_line():
    result = process(b"Facebook Twitter Email Share Print\n" * 28_000, "a.txt", Plan(findings_only=True))
    assert len(result.losers) > 20_000
    assert sum("not: " in line for line in explain(result, Look())) > 20_000


@pytest.mark.parametrize(
    "text", ["a" + "\u0301" * 60_000, "&" + "amp;" * 20_000, "&amp;" * 20_000, "\u0301\u0323" * 100_000]
)
def test_what_a_library_is_slow_on_does_not_reach_it(text):
    repair(text) if "amp" not in text else process(text.encode(), "a.txt", Plan())


def test_many_repairs_and_many_lines_are_bounded():
    """A repair costs a kilobyte: ten thousand are told apart, the rest line by line; and no article has so many lines."""
    text = "The ba\u200bnk sa\u200bid so.\n" * 20_000
    result = process(text.encode(), "a.txt", Plan(findings_only=True))
    assert result.mended.text == text.replace("\u200b", "")
    assert len(result.mended.edits) == MANY + (20_000 - MANY // 2)
    long = process(("\x1b[" * 35_000).encode(), "a.txt", Plan(findings_only=True))
    assert long.mended.text == "[" * 35_000 and len(long.mended.edits) == MANY + 3
    seed = Seed(Path(), "a.txt")
    for data in (b"a\n" * 60_000, b"\n" * 1_000_000, b"a\r" * 60_000):
        assert [found.code for found in judge(seed, data, Plan()).findings] == ["IO110"]
    assert judge(seed, b"The bank said so.\n" * 50_000, Plan(findings_only=True)).findings[0].code != "IO110"
