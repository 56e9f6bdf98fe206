"""Faults: killed at every step, a full disk at every write, signals, races, files that change, workers that die or hang.

After each: outputs are the old or the new and whole, inputs are as they were, no temporary file is left but by a kill,
no process is left, and the next run needs no help.
"""

import contextlib
import errno
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpuskit import files, outputs
from corpuskit.cli import main
from corpuskit.run import local
from corpuskit.run.restoring import pairs

BODY = "Prices rise again\n\nPrices rose for a third month in a row, the bank said on Friday, and would rise again.\n"
DIRTY = BODY.replace("bank", "ba\u200bnk")
STEPS = ("write", "replace", "fsync", "open", "unlink", "fchmod")


class Stop(BaseException):
    """Where a child would have ended."""


def quietly(*arguments):
    """The command line in process, with what it says thrown away."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as err:
        code = main([str(argument) for argument in arguments])
    return code, err.getvalue()


def forked(work, timeout=60):
    """Run `work` in a child; its exit code, or less than zero for the signal that ended it."""
    child = os.fork()
    if not child:
        code = 70
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            code = work()
        finally:
            os._exit(code)
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    raise AssertionError("the run hangs")


def faulty(number, fault):
    """Let the system call `number` of the next run of this process fail: `fault` is called in its place."""
    count = 0

    def wrap(real):
        def call(*arguments, **options):
            nonlocal count
            count += 1
            if count == number:
                fault()
            return real(*arguments, **options)

        return call

    for name in STEPS:
        setattr(os, name, wrap(getattr(os, name)))


def kill():
    os.kill(os.getpid(), signal.SIGKILL)


def failing(number):
    def fail():
        raise OSError(number, os.strerror(number))

    return fail


def terminate():
    os.kill(os.getpid(), signal.SIGTERM)


@pytest.fixture
def corpus(tmp_path):
    root = tmp_path / "seeds"
    root.mkdir()
    for name in ("a", "b", "c"):
        (root / f"{name}.txt").write_text(DIRTY if name != "b" else BODY)
    assert quietly("index", "--write", root)[0] == 0
    return root


def snapshot(*folders):
    """Every file below the folders and its bytes, but not what a run may leave: caches and temporary files."""
    return {
        path: path.read_bytes()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".corpuskit-")
    }


def left_over(folder):
    return [path for path in folder.rglob(".corpuskit-*") if path.is_file()]


def verbs(corpus, output):
    """Each verb that writes, and what it must leave alone."""
    return {
        "normalize": (["normalize", corpus, "-o", output / "a.jsonl", "--no-cache"], [corpus]),
        "fix": (["check", corpus, "--fix", "--no-cache"], []),
        "index": (["index", "--write", corpus], [corpus / "a.txt", corpus / "b.txt", corpus / "c.txt"]),
        "restore": (["restore", output / "old.jsonl", "--to", output / "back", "--force"], [corpus]),
    }


@pytest.fixture(params=["normalize", "fix", "index", "restore"])
def job(request, corpus, tmp_path):
    """A verb with work to do, the state before and after it, and how to go back."""
    output = tmp_path / "out"
    output.mkdir()
    (output / "back").mkdir()
    assert quietly("normalize", corpus, "-o", output / "old.jsonl", "--no-cache")[0] == 0
    if request.param == "normalize":
        (output / "a.jsonl").write_text("old\n")
        (output / "a.ledger.jsonl").write_text("old ledger\n")
    if request.param == "index":
        (corpus / "INDEX.md").write_text("# Mine\n")
    arguments, kept = verbs(corpus, output)[request.param]
    before = snapshot(corpus, output)
    code, said = quietly(*arguments)
    assert code == 0, said
    after = snapshot(corpus, output)
    assert after != before

    def back():
        for folder in (corpus, output):
            shutil.rmtree(folder)
            folder.mkdir()
        (output / "back").mkdir()
        for path, data in before.items():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)

    back()
    return arguments, before, after, (corpus, output), back, kept


def every_step(job, fault):
    """Run with the fault at the first step, the second, and so on, until a run ends without it."""
    arguments, _, after, folders, back, _ = job
    for number in range(1, 200):
        back()
        code = forked(lambda number=number: faulty(number, fault) or quietly(*arguments)[0])
        yield code
        if code == 0 and snapshot(*folders) == after:
            return
    raise AssertionError("no run ended")


def whole(job):
    """Every file is the old one or the new one; an index may have some of the rows that fixes change."""
    arguments, before, after, folders, _, _ = job
    for path, data in snapshot(*folders).items():
        if path.name == "INDEX.md" and "--fix" in arguments:
            rows = zip(*(text.splitlines() for text in (data, before[path], after[path])), strict=True)
            assert all(row in (old, new) for row, old, new in rows)
        else:
            assert data in (before.get(path), after.get(path)), path
    assert set(before) - set(snapshot(*folders)) == set()


def test_killed_at_every_step(job):
    arguments, _, after, folders, _, _ = job
    steps = 0
    for code in every_step(job, kill):
        assert code in (-signal.SIGKILL, 0)
        whole(job)
        assert len(left_over(folders[0])) + len(left_over(folders[1])) <= 2
        steps += 1
        assert quietly(*arguments)[0] == 0
        assert snapshot(*folders) == after
        assert not left_over(folders[0]) and not left_over(folders[1])
    assert steps > 5


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT, errno.EMFILE])
def test_the_system_refuses_every_step(job, number):
    arguments, _, after, folders, _, _ = job
    for code in every_step(job, failing(number)):
        assert code in (0, 1, 2)
        whole(job)
        assert not left_over(folders[0]) and not left_over(folders[1])
        if number == errno.ENOSPC:
            assert quietly(*arguments)[0] == 0
            assert snapshot(*folders) == after


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 100 pages, where one may be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk]
    if os.geteuid() or not shutil.which("mount") or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


@pytest.mark.parametrize("verb", ["normalize", "fix", "index", "restore"])
def test_a_full_disk_wherever_it_ends(small_disk, tmp_path, monkeypatch, verb):
    """The disk has room for no page, for one, for two, until the work is done."""
    monkeypatch.chdir(tmp_path)
    folder = small_disk / "work"
    for name in ("seeds", "out"):
        (folder / name).mkdir(parents=True)
    for name in ("a", "b", "c"):
        (folder / "seeds" / f"{name}.txt").write_text(DIRTY * 40)
    assert quietly("index", "--write", folder / "seeds")[0] == 0
    assert quietly("normalize", folder / "seeds", "-o", tmp_path / "old.jsonl", "--no-cache")[0] == 0
    (folder / "out" / "a.jsonl").write_text("old\n")
    (folder / "out" / "a.ledger.jsonl").write_text("old ledger\n")
    arguments, _ = verbs(folder / "seeds", folder / "out")[verb]
    if verb == "restore":
        arguments[1] = tmp_path / "old.jsonl"
    if verb == "index":
        (folder / "seeds" / "INDEX.md").write_text("# Mine\n")
    before = snapshot(folder)
    spare, codes = 0, []
    while 0 not in codes:
        with contextlib.suppress(OSError), open(small_disk / "filler", "wb", buffering=0) as filler:
            while filler.write(bytes(4096)):
                pass
        os.truncate(small_disk / "filler", max(0, os.path.getsize(small_disk / "filler") - 4096 * spare))
        code, said = quietly(*arguments)
        codes.append(code if code or snapshot(folder) != before else 1)
        assert code in (0, 1, 2) and "internal" not in said
        assert not left_over(folder)
        if 0 not in codes:
            changed = {path for path, data in snapshot(folder).items() if before.get(path) != data}
            assert verb in ("fix", "restore") or not changed, changed
        (small_disk / "filler").unlink()
        spare += 1
    after = snapshot(folder)
    assert len(codes) > 1 and after != before
    assert quietly(*arguments)[0] == 0 and snapshot(folder) == after


def test_terminated_at_every_step(job):
    _, _, _, folders, _, _ = job
    for code in every_step(job, terminate):
        assert code in (128 + signal.SIGTERM, 0)
        whole(job)
        assert not left_over(folders[0]) and not left_over(folders[1])


def test_a_pair_that_does_not_belong_together_is_refused(corpus, tmp_path):
    assert quietly("normalize", corpus, "-o", tmp_path / "a.jsonl", "--no-cache")[0] == 0
    (corpus / "a.txt").write_text(BODY * 2)
    quietly("index", "--write", corpus)
    assert quietly("normalize", corpus, "-o", tmp_path / "b.jsonl", "--no-cache")[0] == 0
    shutil.copy(tmp_path / "b.ledger.jsonl", tmp_path / "a.ledger.jsonl")
    code, said = quietly("restore", tmp_path / "a.jsonl", "--to", tmp_path / "back")
    assert code == 2 and "not that of the record" in said
    assert quietly("verify", tmp_path / "a.jsonl")[0] == 1


def test_a_run_at_once_waits_for_both_renames_of_another(corpus, tmp_path):
    """The first run dawdles between its renames; the second, begun then, must not put its pair in between."""
    other = tmp_path / "others"
    other.mkdir()
    (other / "a.txt").write_text(BODY * 3)
    output, begun, real = tmp_path / "out", tmp_path / "begun", os.replace
    output.mkdir()

    def dawdle(source, target):
        real(source, target)
        if str(target).endswith(".ledger.jsonl"):
            begun.touch()
            time.sleep(2)

    def first():
        os.replace = dawdle
        return quietly("normalize", corpus, "-o", output / "a.jsonl", "--no-cache", "--index", "off")[0]

    child = os.fork()
    if not child:
        code = 70
        try:
            code = first()
        finally:
            os._exit(code)
    while not begun.exists():
        time.sleep(0.01)
    assert quietly("normalize", other, "-o", output / "a.jsonl", "--no-cache", "--index", "off")[0] == 0
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert len(list(pairs(output / "a.jsonl"))) == 1


def test_runs_at_once_leave_no_mixed_pair(corpus, tmp_path):
    """Four runs over two corpora end together, each slow between its two renames."""
    other = tmp_path / "others"
    shutil.copytree(corpus, other)
    (other / "a.txt").write_text(BODY * 3)
    quietly("index", "--write", other)
    output = tmp_path / "out"
    output.mkdir()
    real = os.replace

    def slow(*arguments):
        time.sleep(random.random() / 20)
        real(*arguments)
        time.sleep(random.random() / 20)

    def work(root):
        os.replace = slow
        return quietly("normalize", root, "-o", output / "a.jsonl", "--no-cache")[0]

    for _ in range(4):
        children = []
        for root in (corpus, other) * 2:
            child = os.fork()
            if not child:
                code = 70
                try:
                    code = work(root)
                finally:
                    os._exit(code)
            children.append(child)
        assert {os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children} == {0}
        assert len(list(pairs(output / "a.jsonl"))) == 3
        assert sorted(path.name for path in output.iterdir()) == ["a.jsonl", "a.ledger.jsonl"]


CHANGES = {
    "grows": lambda path: path.open("ab").write(b"more\n"),
    "shrinks": lambda path: os.truncate(path, 10),
    "is written anew": lambda path: path.write_bytes(path.read_bytes()[::-1]),
    "is replaced": lambda path: os.replace(path.with_name("b.txt"), path),
    "is deleted": lambda path: path.unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_changes_while_it_is_read_is_an_error(corpus, tmp_path, monkeypatch, change):
    real, done = files._read_all, []

    def changing(descriptor, size):
        data = real(descriptor, size)
        if b"\xe2\x80\x8b" in data and not done:
            done.append(time.sleep(0.02))
            CHANGES[change](corpus / "a.txt")
        return data

    monkeypatch.setattr(files, "_read_all", changing)
    code, said = quietly("normalize", corpus, "-o", tmp_path / "a.jsonl", "--no-cache", "-j", 1)
    assert code == 1 and done and "a.txt: error IO107 changed" in said
    assert not (tmp_path / "a.jsonl").exists()


def test_a_file_that_changes_before_its_fix_is_left(corpus, monkeypatch):
    from corpuskit.run import checking

    real = checking.fixed

    def changing(file, *arguments, **options):
        made = real(file, *arguments, **options)
        file.seed.file.write_text("another's words\n")
        return made

    monkeypatch.setattr(checking, "fixed", changing)
    _, said = quietly("check", corpus / "a.txt", "--fix", "--no-cache")
    assert "changed meanwhile" in said and (corpus / "a.txt").read_text() == "another's words\n"


def test_a_file_that_goes_before_it_is_read_is_an_error(corpus, tmp_path, monkeypatch):
    real = files.read

    def going(path, limit):
        if path.suffix == ".txt":
            path.unlink()
        return real(path, limit)

    monkeypatch.setattr(files, "read", going)
    code, said = quietly("normalize", corpus, "-o", tmp_path / "a.jsonl", "--no-cache", "--index", "off")
    assert code == 1 and "IO101" in said


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Enough files that workers are started."""
    root = tmp_path_factory.mktemp("many") / "seeds"
    root.mkdir()
    for number in range(local.WORTH_WORKERS + 20):
        (root / f"{number:03}.txt").write_text(BODY + f"Month {number} was no other, the bank said.\n" * (number % 30))
    return root


BATCH = local._Batch


class Odd(BATCH):
    """A batch whose worker acts up when it gets the file 131.txt."""

    act = staticmethod(kill)

    def __call__(self, seeds):
        if any(seed.path == "131.txt" for seed in seeds):
            Odd.act()
        return BATCH(self.plan, self.limit, self.given)(seeds)


def worker(monkeypatch, act):
    monkeypatch.setattr(Odd, "act", staticmethod(act))
    monkeypatch.setattr(local, "_Batch", Odd)
    monkeypatch.setattr(local, "BATCH_FILES", 32)


@pytest.mark.parametrize("name", ["killed", "hangs", "stopped", "exits"])
def test_a_worker_that_dies_or_hangs_is_an_error(many, tmp_path, monkeypatch, name):
    acts = {
        "killed": kill,
        "hangs": lambda: time.sleep(600),
        "stopped": lambda: os.kill(os.getpid(), signal.SIGSTOP),
        "exits": lambda: os._exit(3),
    }
    worker(monkeypatch, acts[name])
    monkeypatch.setattr(local, "PATIENCE", 1)
    code, said = quietly("normalize", many, "-o", tmp_path / "a.jsonl", "--no-cache", "--index", "off", "-j", 2)
    assert code == 1 and "131.txt: error IO109" in said and said.count(": error ") == 1
    assert os.listdir(tmp_path) == []


def test_a_worker_out_of_memory_is_one_line(many, tmp_path, monkeypatch):
    def full():
        raise MemoryError

    worker(monkeypatch, full)
    code, said = quietly("normalize", many, "-o", tmp_path / "a.jsonl", "--no-cache", "--index", "off", "-j", 2)
    assert code == 2 and said == "corpuskit: out of memory\n"
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="asks /proc how much it has")
def test_little_memory_is_one_line(tmp_path):
    """Whatever the step at which there is no more: libraries that end the process there, or hang, are not reached."""
    import resource

    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_text(
        "".join(f"Prices {n} rose again\n\nThe ba\u200bnk said {n} so.\n\n" for n in range(1500))
    )
    lines = ["normalize", seeds, "-o", tmp_path / "a.jsonl", "--no-cache", "--index", "off", "-j", 1]
    _, hard = resource.getrlimit(resource.RLIMIT_AS)

    def work(spare):
        has = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (has + spare, hard))
        code, said = quietly(*lines)
        return code if code == 0 or said == "corpuskit: out of memory\n" else 70

    for spare in range(4_000_000, 200_000_000, 4_000_000):
        code = forked(lambda spare=spare: work(spare))
        assert code in (0, 2)
        if code == 0:
            break
    assert sorted(os.listdir(tmp_path)) == ["a.jsonl", "a.ledger.jsonl", "seeds"]


def test_no_more_processes_is_no_reason_to_fail(many, tmp_path, monkeypatch):
    def refuse(*arguments, **options):
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(os, "fork", refuse)
    command = ["normalize", many, "--no-cache", "--index", "off"]
    assert quietly(*command, "-o", tmp_path / "a.jsonl", "-j", 2)[0] == 0
    assert quietly(*command, "-o", tmp_path / "b.jsonl", "-j", 1)[0] == 0
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_few_descriptors_are_no_reason_to_fail(many, tmp_path):
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)

    def work():
        resource.setrlimit(resource.RLIMIT_NOFILE, (len(os.listdir("/dev/fd")) + 8, hard))
        return quietly("normalize", many, "-o", tmp_path / "a.jsonl", "--no-cache", "--index", "off", "-j", 4)[0]

    assert forked(work) == 0 and len((tmp_path / "a.jsonl").read_bytes().splitlines()) == len(list(many.iterdir()))


def test_a_clock_that_runs_backwards_changes_nothing(corpus, tmp_path, monkeypatch):
    assert quietly("normalize", corpus, "-o", tmp_path / "a.jsonl")[0] == 0
    now = iter(range(10**6, 0, -1))
    for name in ("time", "monotonic"):
        monkeypatch.setattr(time, name, lambda: float(next(now)))
    monkeypatch.setattr(time, "time_ns", lambda: next(now))
    for file in corpus.iterdir():
        os.utime(file, (2**33, 2**33))
    for name in ("b", "b"):
        assert quietly("normalize", corpus, "-o", tmp_path / f"{name}.jsonl")[0] == 0
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
    assert (tmp_path / "a.ledger.jsonl").read_bytes() == (tmp_path / "b.ledger.jsonl").read_bytes()


def command(*arguments):
    return [sys.executable, "-m", "corpuskit", *map(str, arguments)]


def alive(group):
    """Whether a process of the group is left that is not a zombie."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                state, _, pgrp = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
                if int(pgrp) == group and state != "Z":
                    return True
    return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("moment", ["at once", "in the middle"])
def test_workers_end_with_the_run_that_is_killed(many, tmp_path, moment):
    run = subprocess.Popen(
        command("normalize", many, "-o", tmp_path / "a.jsonl", "--no-cache", "--index", "off", "-j", 2),
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )
    while moment != "at once" and not os.listdir(tmp_path) and run.poll() is None:
        time.sleep(0.01)
    time.sleep(0.05)
    run.kill()
    run.wait()
    deadline = time.monotonic() + 30
    while alive(run.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not alive(run.pid)
    assert len(left_over(tmp_path)) <= 2
    assert quietly("normalize", many, "-o", tmp_path / "a.jsonl", "--no-cache", "--index", "off", "-j", 1)[0] == 0
    assert sorted(os.listdir(tmp_path)) == ["a.jsonl", "a.ledger.jsonl"]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_a_worker_that_hangs_ends_with_the_run_that_is_killed(many, tmp_path, monkeypatch):
    worker(monkeypatch, lambda: (tmp_path / "hangs").touch() or time.sleep(40))
    child = os.fork()
    if not child:
        os.setsid()
        quietly("normalize", many, "-o", tmp_path / "a.jsonl", "--no-cache", "--index", "off", "-j", 2)
        os._exit(0)
    deadline = time.monotonic() + 30
    while not (tmp_path / "hangs").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while alive(child) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not alive(child)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_early_signal_is_quiet(number):
    """From the moment at which the handlers stand, before anything heavy is imported."""
    script = "import corpuskit.cli as c; do = c._dispatch; c._dispatch = lambda words: print(flush=True) or do(words); c.main(['check', '-'])"
    script = script.replace("c.main(", "raise SystemExit(c.main(") + ")"
    run = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    run.stdout.readline()
    time.sleep(0.02 * (number % 3))
    run.send_signal(number)
    _, said = run.communicate(timeout=60)
    assert run.returncode in (128 + number, -number) and b"Traceback" not in said


TAKEN = {
    "where no exception is taken": "class A:\n    def __del__(self): die()\nA()\ntime.sleep(30)",
    "where it becomes another": "class D:\n    def __set_name__(self, *_): die()\nclass A:\n    d = D()",
    "where it is caught": "try:\n    die()\nexcept BaseException:\n    pass",
}


@pytest.mark.parametrize("where", TAKEN)
def test_a_signal_is_never_lost(where):
    script = f"""
import os, signal, sys, time
import corpuskit.cli as c
def die():
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(0)
def work(words):
    exec({TAKEN[where]!r}, globals())
    return 0
sys.modules["corpuskit.cli.check"] = type(sys)("check")
sys.modules["corpuskit.cli.check"].main = work
raise SystemExit(c.main(["check"]))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (143, b"")


SHELL = """
cd {folder} || exit 9
( ulimit -f 1; {run} normalize seeds -o full.jsonl --no-cache ); echo "full $?"
{run} rule --pages > /dev/full; echo "device $?"
{run} rule --pages | true; echo "pipe ${{PIPESTATUS[0]}}"
{run} check seeds 2>&1 | true; echo "both ${{PIPESTATUS[0]}}"
{run} check seeds 2> /dev/full > /dev/null; echo "deaf $?"
{run} normalize seeds -o closed.jsonl --no-cache >&- 2>&- <&-; echo "closed $?"
mkdir gone; cd gone; rmdir ../gone
{run} normalize {folder}/seeds -o {folder}/gone.jsonl; echo "gone $?"
cd {folder}
( ulimit -n 10; {run} normalize seeds -o few.jsonl --no-cache ); echo "few $?"
mkdir locked; chmod 555 locked; {run} normalize seeds -o locked/a.jsonl; echo "folder $?"; ls -A locked
echo old > kept.jsonl; chmod 444 kept.jsonl; {run} normalize seeds -o kept.jsonl; echo "file $?"; cat kept.jsonl
chmod 444 seeds/a.txt; {run} check seeds/a.txt --fix; echo "fix $?"
"""


def test_what_a_shell_can_do_to_a_run(corpus, tmp_path):
    large = BODY + "".join(f"Month {number} was like no other before, the bank said.\n" for number in range(999))
    (corpus / "b.txt").write_text(large)
    quietly("index", "--write", corpus)
    before = snapshot(corpus)
    script = SHELL.format(folder=tmp_path, run=f"{sys.executable} -m corpuskit")
    done = subprocess.run(["bash", "-c", script], capture_output=True, timeout=300, check=True)
    out = done.stdout.decode().split("\n")
    told = dict(line.split(" ") for line in out if line.count(" ") == 1)
    assert told == {
        "full": "2", "device": "2", "pipe": "141", "both": "141", "deaf": "0", "closed": "0", "gone": "0", "few": "0",  "folder": "2", "file": "2", "fix": "0",
    } and "old" in out  # fmt: skip
    said = done.stderr.decode()
    assert "Traceback" not in said and "internal" not in said and "Exception" not in said
    for words in (
        "full.ledger.jsonl cannot be written",
        "No space left",
        "a read-only folder",
        "kept.jsonl is read-only",
        "the file is read-only",
    ):
        assert words in said, words
    assert snapshot(corpus) == before and not left_over(tmp_path)
    same = [(tmp_path / f"{name}.jsonl").read_bytes() for name in ("closed", "gone", "few")]
    assert len(set(same)) == 1 and len(same[0].splitlines()) == 3


def test_unchanged_outputs_are_not_written_and_modes_stay(corpus, tmp_path):
    target = tmp_path / "a.jsonl"
    assert quietly("normalize", corpus, "-o", target, "--no-cache")[0] == 0
    os.chmod(target, 0o640)
    os.utime(target, (1, 1))
    assert quietly("normalize", corpus, "-o", target, "--no-cache")[0] == 0
    assert target.stat().st_mtime == 1
    (corpus / "a.txt").write_text(BODY)
    os.chmod(corpus / "c.txt", 0o600)
    quietly("index", "--write", corpus)
    assert quietly("normalize", corpus, "-o", target, "--no-cache")[0] == 0
    assert target.stat().st_mtime != 1 and target.stat().st_mode & 0o777 == 0o640
    quietly("check", corpus, "--fix")
    assert (corpus / "c.txt").read_text() == BODY and (corpus / "c.txt").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kind", ["folder", "fifo", "link", "input", "index", "seed", "device"])
def test_an_output_that_is_no_output_is_refused(corpus, tmp_path, kind):
    target = {
        "input": corpus / "a.txt",
        "index": tmp_path / "INDEX.md",
        "seed": corpus / "new.txt",
        "device": Path("/dev/null"),
    }.get(kind, tmp_path / "odd")
    if kind == "folder":
        target.mkdir()
    if kind == "fifo":
        os.mkfifo(target)
    if kind == "link":
        target.symlink_to(corpus / "a.txt")
    before = snapshot(corpus), os.path.lexists(target) and os.lstat(target).st_mode
    for verb in (["normalize", corpus, "-o", target], ["check", corpus, "--write-baseline", target]):
        if verb[0] == "normalize" or kind not in ("seed",):
            assert quietly(*verb)[0] == 2, verb
    assert (snapshot(corpus), os.path.lexists(target) and os.lstat(target).st_mode) == before


def test_records_tell_what_they_are_of(corpus, tmp_path):
    assert quietly("normalize", corpus, "-o", tmp_path / "a.jsonl", "--no-cache")[0] == 0
    lines = (tmp_path / "a.ledger.jsonl").read_bytes().splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["a", "b", "c"]
    assert outputs.TEMPORARY == ".corpuskit-"


def test_a_cache_that_came_with_the_files_is_not_believed(corpus, tmp_path, monkeypatch):
    from corpuskit.run.cached import _sent

    monkeypatch.chdir(tmp_path)
    assert quietly("normalize", corpus, "-o", tmp_path / "a.jsonl")[0] == 0
    cache = tmp_path / ".corpuskit_cache"
    assert cache.is_dir() and not _sent(cache)

    def run(*arguments):
        subprocess.run(["git", "-C", tmp_path, *arguments], check=True, capture_output=True)

    run("init", "-q")
    assert not _sent(cache)
    run("add", corpus)
    assert not _sent(cache)
    run("add", "-f", cache)
    for version in ("2", "4"):
        run("update-index", "--index-version", version)
        assert _sent(cache) and not _sent(tmp_path / "none")
    before = snapshot(cache)
    assert quietly("normalize", corpus, "-o", tmp_path / "b.jsonl")[0] == 0
    assert snapshot(cache) == before
