"""What a receiver checks: records and ledger against their schemas, each other, and the seeds if they are there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from corpuskit import files, room
from corpuskit.article import Article, Edit, Evidence, LedgerLine, ValidationError
from corpuskit.decode import has_bom, newline_of
from corpuskit.document import read
from corpuskit.errors import CorpuskitError
from corpuskit.files import Seed, Unreadable
from corpuskit.index.paths import unseen
from corpuskit.language import backends
from corpuskit.ledger import GLUE, Body
from corpuskit.record import LISTS, RULESET, SINGLE, measured
from corpuskit.restore import raw_text, restore
from corpuskit.rules import hidden
from corpuskit.rules.registry import EVERY
from corpuskit.run.normalise import ledger_of
from corpuskit.run.records import BadRecord, check_line, lines_of, strict_json

FIELDS = (*LISTS, *SINGLE)
WITNESSES = {"language": (*backends.NAMES, backends.RUST), "encoding": ("chardet",)}  # who tells, beside the rules
_VERSION = re.compile(r"\d+(\.\d+)*(\.?[a-z]+\d*)*")


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


def _ledger(number: int, article: Article, ledger: LedgerLine) -> Iterator[BadRecord]:
    try:
        data, raw = restore(article, ledger), raw_text(article, ledger)
    except ValueError as error:
        yield BadRecord(number, "ledger", str(error))
        return
    if len(data) != article.raw.bytes:
        yield BadRecord(number, "raw.bytes", "is not the size of the input")
    if (newline_of(raw), has_bom(data)) != (article.raw.newline, article.raw.bom):
        yield BadRecord(number, "raw", "newline or bom is not that of the input")
    blocks = tuple((block.kind, block.start, block.end) for block in article.blocks)
    for name, value in measured(Body(article.text, blocks, ()), len(raw)).items():
        if value != (article.quality.model_dump() if name == "quality" else getattr(article, name)):
            yield BadRecord(number, name, "is not that of the text")
    spans = [(e.raw_start, e.raw_end, "evidence") for e in ledger.evidence]
    spans += [(f.raw_start, f.raw_end, "flags") for f in article.flags]
    for start, stop, where in spans:
        if not start <= stop <= len(raw):
            yield BadRecord(number, where, "points outside the raw text")
    pieces = [(e.raw_start, e.raw_end, e.after) for e in ledger.edits]
    pieces += [(start, stop, article.text[at : at + stop - start]) for start, stop, at in ledger.kept]
    text = "".join(part for _, _, part in sorted(pieces, key=lambda piece: piece[:2]))
    if text != article.text:
        yield BadRecord(number, "ledger", "does not lead from the input to the text")
    yield from _told(number, article, ledger, len(raw))


def _told(number: int, article: Article, ledger: LedgerLine, size: int) -> Iterator[BadRecord]:
    """What the ledger says beside the text, which no sum covers: it must be possible, and agree with itself."""
    if ledger.tool.ruleset != RULESET:
        yield BadRecord(number, "tool.ruleset", "is none that this version knows")
    if not _VERSION.fullmatch(ledger.tool.version):
        yield BadRecord(number, "tool.version", "is no version")
    rules = {rule.code for rule in EVERY}
    if not rules.issuperset(flag.rule for flag in article.flags):
        yield BadRecord(number, "flags", "name no rule")
    moved = set()
    for edit in ledger.edits:
        if edit.rule not in rules or not _possible(edit):
            yield BadRecord(number, "edits", f"nothing is done so at {edit.raw_start}")
        if edit.field is not None:
            moved.add((edit.field, edit.rule, edit.raw_start, edit.raw_end))
    found = {(e.field, e.rule, e.raw_start, e.raw_end) for e in ledger.evidence}
    others = [e for e in ledger.evidence if (e.field, e.rule, e.raw_start, e.raw_end) not in moved]
    if not moved <= found or not all(_of_no_line(e, size) for e in others):
        yield BadRecord(number, "evidence", "is not that of the edits")
    told = {e.field for e in ledger.evidence}
    for name in FIELDS:
        if (getattr(article, name) not in (None, [])) != (name in told):
            yield BadRecord(number, name, "is not what the ledger has evidence of")
    scores = [e.score for e in others if e.field == "language"]
    if scores != [article.language_score] * (article.language_score is not None):
        yield BadRecord(number, "evidence", "is not that of the language")
    if not all(0 <= e.score <= 1 for e in ledger.evidence):
        yield BadRecord(number, "evidence", "has a score that is none")


def _possible(edit: Edit) -> bool:
    """Whether a rule acts so: what it does, what it leaves, where it moves, and how safe that is go together."""
    safe = edit.rule.startswith(("ENC", "WS"))
    fits = {
        "delete": not edit.after,
        "replace": bool(edit.after),
        "join": not safe and edit.after in GLUE.values(),
        "move": not safe and not edit.after and edit.field in FIELDS,
    }
    return fits[edit.action] and (edit.safety == "safe") == safe and (edit.action == "move") == (edit.field is not None)


def _of_no_line(evidence: Evidence, size: int) -> bool:
    """Whether this tells what no line of the text told: a person, or who looked at all `size` code points of it."""
    span = evidence.raw_start, evidence.raw_end
    if evidence.rule == "given":
        return evidence.field in FIELDS and span == (0, 0) and evidence.score == 1
    return evidence.rule in WITNESSES.get(evidence.field, ()) and span == (0, size)


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
