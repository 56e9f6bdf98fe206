"""What a receiver checks: records and ledger against their schemas, each other, and the seeds if they are there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from corpuskit import files, room
from corpuskit.article import Article, LedgerLine, ValidationError
from corpuskit.document import read, words
from corpuskit.errors import CorpuskitError
from corpuskit.files import Seed, Unreadable
from corpuskit.index.paths import unseen
from corpuskit.restore import restore
from corpuskit.rules import hidden
from corpuskit.run.normalise import ledger_of
from corpuskit.run.records import BadRecord, check_line, lines_of, strict_json


def verify(records: Path, seeds: Path | None) -> Iterator[BadRecord]:
    """Everything that is wrong, by line of `records`; CorpuskitError if it or its ledger cannot be read."""
    ledger = ledger_of(records)
    seen: dict[str, int] = {}
    try:
        with open(ledger, "rb") as right:
            for number, (record, line) in enumerate(zip_longest(lines_of(records), right), 1):
                if record is None or line is None:
                    yield BadRecord(number, "", "records and ledger have not the same number of lines")
                    return
                yield from verify_pair(number, record, line, seen)
                if seeds is not None:
                    yield from _seed(number, record, seeds)
    except OSError as error:
        place = files.show(error.filename or records)
        raise CorpuskitError(f"{place}: {files.reason(error)}", "the ledger lies beside the records") from error


def verify_pair(number: int, record: bytes, line: bytes, seen: dict[str, int]) -> Iterator[BadRecord]:
    """What is wrong with a record and its ledger line; `seen` are the ids of the lines before."""
    wrong = list(check_line(number, record))
    yield from wrong
    if wrong:
        return
    article = Article.model_validate_json(record)
    if seen.setdefault(article.id, number) != number:
        yield BadRecord(number, "id", f"stands in line {seen[article.id]} already")
    yield from _names(number, article)
    yield from _hidden(number, article)
    yield from _sums(number, article)
    room.need_for_line(len(line))
    try:
        strict_json(line)
        ledger = LedgerLine.model_validate_json(line)
    except (ValidationError, ValueError, RecursionError) as error:
        yield BadRecord(number, "ledger", f"is not valid: {str(error).splitlines()[0]}")
        return
    if ledger.id != article.id or ledger.record_sha256 != hashlib.sha256(record).hexdigest():
        yield BadRecord(number, "ledger", "is not that of the record")
        return
    yield from _ledger(number, article, ledger)


def _sums(number: int, article: Article) -> Iterator[BadRecord]:
    if article.text_sha256 != hashlib.sha256(article.text.encode()).hexdigest():
        yield BadRecord(number, "text_sha256", "is not that of the text")
    if article.word_count != len(words(article.text)):
        yield BadRecord(number, "word_count", "is not that of the text")


def _ledger(number: int, article: Article, ledger: LedgerLine) -> Iterator[BadRecord]:
    try:
        data = restore(article, ledger)
    except ValueError as error:
        yield BadRecord(number, "ledger", str(error))
        return
    if len(data) != article.raw.bytes:
        yield BadRecord(number, "raw.bytes", "is not the size of the input")
    end = max((e.raw_end for e in ledger.edits), default=0)
    end = max(end, max((stop for _, stop, _ in ledger.kept), default=0))
    spans = [(e.raw_start, e.raw_end, "evidence") for e in ledger.evidence]
    spans += [(f.raw_start, f.raw_end, "flags") for f in article.flags]
    for start, stop, where in spans:
        if not start <= stop <= end:
            yield BadRecord(number, where, "points outside the raw text")
    pieces = [(e.raw_start, e.raw_end, e.after) for e in ledger.edits]
    pieces += [(start, stop, article.text[at : at + stop - start]) for start, stop, at in ledger.kept]
    text = "".join(part for _, _, part in sorted(pieces, key=lambda piece: piece[:2]))
    if text != article.text:
        yield BadRecord(number, "ledger", "does not lead from the input to the text")


def _seed(number: int, record: bytes, seeds: Path) -> Iterator[BadRecord]:
    try:
        article = Article.model_validate_json(record)
    except ValidationError:
        return
    path = article.raw.path
    if not files.inside(path):
        return
    try:
        data = files.read_below(Seed(seeds, path), article.raw.bytes, set())
    except Unreadable as error:
        if error.code != "IO104":
            yield BadRecord(number, "raw.path", f"{path} {error}")
            return
        data = b""
    if hashlib.sha256(data).hexdigest() != article.raw.sha256:
        yield BadRecord(number, "raw.sha256", f"{path} is not what it was")


def _names(number: int, article: Article) -> Iterator[BadRecord]:
    path = article.raw.path
    if not files.inside(path):
        yield BadRecord(number, "raw.path", "leaves the folder")
    elif unseen(path):
        yield BadRecord(number, "raw.path", unseen(path))
    elif article.id != files.identity(path):
        yield BadRecord(number, "id", f"is not that of {path}")


def _hidden(number: int, article: Article) -> Iterator[BadRecord]:
    """Texts that would hide something from a reader: normalize never writes one."""
    for name, value in article:
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and (found := next(hidden.check(read(text)), None)):
                yield BadRecord(number, name, found.message)
                break
