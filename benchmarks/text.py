"""Every figure of docs/text.md in one run: repair against ftfy, bytes, and language.

    python benchmarks/text.py FOLDER [--ftfy SDIST] [--strings N] [--only repair|bytes|language]

FOLDER holds `docs.jsonl.gz` and `lines.jsonl.gz` with `{"lang", "text"}` a line; SDIST is an unpacked source
distribution of ftfy, for its own test cases. Times are processor time of this process.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parent))

Row = tuple[str, str]


def rows(folder: Path, name: str) -> list[Row]:
    """Language and text of each line of a gzipped file."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [(row["lang"], row["text"]) for row in map(json.loads, file)]


def seconds(work: Callable[[str], object], texts: Iterable[str], repeat: int = 3) -> float:
    """The least processor time of `work` over all `texts`."""
    times = []
    for _ in range(repeat):
        start = process_time()
        for text in texts:
            work(text)
        times.append(process_time() - start)
    return min(times)


def say(what: str, figure: object, target: str = "") -> None:
    print(f"{what:<62} {figure!s:>22}  {target}", flush=True)


def chunks(items: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def main() -> None:
    made = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    made.add_argument("folder", type=Path)
    made.add_argument("--ftfy", type=Path, help="an unpacked source distribution of ftfy")
    made.add_argument("--strings", type=int, default=3_000_000, help="random strings for repair")
    made.add_argument("--only", choices=("repair", "bytes", "language"))
    options = made.parse_args()
    docs, lines = rows(options.folder, "docs"), rows(options.folder, "lines")
    print(f"{len(docs)} documents, {len(lines)} lines, {len({lang for lang, _ in docs})} languages")
    if options.only in (None, "bytes"):
        import text_bytes

        text_bytes.report(docs, lines)
    if options.only in (None, "language"):
        import text_language

        text_language.report(docs, lines)
        text_language.always_the_same(str(options.folder))
    if options.only in (None, "repair"):
        import text_repair

        text_repair.report(docs, lines, options.ftfy, options.strings)


if __name__ == "__main__":
    main()
