"""The record and ledger line of one processed file, checked against its bytes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from corpuskit import __version__, files, language, latin, room
from corpuskit.article import (
    ARTICLE_SCHEMA,
    LEDGER_SCHEMA,
    Article,
    BadBytes,
    Block,
    Edit,
    LedgerLine,
    Model,
)
from corpuskit.document import count_words
from corpuskit.findings import Finding
from corpuskit.ledger import Body, Tile
from corpuskit.quality import signals
from corpuskit.restore import restore
from corpuskit.rules.hidden import HIDDEN, hides

if TYPE_CHECKING:
    from corpuskit.pipeline import Plan, Result

RULESET = "1"
MANY = 500  # parts of a record
PIECE = 1_000_000  # characters of a line that are escaped together: bounds memory
LISTS = ("summary", "authors", "captions", "keywords", "references")
SINGLE = ("title", "subtitle", "section", "publisher", "date_published", "url", "license")


class LedgerError(Exception):
    """Record and ledger do not give the input back: a bug, never bad data."""


def build(data: bytes, plan: Plan, result: Result, flags: list[Finding], given: Mapping[str, str]) -> Result:
    """`result` with its record and ledger line; LedgerError if they would not restore `data`.

    `given` values take the place of those found.
    """
    room.need_for_record(len(data), len(result.body.tiles))
    article = _record(data, plan, result, flags, given)
    line = line_of(article)
    ledger = _ledger(data, plan, result, (article.id, line), given)
    if restore(article, ledger) != data:
        raise LedgerError(result.document.path)
    return replace(result, article=article, ledger=ledger, lines=(line, line_of(ledger)))


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
    answer = language.detect(body.text, plan.language_backend)
    block = _maker(Block, len(body.blocks))
    return Article.model_validate(
        {
            "schema_version": ARTICLE_SCHEMA,
            "id": files.identity(path),
            "source": plan.source,
            "text": body.text,
            **single,
            **lists,
            "language": answer.tag,
            "language_score": answer.score,
            "blocks": [block(kind=kind, start=start, end=end) for kind, start, end in body.blocks],
            "flags": [{"rule": f.code, "raw_start": f.start, "raw_end": f.end, "message": f.message} for f in flags],
            "raw": _raw(data, result),
            **measured(body, len(result.raw)),
        }
    )


def measured(body: Body, raw_length: int) -> dict[str, Any]:
    """What is measured of a body that was made of `raw_length` code points."""
    rare = latin.rare(body.text)
    word_count, letters, numbers = count_words(body.text, rare)
    return {
        "quality": {
            "kept_ratio": round(len(body.text) / max(1, raw_length), 4),
            "mean_word_length": round(letters / max(1, word_count), 3),
            **signals(body, rare, word_count, numbers),
        },
        "text_sha256": hashlib.sha256(body.text.encode()).hexdigest(),
        "char_count": len(body.text),
        "word_count": word_count,
    }


def _raw(data: bytes, result: Result) -> dict[str, Any]:
    decoding = result.decoding
    return {
        "path": result.document.path,
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "encoding": decoding.encoding,
        "newline": decoding.newline,
        "bom": decoding.bom,
    }


def _ledger(data: bytes, plan: Plan, result: Result, record: tuple[str, bytes], given: Mapping[str, str]) -> LedgerLine:
    raw, decoding, body = result.raw, result.decoding, result.body
    answer = language.detect(body.text, plan.language_backend)
    edit = _maker(Edit, len(body.tiles))
    edits, kept = [], []
    length = 0
    for tile in body.tiles:
        if tile.verbatim:
            kept.append((tile.start, tile.end, length))
        else:
            edits.append(edit(**_edit(tile, raw)))
        length += len(tile.after)
    return LedgerLine.model_validate(
        {
            "schema_version": LEDGER_SCHEMA,
            "id": record[0],
            "record_sha256": hashlib.sha256(record[1]).hexdigest(),
            "tool": {"version": __version__, "ruleset": RULESET, "config_sha256": plan.config_sha256},
            "edits": edits,
            "kept": kept,
            "bytes": [BadBytes.lean(raw_start=at, hex=bad.hex()) for at, bad in decoding.bad] if decoding.exact else [],
            "input_base64": None if decoding.exact else base64.b64encode(data).decode("ascii"),
            "evidence": [_evidence(t) for t in body.tiles if t.claim.verdict.kind == "field"]
            + _said("language", answer.backend, answer.score, len(raw))
            + _said("encoding", "chardet", decoding.score, len(raw))
            + [{"field": name, "rule": "given", "raw_start": 0, "raw_end": 0, "score": 1.0} for name in sorted(given)],
        }
    )


def _said(field: str, who: str, score: float | None, size: int) -> list[dict[str, Any]]:
    """Who told a value by the whole text; nothing where nobody gave a score."""
    if score is None:
        return []
    return [{"field": field, "rule": who, "raw_start": 0, "raw_end": size, "score": score}]


def _evidence(tile: Tile) -> dict[str, Any]:
    verdict = tile.claim.verdict
    return {
        "field": verdict.name,
        "rule": tile.claim.code,
        "raw_start": tile.start,
        "raw_end": tile.end,
        "score": float(verdict.score),
    }


def _maker(model: type[Model], count: int) -> Callable[..., Any]:
    """What makes each of `count` parts: a dictionary, which is checked with the whole, or, of many, what takes less memory."""
    return model.lean if count > MANY else dict


def _edit(tile: Tile, raw: str) -> dict[str, Any]:
    code, verdict = tile.claim.code, tile.claim.verdict
    repaired = code.startswith("ENC")
    moved = verdict.kind == "field"
    joined = verdict.kind == "join" and not repaired
    return {
        "rule": code,
        "action": "move" if moved else "join" if joined else "replace" if tile.after else "delete",
        "raw_start": tile.start,
        "raw_end": tile.end,
        "before": raw[tile.start : tile.end],
        "after": tile.after,
        "field": verdict.name if moved else None,
        "safety": "safe" if repaired or code.startswith("WS") else "unsafe",
    }


def line_of(model: Model) -> bytes:
    """The JSON line of a record or ledger line, with its line break; hidden characters are JSON escapes."""
    line = model.__pydantic_serializer__.to_json(model)
    if not hides(latin.rare(line)):
        return line + b"\n"
    text = line.decode("utf-8")
    pieces = (text[at : at + PIECE] for at in range(0, len(text), PIECE))
    return b"".join([*(escape_hidden(piece).encode("utf-8") for piece in pieces), b"\n"])


def escape_hidden(text: str) -> str:
    """Hidden characters of a JSON text as JSON escapes."""
    return HIDDEN.sub(lambda m: "".join(f"\\u{u:04x}" for u in _units(m.group())), text)


def _units(character: str) -> list[int]:
    code = ord(character)
    if code < 0x10000:
        return [code]
    code -= 0x10000
    return [0xD800 + (code >> 10), 0xDC00 + (code & 0x3FF)]
