"""Labelled pages: visible lines with a verdict letter each, to measure the cleaning against."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpuskit import files
from corpuskit.errors import CorpuskitError

KEPT, DROPPED, TITLE = "k", "d", "t"
MAX_LINE = 20_000_000  # bytes of one page
SUFFIXES = (".jsonl", ".jsonl.gz")
KEYS = ("id", "lines", "verdicts", "gold")


@dataclass(frozen=True, slots=True)
class Page:
    """`lines` of a page in order, `verdicts` with one letter each, and `gold`, the article's text.

    k is a line of the article, d boilerplate, t the title; lines of any other letter are not scored one by one.
    """

    set: str
    id: str
    lines: tuple[str, ...]
    verdicts: str
    gold: str


def read_labelled(folder: Path) -> Iterator[Page]:
    """Every page below `folder`, sorted by file: a set for each `*.jsonl` and `*.jsonl.gz`, one for all `*.txt`.

    CorpuskitError names the file and line of what is no labelled page, and a folder that holds none.
    """
    if not folder.is_dir():
        raise CorpuskitError(f"{files.show(folder)} is no folder", "name a folder of labelled pages")
    found = False
    for path in sorted(folder.iterdir(), key=lambda p: files.sort_key(p.name)):
        if path.name.endswith(SUFFIXES):
            yield from _rows(path)
        elif path.suffix == ".txt":
            yield _readable(path, folder)
        else:
            continue
        found = True
    if not found:
        raise CorpuskitError(
            f"{files.show(folder)}: no labelled pages", "corpuskit score reads *.jsonl, *.jsonl.gz, *.txt"
        )


def _rows(path: Path) -> Iterator[Page]:
    name = path.name.partition(".jsonl")[0]
    try:
        for number, line in enumerate(files.rows(path, MAX_LINE), 1):
            if line.strip():
                yield _row(line, name, f"{files.show(path)}:{number}")
    except (OSError, EOFError) as error:
        raise CorpuskitError(f"{files.show(path)}: cannot be read: {error}") from error


def _row(line: bytes, name: str, where: str) -> Page:
    if len(line) > MAX_LINE:
        raise CorpuskitError(f"{where}: has more than {MAX_LINE:,} bytes")
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CorpuskitError(f"{where}: is not JSON: {error}") from error
    if not isinstance(row, dict) or not all(key in row for key in KEYS):
        raise CorpuskitError(f"{where}: wants the keys {', '.join(KEYS)}")
    lines = row["lines"]
    texts = [row[key] for key in ("id", "verdicts", "gold")]
    if not isinstance(lines, list) or not all(isinstance(text, str) for text in [*lines, *texts]):
        raise CorpuskitError(f"{where}: lines must be a list of strings, id, verdicts and gold strings")
    return _page(Page(name, texts[0], tuple(lines), texts[1], texts[2]), where)


def _readable(path: Path, folder: Path) -> Page:
    """A page as people write it: `#` lines say what it is, every other line begins with its letter and a space."""
    try:
        text = files.read(path, MAX_LINE).decode("utf-8")
    except (files.Unreadable, UnicodeDecodeError) as error:
        raise CorpuskitError(f"{files.show(path)}: {error}") from error
    lines, verdicts = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if len(line) < 3 or line[1] != " " or not line[0].islower():
            raise CorpuskitError(f"{files.show(path)}:{number}: wants a letter, a space and the text of the line")
        verdicts.append(line[0])
        lines.append(line[2:])
    gold = "\n".join(line for line, verdict in zip(lines, verdicts, strict=True) if verdict == KEPT)
    return Page(folder.name, path.stem, tuple(lines), "".join(verdicts), gold)


def _page(page: Page, where: str) -> Page:
    if len(page.lines) != len(page.verdicts):
        raise CorpuskitError(f"{where}: {len(page.lines)} lines, but {len(page.verdicts)} verdicts")
    return page
