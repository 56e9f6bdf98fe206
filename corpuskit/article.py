"""The record, the ledger line and a reported finding as Pydantic models; `schemas/` is generated from them."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal, Self

from corpuskit import room

room.need(room.PYDANTIC)

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic import ValidationError as ValidationError  # noqa: PLC0414 - for who checks what others wrote

ARTICLE_SCHEMA = "corpuskit.article/1"
LEDGER_SCHEMA = "corpuskit.ledger/1"

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0, le=2**53)]
BlockKind = Literal["paragraph", "heading", "list_item", "quote", "attribution", "caption"]
DATE = r"^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?$"


class Model(BaseModel):
    """Closed and immutable: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    @classmethod
    def lean(cls, **values: Any) -> Self:
        """A checked one of many: every key is given, and all share the set that says so, the half of its memory."""
        made = cls.model_validate(values)
        object.__setattr__(made, "__pydantic_fields_set__", _every(cls))
        return made


@cache
def _every(model: type[BaseModel]) -> set[str]:
    return set(model.model_fields)


class Block(Model):
    """A span of `text`, in code points, end-exclusive."""

    kind: BlockKind
    start: Count
    end: Count


class Flag(Model):
    """What a rule says of a span of the raw text without changing it."""

    rule: str
    raw_start: Count
    raw_end: Count
    message: str


class Quality(Model):
    """Numbers of this one body, under the names of the filters that made them known; a line is a block.

    `kept_ratio` is code points of the body by those of the raw text. Of Gopher (Rae et al. 2021) are
    `mean_word_length`, `symbol_word_ratio` (# and ellipses by words), `alpha_word_ratio` (words with a letter),
    `stop_words` (how many of eight English function words are said), `bullet_line_ratio` and `ellipsis_line_ratio`; of
    C4 and FineWeb `line_punct_ratio` (lines that end in a mark that ends sentences); of FineWeb `short_line_ratio`
    (lines of at most 30 code points) and `char_dup_ratio` (code points in lines that stood before).
    """

    kept_ratio: float
    mean_word_length: float
    symbol_word_ratio: float
    alpha_word_ratio: float
    stop_words: Count
    bullet_line_ratio: float
    ellipsis_line_ratio: float
    line_punct_ratio: float
    short_line_ratio: float
    char_dup_ratio: float


class Raw(Model):
    """The input: its path below the root, checksum and size of its bytes, and how they were decoded."""

    path: str
    sha256: Sha256
    bytes: Count
    encoding: str
    newline: Literal["none", "lf", "crlf", "cr", "mixed"]
    bom: bool


class Article(Model):
    """One normalised article. Every key is in every record; lists are never null; dates stay strings."""

    schema_version: Literal["corpuskit.article/1"]
    id: str
    source: str
    text: str
    title: str | None
    subtitle: str | None
    section: str | None
    summary: list[str]
    authors: list[str]
    captions: list[str]
    keywords: list[str]
    references: list[str]
    publisher: str | None
    url: str | None
    license: str | None
    date_published: Annotated[str, Field(pattern=DATE)] | None
    language: str
    language_score: float | None
    blocks: list[Block]
    flags: list[Flag]
    quality: Quality
    raw: Raw
    text_sha256: Sha256
    char_count: Count
    word_count: Count

    @model_validator(mode="after")
    def _blocks_cover_text(self) -> Article:
        joined = "\n\n".join(self.text[b.start : b.end] for b in self.blocks)
        if joined != self.text or any(b.end > len(self.text) for b in self.blocks[-1:]):
            raise ValueError("blocks do not cover the text")
        if self.char_count != len(self.text):
            raise ValueError("char_count is not the length of the text")
        return self


class Edit(Model):
    """Raw `[raw_start, raw_end)`, which read `before`, became `after` in the text, or moved to `field`."""

    rule: str
    action: Literal["delete", "replace", "join", "move"]
    raw_start: Count
    raw_end: Count
    before: str
    after: str
    field: str | None
    safety: Literal["safe", "unsafe"]


class BadBytes(Model):
    """Bytes that did not decode; they stand in the raw text as one U+FFFD at `raw_start`."""

    raw_start: Count
    hex: Annotated[str, Field(pattern=r"^([0-9a-f]{2})+$")]


class Evidence(Model):
    """Where a field's value came from."""

    field: str
    rule: str
    raw_start: Count
    raw_end: Count
    score: float


class Tool(Model):
    """What made the record."""

    version: str
    ruleset: str
    config_sha256: Sha256


class LedgerLine(Model):
    """How one record came from its input; record + ledger = input."""

    schema_version: Literal["corpuskit.ledger/1"]
    id: str
    record_sha256: Sha256
    tool: Tool
    edits: list[Edit]
    kept: list[tuple[Count, Count, Count]]
    bytes: list[BadBytes]
    input_base64: str | None
    evidence: list[Evidence]


class Report(Model):
    """One finding as `check --output-format json` and `jsonl` print it.

    Lines and columns count from 1 in the original file; both are 0 for a finding about the whole file. `key` is what a
    suppression names.
    """

    path: str
    line: Count
    column: Count
    code: Annotated[str, Field(pattern=r"^[A-Z]+[0-9]{3}$")]
    severity: Literal["error", "warning", "note"]
    message: str
    fixable: bool
    key: Annotated[str, Field(pattern=r"^[A-Z]+[0-9]{3}:[0-9a-f]{16}$")]


MODELS: dict[str, type[Model]] = {"article": Article, "ledger": LedgerLine, "finding": Report}


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of `article`, `ledger` or `finding`; KeyError for another name."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **MODELS[name].model_json_schema()}
