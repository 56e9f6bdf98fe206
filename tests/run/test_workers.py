"""Workers: the same output, an error for the file that kills one, and nothing left behind after a signal."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from corpuskit.pipeline import Plan
from corpuskit.run import local
from corpuskit.run.roots import gather
from corpuskit.settings import Loaded, Settings

WORDS = [
    "the",
    "bank",
    "said",
    "on",
    "friday",
    "that",
    "prices",
    "rose",
    "for",
    "a",
    "third",
    "month",
    "in",
    "a",
    "row",
    "and",
    "would",
    "rise",
    "again",
]


@pytest.fixture
def many(tmp_path):
    random.seed(5)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(260):
        lines = [" ".join(random.choices(WORDS, k=random.randint(3, 40))) + "." for _ in range(random.randint(1, 12))]
        (folder / f"{number:03}.txt").write_text("\n".join(lines))
    return folder


def command(*arguments):
    return [sys.executable, "-m", "corpuskit", *map(str, arguments)]


def test_any_number_of_workers_writes_the_same(many, tmp_path):
    found = set()
    for jobs in (1, 2, 8):
        subprocess.run(
            command("normalize", many, "-o", tmp_path / "a.jsonl", "-j", jobs, "--index", "off"),
            check=True,
            capture_output=True,
        )
        found.add(((tmp_path / "a.jsonl").read_bytes(), (tmp_path / "a.ledger.jsonl").read_bytes()))
    assert len(found) == 1


BATCH = local._Batch


class Killer(BATCH):
    def __call__(self, seeds):
        if any(seed.path == "131.txt" for seed in seeds):
            os.kill(os.getpid(), signal.SIGKILL)
        return BATCH(self.plan, self.limit, self.given)(seeds)


def test_a_worker_that_dies_is_an_error_that_names_its_file(many, monkeypatch):
    monkeypatch.setattr(local, "_Batch", Killer)
    root = gather([str(many)], Loaded(Settings(), None, many.parent, ()))[0]
    outcomes = list(local.run(root, Plan(findings_only=True), 10**7, 2))
    assert [outcome.seed.path for outcome in outcomes] == [seed.path for seed in root.seeds]
    bad = [outcome for outcome in outcomes if outcome.failed]
    assert [outcome.seed.path for outcome in bad] == ["131.txt"] and "died" in bad[0].findings[0].message


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_signal_ends_the_run_quietly_and_leaves_nothing(many, tmp_path, number, code, jobs):
    output = tmp_path / "out"
    output.mkdir()
    process = subprocess.Popen(
        command("normalize", many, "-o", output / "a.jsonl", "-j", jobs, "--index", "off", "--no-cache"),
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    deadline = time.monotonic() + 20
    while not os.listdir(output) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    _, said = process.communicate(timeout=20)
    if process.returncode != 0:
        assert process.returncode == code and b"Traceback" not in said
        # a signal that comes when all is in place leaves it there, whole
        assert sorted(os.listdir(output)) in ([], ["a.jsonl", "a.ledger.jsonl"])
    with pytest.raises(ProcessLookupError):
        for _ in range(100):
            os.killpg(process.pid, 0)
            time.sleep(0.05)


def test_workers_that_die_before_they_are_given_a_file_leave_every_file_judged(tmp_path, monkeypatch):
    import contextlib
    from concurrent.futures.process import BrokenProcessPool

    whole = local._pool
    started = []

    @contextlib.contextmanager
    def first_is_dead(jobs):
        started.append(jobs)
        if len(started) == 1:
            raise BrokenProcessPool("a worker was killed")
        with whole(jobs) as pool:
            yield pool

    monkeypatch.setattr(local, "_pool", first_is_dead)
    names = ["a.txt", "b.txt", "c.txt"]
    for name in names:
        (tmp_path / name).write_text("Prices rose.\n")
    seeds = [local.Seed(tmp_path, name) for name in names]
    outcomes = list(local._parallel(seeds, local._Batch(Plan(), 1000, {}), 2))
    assert [outcome.seed.path for outcome in outcomes] == names
    assert started == [2, 1]  # one worker does them all: to start one for each would take too long


def test_a_worker_that_is_killed_in_the_midst_of_a_message_hangs_nothing():
    script = """
import os, struct
from corpuskit.run.local import _pool
try:
    with _pool(2) as pool:
        os.write(pool._result_queue._writer.fileno(), struct.pack("!i", 100_000))
        pool.submit(int).result(1)
except TimeoutError:
    print("ended")
"""
    assert subprocess.check_output([sys.executable, "-c", script], stderr=subprocess.STDOUT, timeout=60) == b"ended\n"
