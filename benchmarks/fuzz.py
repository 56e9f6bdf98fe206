"""Mutates the seeds and the hostile corpus and asserts the laws of the house.

    python benchmarks/fuzz.py --seconds 60 [--seed 1] [--stop]

Files: bytes, lines and encodings are changed; for each the laws of tests/laws/laws.py hold. Indexes: rows of a true
INDEX.md are changed; reading never raises, and only what is true opens the gate. Settings: keys and values are changed;
they load, or are refused in one line. Every input that breaks a law is written to tests/laws/found/ as it is, and with
`--stop` ends the run; make it small, name it, and the tests hold it for ever.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parents[1]
LAWS = HERE / "tests" / "laws"
sys.path.insert(0, str(LAWS))

from hostile import SETTINGS, indexes, texts
from laws import holds, index_holds
from lines import LINES

from corpuskit.errors import CorpuskitError
from corpuskit.index.compare import compare
from corpuskit.index.manifest import Entry
from corpuskit.index.reader import read
from corpuskit.index.writer import write
from corpuskit.settings import load

LARGEST = 6000  # bytes of a mutated file
SLOW = 5.0  # seconds of processor time for one input
ENCODINGS = (
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "cp1252",
    "latin-1",
    "cp1251",
    "shift_jis",
    "gb18030",
    "utf-8-sig",
)
TOKENS = (
    "\u202e", "\u200b", "\u200d", "\ufeff", "\u2028", "\x85", "\x00", "\x1b[31m", "\x9b", "\U000e0041", "\ufe0f", "\u0301",
    "&amp;", "&#x202e;", "&amp;lt;", "â€™", "Ã©", "ï»¿", "\ufffd", "\r", "\n", "\r\n", "\n\n", "\t", "::error::x", "##[x]",
    "Advertisement:", "Source: X", "By John Smith", "January 5, 2024", "2024-01-05", "LONDON (Reuters) - ", "Read more:",
    "Photo: A/B", "…", "“", "”", "|", "`", "<!--", "-->", "é", "中", "ไ", "ع", "👨\u200d👩", "\U0001f3f4\U000e0067\U000e0062",
)  # fmt: skip


def pool() -> list[bytes]:
    """What is mutated."""
    found = [case.data for case in texts() if not case.refused]
    found += [path.read_bytes() for path in sorted((HERE / "seeds").glob("*.txt"))]
    found += [path.read_bytes() for path in sorted((LAWS / "found").glob("*.bin"))]
    found += [make(400).encode("utf-8", "surrogatepass") for make in LINES.values()]
    return found


def mutate(data: bytes, others: list[bytes], dice: random.Random) -> bytes:
    """One file, changed in a few ways."""
    start = dice.randrange(max(1, len(data) - LARGEST // 2)) if len(data) > LARGEST else 0
    data = data[start : start + LARGEST]
    for _ in range(dice.choice((1, 1, 2, 3, 5))):
        data = dice.choice(CHANGES)(data, others, dice)[:LARGEST]
    return data


def _flip(data: bytes, others: list[bytes], dice: random.Random) -> bytes:
    made = bytearray(data or b"a")
    for _ in range(dice.choice((1, 2, 8))):
        made[dice.randrange(len(made))] = dice.randrange(256)
    return bytes(made)


def _cut(data: bytes, others: list[bytes], dice: random.Random) -> bytes:
    one, two = sorted((dice.randrange(len(data) + 1), dice.randrange(len(data) + 1)))
    return data[:one] + data[two:] if dice.random() < 0.5 else data[one:two]


def _token(data: bytes, others: list[bytes], dice: random.Random) -> bytes:
    for _ in range(dice.choice((1, 3, 9))):
        at = dice.randrange(len(data) + 1)
        token = dice.choice(TOKENS).encode(dice.choice(("utf-8", "utf-8", "utf-16-le", "cp1252")), "replace")
        data = data[:at] + token * dice.choice((1, 1, 2, 40)) + data[at:]
    return data


def _lines(data: bytes, others: list[bytes], dice: random.Random) -> bytes:
    lines = data.splitlines(keepends=True) or [data]
    kind = dice.randrange(4)
    if kind == 0:
        dice.shuffle(lines)
    elif kind == 1:
        lines.insert(dice.randrange(len(lines) + 1), dice.choice(lines) * dice.choice((1, 2, 30)))
    elif kind == 2:
        other = dice.choice(others).splitlines(keepends=True) or [b""]
        lines.insert(dice.randrange(len(lines) + 1), dice.choice(other))
    else:
        lines = [line.rstrip(b"\r\n") + dice.choice((b"\n", b"\r\n", b"\r", b"\n\n")) for line in lines]
    return b"".join(lines)


def _encode(data: bytes, others: list[bytes], dice: random.Random) -> bytes:
    text = data.decode(dice.choice(ENCODINGS), "replace")
    if dice.random() < 0.4:
        text = text.encode("utf-8", "replace").decode("cp1252", "replace")
    return text.encode(dice.choice(ENCODINGS), "replace")


def _splice(data: bytes, others: list[bytes], dice: random.Random) -> bytes:
    other = dice.choice(others)
    at, to = dice.randrange(len(data) + 1), dice.randrange(len(other) + 1)
    return data[:at] + other[to : to + 500] + data[at:]


CHANGES: tuple[Callable[[bytes, list[bytes], random.Random], bytes], ...] = (
    _flip, _cut, _token, _token, _lines, _lines, _encode, _splice,
)  # fmt: skip


def try_file(dice: random.Random, others: list[bytes]) -> tuple[bytes, Callable[[], object]]:
    """A mutated file and its laws."""
    data = mutate(dice.choice(others), others, dice)
    return data, lambda: holds(data)


def try_index(dice: random.Random, others: list[bytes]) -> tuple[bytes, Callable[[], object]]:
    """A mutated INDEX.md and its laws."""
    entries = [Entry(f"{name}.txt", hashlib.sha256(name.encode()).hexdigest(), 1, name) for name in ("a", "b|c", "é d")]
    true = write(None, entries)
    forged = dice.choice(FORGERS)(true) if dice.random() < 0.5 else true
    data = mutate(forged, [*others[:40], forged], dice) if dice.random() < 0.9 else forged

    def check() -> None:
        index_holds(data, entries)
        try:
            new = write(data, entries)
        except CorpuskitError:
            return
        again = write(new, entries)
        assert again == new, "writing an index twice is not writing it once"
        bad = [found for found in compare(read(new, [e.path for e in entries]), entries) if found.severity == "error"]
        by_hand = {"IDX102", "IDX106", "IDX109", "IDX114", "IDX115", "IDX117"}  # what only a person can mend
        codes = {found.code for found in bad}
        assert codes <= by_hand or "IDX117" in codes, bad

    return data, check


def try_settings(dice: random.Random, others: list[bytes]) -> tuple[bytes, Callable[[], object]]:
    """Mutated settings and their law."""
    text = dice.choice(list(SETTINGS.values()))
    data = text if isinstance(text, bytes) else text.encode()
    data = mutate(data, [data, b"root = 'seeds'\n", b"[per_file_ignores]\n'*' = ['IDX']\n", *others[:5]], dice)

    def check() -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "corpuskit.toml"
            file.write_bytes(data)
            try:
                load(file).checksum()
            except CorpuskitError as error:
                assert error.message

    return data, check


FORGERS = [forge for _, _, forge in indexes()]
KINDS = {"file": (try_file, 12), "index": (try_index, 4), "settings": (try_settings, 1)}


def main() -> int:
    """Fuzz; 1 if a law was broken."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--seconds", type=float, default=60)
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--stop", action="store_true", help="end at the first failure")
    options = made.parse_args()
    dice, others = random.Random(options.seed), pool()
    kinds = [kind for kind, (_, weight) in KINDS.items() for _ in range(weight)]
    tried: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    deadline = time.monotonic() + options.seconds
    while time.monotonic() < deadline and not (options.stop and broken):
        kind = dice.choice(kinds)
        data, check = KINDS[kind][0](dice, others)
        tried[kind] += 1
        started = time.process_time()
        try:
            check()
            assert time.process_time() - started < SLOW, f"{time.process_time() - started:.1f} seconds"
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
            _note(kind, data, error, broken)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{sum(tried.values())} inputs ({dict(sorted(tried.items()))}), {sum(broken.values())} failures in "
          f"{len(broken)} places, peak {peak} MB")  # fmt: skip
    return int(bool(broken))


def _note(kind: str, data: bytes, error: Exception, broken: Counter[str]) -> None:
    """Write down the first input that fails at a place in the program."""
    last = [frame for frame in traceback.extract_tb(error.__traceback__) if "fuzz.py" not in frame.filename][-1:]
    place = f"{kind} {type(error).__name__} " + "".join(f"{Path(f.filename).name}:{f.lineno}" for f in last)
    broken[place] += 1
    if broken[place] == 1:
        name = f"{kind}-{hashlib.sha256(data).hexdigest()[:10]}.bin"
        (LAWS / "found").mkdir(exist_ok=True)
        (LAWS / "found" / name).write_bytes(data)
        print(f"{place}: {str(error)[:300]!a}: tests/laws/found/{name}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
