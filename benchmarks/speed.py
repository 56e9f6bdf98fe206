"""How fast corpuskit is against its peers: every row of docs/performance.md, in one run.

    python benchmarks/speed.py [--files 10000] [--large 100000] [--repeat 5] [--rows peers,git,...]
        [--model lid.176.ftz] [--from TEXTS] [--scratch FOLDER]

Run it with the Python of an environment that has corpuskit, and for the peers ftfy, langdetect, orjson, datatrove and
fasttext; a peer that is missing is left out. The corpora are made by benchmarks/corpus.py. CPU is user and system time
of the whole tree of processes; every number is a median. `--large 0` leaves out what needs the large corpus.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import corpus

HERE = Path(__file__).parent
PACKAGES = ("seed-corpuskit", "ftfy", "langdetect", "langdetect-rs", "pydantic", "orjson", "datatrove")
SMALL = 1000


def run(command, folder, quiet=True):
    """CPU and wall seconds, and the peak of any one process in MB."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    errors = subprocess.DEVNULL if quiet else None
    child = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=errors)
    _, status, used = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{' '.join(map(str, command))} failed in {folder}: {status}")
    return used.ru_utime + used.ru_stime, time.perf_counter() - started, used.ru_maxrss / 1000


class Bench:
    """The corpora, made when they are first asked for, and how to measure in them."""

    def __init__(self, options, scratch):
        self.options, self.scratch = options, scratch
        self.texts = corpus.read_texts(options.texts) if options.texts else ()
        self.made = {}

    def corpus(self, files):
        """A work folder with `files` files in seeds/ and their index, in a git repository of its own."""
        if files not in self.made:
            folder = self.scratch / f"{files}"
            corpus.make(folder / "seeds", files, texts=self.texts, index=True)
            git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "gc.auto=0"]
            for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"], ["gc", "-q"]):
                subprocess.run([*git, *command], cwd=folder, check=True)
            time.sleep(2.5)  # so that no file is young
            self.made[files] = folder
        return self.made[files]

    def tool(self, files, *arguments):
        command = [sys.executable, "-m", "corpuskit", "normalize", "-o", "../out.jsonl", *arguments]
        return run(command, self.corpus(files))

    def median(self, measure):
        """Medians of CPU, wall and peak of `measure()`."""
        rows = [measure() for _ in range(self.options.repeat)]
        return [statistics.median(column) for column in zip(*rows, strict=True)]

    def each(self, measure, files):
        """CPU milliseconds a document: of `files` documents, less those of one."""
        return (self.median(lambda: measure(files))[0] - self.median(lambda: measure(1))[0]) / (files - 1) * 1000


def row(measure, value, target):
    print(f"| {measure} | {value} | {target} |", flush=True)


def peers(bench):
    files = bench.options.files
    own = bench.each(lambda n: bench.tool(n, "--no-cache", "-j", "1"), files)
    row("normalize, CPU a document", f"{own:.2f} ms", "")
    targets = {"script": (10, 16), "datatrove": (2.5, 4), "floor": (60, 35)}
    for peer, (plain, fast) in targets.items():
        command = [sys.executable, HERE / "peers.py", peer, "seeds", "../peer.jsonl"]
        command += ["--model", bench.options.model] if bench.options.model else []
        try:
            count = min(files, SMALL) if peer == "script" else files
            other = bench.each(lambda n, c=command: run(c, bench.corpus(n)), count)
        except SystemExit as missing:
            row(f"against {peer}", f"not measured: {missing}", "")
            continue
        if peer == "floor":
            row(f"against the floor, {other:.3f} ms", f"{own / other:.0f}x", f"<= {plain}x, {fast}x with `fast`")
        else:
            row(f"against {peer}, {other:.2f} ms", f"1/{other / own:.1f}", f"<= 1/{plain}, 1/{fast} with `fast`")


def unchanged(bench):
    for files, target in ((bench.options.files, "<= 12x"), (bench.options.large, "<= 4x")):
        if not files:
            continue
        bench.tool(files)
        own, wall, _ = bench.median(lambda n=files: bench.tool(n))
        status = bench.median(lambda n=files: run(["git", "status"], bench.corpus(n)))[0]
        row(
            f"{files:,} files, nothing changed: CPU {own:.2f} s, wall {wall:.2f} s",
            f"{own / status:.1f}x git status",
            target,
        )


def changed(bench):
    files = bench.options.files
    folder = bench.corpus(files)
    full = bench.tool(files, "--no-cache", "-j", "1")[0]
    bench.tool(files)
    same = bench.median(lambda: bench.tool(files))[0]

    def fresh():
        for path in folder.rglob("seeds/*/*.txt"):
            os.utime(path)
        time.sleep(2.5)
        return bench.tool(files)

    row("fresh checkout against a full run", f"{full / bench.median(fresh)[0]:.0f}x cheaper", ">= 15x")
    number = 0

    def one():
        nonlocal number
        number += 1
        path, index = folder / "seeds/000/000050.txt", folder / "seeds/INDEX.md"
        old = corpus.hashlib.sha256(path.read_bytes()).hexdigest()
        path.write_text(
            f"{path.read_text(encoding='utf-8', errors='replace')}\nOne more line, number {number}, is here.\n"
        )
        new = corpus.hashlib.sha256(path.read_bytes()).hexdigest()
        index.write_text(index.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        return bench.tool(files)

    row("one file and its row changed, against nothing", f"{bench.median(one)[0] / same:.1f}x", "<= 2x")


def workers(bench):
    files = bench.options.files
    one = bench.median(lambda: bench.tool(files, "--no-cache", "-j", "1"))
    two = bench.median(lambda: bench.tool(files, "--no-cache", "-j", "2"))
    row("two workers against one: wall", f"{one[1] / two[1]:.2f}x", ">= 1.7x")
    row("two workers against one: CPU", f"{two[0] / one[0] - 1:+.0%}", "<= +10 %")


def memory(bench):
    for files, target in ((SMALL, 130), (bench.options.files, 140), (bench.options.large, 190)):
        if files:
            peak = bench.tool(files, "--no-cache", "-j", "2")[2]
            row(f"peak memory of any process, {files:,} files", f"{peak:.0f} MB", f"<= {target} MB")


def phrases(bench):
    folder = bench.corpus(SMALL)
    costs = []
    for count in (100, 10_000):
        words = folder / "phrases"
        words.mkdir(exist_ok=True)
        lines = [f"Boilerplate of kind {number} on every page" for number in range(count)]
        (words / "own.txt").write_text("[navigation]\n" + "\n".join(lines) + "\n")
        (folder / "corpuskit.toml").write_text('phrases = "phrases"\n')
        costs.append(bench.median(lambda: bench.tool(SMALL, "--no-cache", "-j", "1"))[0])
    (folder / "corpuskit.toml").unlink()
    row("10,000 phrases of one's own against 100", f"{costs[1] / costs[0]:.2f}x", "<= 1.5x")


def start(bench):
    one, five = bench.corpus(1), bench.corpus(5)
    for name, arguments, folder, target in (
        ("--version", ["--version"], one, 40),
        ("index check", ["index"], five, 70),
        ("check of one English file", ["check", "--no-cache"], one, 180),
        ("check of five", ["check", "--no-cache"], five, 180),
    ):
        command = [sys.executable, "-m", "corpuskit", *arguments]
        row(
            f"start: {name}",
            f"{bench.median(lambda c=command, f=folder: run(c, f))[0] * 1000:.0f} ms",
            f"<= {target} ms",
        )


ROWS = {
    "peers": peers, "unchanged": unchanged, "changed": changed, "workers": workers, "memory": memory, "phrases": phrases,
    "start": start,
}  # fmt: skip


def installed():
    for package in PACKAGES:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            continue


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--rows", default=",".join(ROWS))
    parser.add_argument("--model", type=lambda path: Path(path).absolute())
    parser.add_argument("--from", dest="texts", type=Path)
    parser.add_argument("--scratch", type=Path)
    options = parser.parse_args()
    about = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    cpu = next((line.split(": ")[1].strip() for line in about if line.startswith("model name")), "")
    print(
        f"{platform.platform()}, {cpu or platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    )
    print(f"Python {platform.python_version()}, {', '.join(installed())}")
    print(f"python benchmarks/speed.py {' '.join(sys.argv[1:])}\n")
    print("| measure | found | target |\n|---|---|---|")
    scratch = Path(tempfile.mkdtemp(prefix="corpuskit-speed-", dir=options.scratch))
    try:
        bench = Bench(options, scratch)
        for name in options.rows.split(","):
            ROWS[name](bench)
    finally:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
