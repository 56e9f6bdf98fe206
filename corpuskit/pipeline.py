"""`process(bytes, path, plan)`: one file to its record, ledger and findings. Pure: no disk, no clock, no other file."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from corpuskit import __version__, language, quality
from corpuskit.article import (
    Article,
    BadBytes,
    Block,
    Edit,
    Evidence,
    Flag,
    LedgerLine,
    Model,
    Quality,
    Raw,
    Tool,
    words,
)
from corpuskit.decode import Decoding, decode
from corpuskit.document import Document, read
from corpuskit.findings import Finding
from corpuskit.ledger import Body, Claim, Repaired, Tile, apply, compose, repair, resolve
from corpuskit.restore import restore
from corpuskit.rules.layout import lay_out
from corpuskit.rules.registry import REPAIRS, VERDICTS

RULESET = "1"
ROUNDS = 4
LISTS = ("summary", "authors", "captions", "keywords", "references")
SINGLE = ("title", "subtitle", "section", "publisher", "date_published")


@dataclass(frozen=True, slots=True)
class Plan:
    """Settings compiled once a process: the corpus name, the encoding to assume, and a checksum of the settings."""

    source: str = "corpus"
    encoding: str = "cp1252"
    config_sha256: str = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file. `findings` are in raw coordinates."""

    article: Article
    ledger: LedgerLine
    findings: tuple[Finding, ...]
    document: Document
    body: Body


class LedgerError(Exception):
    """Record and ledger do not give the input back: a bug, never bad data."""


def process(data: bytes, path: str, plan: Plan) -> Result:
    """The record, ledger line and findings of one file; LedgerError if they would not restore `data`."""
    raw, decoding = decode(data, plan.encoding)
    mended = mend(raw, path)
    document = read(mended.text, path)
    layout = lay_out(document)
    found = [finding for rule in VERDICTS for finding in rule.check(document, layout)]
    claims, _ = resolve(document, found)
    body = apply(mended, len(raw), claims)
    flags = quality.flags(body, mended, len(raw))
    record = _record(data, path, plan, decoding, raw, body, claims, flags)
    line = _ledger(data, raw, plan, decoding, body, record)
    if restore(record, line) != data:
        raise LedgerError(path)
    repairs = [Finding(e.code, e.start, e.end, "repaired", "safe") for e in mended.edits]
    return Result(record, line, (*repairs, *_in_raw(found, mended, len(raw)), *flags), document, body)


def mend(raw: str, path: str) -> Repaired:
    """Repairs applied until nothing changes, so that a corpus fixed twice equals a corpus fixed once."""
    mended = Repaired(raw, (), ())
    for _ in range(ROUNDS):
        before = mended.text
        for rule in REPAIRS:
            document = read(mended.text, path)
            fixes = list(rule.check(document, None))
            if fixes:
                mended = compose(mended, repair(mended.text, fixes))
        if mended.text == before:
            break
    return mended


def _in_raw(found: list[Finding], mended: Repaired, size: int) -> list[Finding]:
    def at(place: int) -> int:
        return size if place >= len(mended.text) else mended.raw(place)

    return [Finding(f.code, at(f.start), at(f.end), f.message, f.safety, f.fix) for f in found]


def _record(
    data: bytes,
    path: str,
    plan: Plan,
    decoding: Decoding,
    raw: str,
    body: Body,
    claims: list[Claim],
    flags: list[Finding],
) -> Article:
    lists: dict[str, list[str]] = {name: [] for name in LISTS}
    single: dict[str, str | None] = dict.fromkeys(SINGLE)
    for claim in claims:
        verdict = claim.verdict
        if verdict.kind != "field":
            continue
        if verdict.name in lists:
            lists[verdict.name] += verdict.value.split("\n")
        elif single[verdict.name] is None:
            single[verdict.name] = verdict.value
    found_words = words(body.text)
    tag, score = language.detect(body.text)
    return Article(
        schema_version="corpuskit.article/1",
        id=str(PurePosixPath(path).with_suffix("")),
        source=plan.source,
        text=body.text,
        title=single["title"],
        subtitle=single["subtitle"],
        section=single["section"],
        publisher=single["publisher"],
        date_published=single["date_published"],
        url=None,
        license=None,
        summary=lists["summary"],
        authors=lists["authors"],
        captions=lists["captions"],
        keywords=lists["keywords"],
        references=lists["references"],
        language=tag,
        language_score=score,
        blocks=[Block.model_validate({"kind": k, "start": s, "end": e}) for k, s, e in body.blocks],
        flags=[Flag(rule=f.code, raw_start=f.start, raw_end=f.end, message=f.message) for f in flags]
        + ([] if single["title"] else [Flag(rule="META201", raw_start=0, raw_end=0, message="no title")]),
        quality=Quality(
            kept_ratio=round(len(body.text) / max(1, len(raw)), 4),
            mean_word_length=round(sum(map(len, found_words)) / max(1, len(found_words)), 3),
        ),
        raw=Raw(
            path=path,
            sha256=hashlib.sha256(data).hexdigest(),
            bytes=len(data),
            encoding=decoding.encoding,
            newline=decoding.newline,
            bom=decoding.bom,
        ),
        text_sha256=hashlib.sha256(body.text.encode()).hexdigest(),
        char_count=len(body.text),
        word_count=len(found_words),
    )


def _ledger(data: bytes, raw: str, plan: Plan, decoding: Decoding, body: Body, record: Article) -> LedgerLine:
    edits, kept = [], []
    length = 0
    for tile in body.tiles:
        if tile.verbatim:
            kept.append((tile.start, tile.end, length))
        else:
            edits.append(_edit(tile, raw))
        length += len(tile.after)
    return LedgerLine(
        schema_version="corpuskit.ledger/1",
        id=record.id,
        record_sha256=hashlib.sha256(line_of(record)).hexdigest(),
        tool=Tool(version=__version__, ruleset=RULESET, config_sha256=plan.config_sha256),
        edits=edits,
        kept=kept,
        bytes=[BadBytes(raw_start=at, hex=bad.hex()) for at, bad in decoding.bad] if decoding.exact else [],
        input_base64=None if decoding.exact else base64.b64encode(data).decode("ascii"),
        evidence=[
            Evidence(
                field=t.claim.verdict.name,
                rule=t.claim.code,
                raw_start=t.start,
                raw_end=t.end,
                score=float(t.claim.verdict.score),
            )
            for t in body.tiles
            if t.claim.verdict.kind == "field"
        ],
    )


def _edit(tile: Tile, raw: str) -> Edit:
    claim = tile.claim
    repaired = claim.code.startswith("ENC")
    kind = claim.verdict.kind
    return Edit.model_validate(
        {
            "rule": claim.code,
            "action": "move"
            if kind == "field"
            else "join"
            if kind == "join" and not repaired
            else "replace"
            if tile.after
            else "delete",
            "raw_start": tile.start,
            "raw_end": tile.end,
            "before": raw[tile.start : tile.end],
            "after": tile.after,
            "field": claim.verdict.name if kind == "field" else None,
            "safety": "safe" if repaired or claim.code.startswith("WS") else "unsafe",
        }
    )


def line_of(model: Model) -> bytes:
    """The JSON line of a record or ledger line, with its line break; hidden characters are JSON escapes."""
    text = model.model_dump_json()
    if not text.isascii():
        text = escape_hidden(text)
    return (text + "\n").encode("utf-8")


def escape_hidden(text: str) -> str:
    """Hidden characters of a JSON text as JSON escapes."""
    from corpuskit.rules.hidden import HIDDEN

    return HIDDEN.sub(lambda m: "".join(f"\\u{u:04x}" for u in _units(m.group())), text)


def _units(character: str) -> list[int]:
    code = ord(character)
    if code < 0x10000:
        return [code]
    code -= 0x10000
    return [0xD800 + (code >> 10), 0xDC00 + (code & 0x3FF)]
