"""The record and ledger line of one processed file, checked against its bytes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from corpuskit import __version__, language
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
)
from corpuskit.document import words
from corpuskit.findings import Finding
from corpuskit.ledger import Tile
from corpuskit.restore import restore
from corpuskit.rules.hidden import HIDDEN

if TYPE_CHECKING:
    from corpuskit.pipeline import Plan, Result

RULESET = "1"
LISTS = ("summary", "authors", "captions", "keywords", "references")
SINGLE = ("title", "subtitle", "section", "publisher", "date_published", "url", "license")


class LedgerError(Exception):
    """Record and ledger do not give the input back: a bug, never bad data."""


def build(data: bytes, plan: Plan, result: Result, flags: list[Finding], given: Mapping[str, str]) -> Result:
    """`result` with its record and ledger line; LedgerError if they would not restore `data`.

    `given` values take the place of those found.
    """
    article = _record(data, plan, result, flags, given)
    ledger = _ledger(data, plan, result, article, given)
    if restore(article, ledger) != data:
        raise LedgerError(result.document.path)
    return replace(result, article=article, ledger=ledger)


def _record(data: bytes, plan: Plan, result: Result, flags: list[Finding], given: Mapping[str, str]) -> Article:
    body, path = result.body, result.document.path
    lists: dict[str, list[str]] = {name: [] for name in LISTS}
    single: dict[str, str | None] = dict.fromkeys(SINGLE)
    for claim in result.claims:
        verdict = claim.verdict
        if verdict.kind != "field":
            continue
        if verdict.name in lists:
            lists[verdict.name] += verdict.value.split("\n")
        elif single[verdict.name] is None:
            single[verdict.name] = verdict.value
    for name, value in sorted(given.items()):
        if name in lists:
            lists[name] = value.split("\n")
        else:
            single[name] = value
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
        url=single["url"],
        license=single["license"],
        summary=lists["summary"],
        authors=lists["authors"],
        captions=lists["captions"],
        keywords=lists["keywords"],
        references=lists["references"],
        language=tag,
        language_score=score,
        blocks=[Block.model_validate({"kind": k, "start": s, "end": e}) for k, s, e in body.blocks],
        flags=[Flag(rule=f.code, raw_start=f.start, raw_end=f.end, message=f.message) for f in flags],
        quality=_quality(result, found_words),
        raw=_raw(data, result),
        text_sha256=hashlib.sha256(body.text.encode()).hexdigest(),
        char_count=len(body.text),
        word_count=len(found_words),
    )


def _quality(result: Result, found_words: list[str]) -> Quality:
    return Quality(
        kept_ratio=round(len(result.body.text) / max(1, len(result.raw)), 4),
        mean_word_length=round(sum(map(len, found_words)) / max(1, len(found_words)), 3),
    )


def _raw(data: bytes, result: Result) -> Raw:
    decoding = result.decoding
    return Raw(
        path=result.document.path,
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
        encoding=decoding.encoding,
        newline=decoding.newline,
        bom=decoding.bom,
    )


def _ledger(data: bytes, plan: Plan, result: Result, record: Article, given: Mapping[str, str]) -> LedgerLine:
    raw, decoding, body = result.raw, result.decoding, result.body
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
        ]
        + [Evidence(field=name, rule="given", raw_start=0, raw_end=0, score=1.0) for name in sorted(given)],
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
    return HIDDEN.sub(lambda m: "".join(f"\\u{u:04x}" for u in _units(m.group())), text)


def _units(character: str) -> list[int]:
    code = ord(character)
    if code < 0x10000:
        return [code]
    code -= 0x10000
    return [0xD800 + (code >> 10), 0xDC00 + (code & 0x3FF)]
