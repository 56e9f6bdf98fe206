"""`process(bytes, path, plan)`: one file to its record, ledger and findings. Pure: no disk, no clock, no other file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from corpuskit import language, quality
from corpuskit.decode import Decoding, decode
from corpuskit.document import Document, read
from corpuskit.findings import Finding, Repair
from corpuskit.language.backends import DEFAULT
from corpuskit.ledger import Body, Claim, Edit, Repaired, apply, compose, few, repair, resolve
from corpuskit.rules import line_model
from corpuskit.rules.layout import lay_out
from corpuskit.rules.own_words import OwnWords
from corpuskit.rules.reading import Spoken
from corpuskit.rules.registry import REPAIRS, VERDICTS, WORDED
from corpuskit.rules.rule import Rule, by_shape
from corpuskit.rules.typography import asked
from corpuskit.thresholds import DEFAULTS, Thresholds
from corpuskit.values import struct

if TYPE_CHECKING:
    from corpuskit.article import Article, LedgerLine

ROUNDS = 6
NO_WORDS = OwnWords()
REMOVALS = tuple(rule for rule in REPAIRS if rule.code != "ENC101")


@struct
class Plan:
    """Settings compiled once a process.

    `source` is the name of the corpus, `encoding` the one to assume where the bytes prove none, `config_sha256` the
    checksum of the settings. `typography` are the options of ENC104 that are on, `languages` the expected ones (none: any), `thresholds` what decides, `words` the phrases of the corpus, `profile` how much boilerplate to remove, `ignore` the
    beginnings of the codes that are off (repairs are not: they make a record safe). With `findings_only` no record is
    built (and pydantic is not imported).
    """

    source: str = "corpus"
    encoding: str = "cp1252"
    config_sha256: str = hashlib.sha256(b"").hexdigest()
    findings_only: bool = False
    typography: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    language_backend: str = DEFAULT
    thresholds: Thresholds = DEFAULTS
    profile: str = "standard"
    words: OwnWords = NO_WORDS
    ignore: tuple[str, ...] = ()


@struct
class Result:
    """What became of one file. `findings` are in raw coordinates; `claims` and `losers` in those of `document`.

    `lines` are the JSON lines of `article` and `ledger`.
    """

    raw: str
    decoding: Decoding
    mended: Repaired
    document: Document
    body: Body
    claims: tuple[Claim, ...]
    losers: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    article: Article | None = None
    ledger: LedgerLine | None = None
    lines: tuple[bytes, bytes] | None = None


def process(data: bytes, path: str, plan: Plan, given: Mapping[str, str] | None = None) -> Result:
    """The record, ledger line and findings of one file. `given` are values a person vouches for, by field."""
    raw, decoding = decode(data, plan.encoding)
    mended, document = mend(raw, path, plan.typography)
    books = plan.words.books(path, (given or {}).get("publisher", "")) if plan.words.sheets else ()
    layout = lay_out(document, books, plan.thresholds)
    asked_for = WORDED if plan.profile == "keep" else VERDICTS
    rules = [rule for rule in asked_for if not rule.code.startswith(plan.ignore)] if plan.ignore else asked_for
    said = {"", *layout.page.labelled}
    found = [finding for rule in rules if rule.section in said for finding in rule.check(document, layout)]
    if plan.profile == "keep":
        found = [finding for finding in found if not by_shape(finding)]
    looks = [] if plan.profile == "keep" else list(line_model.judge(document, layout, found, plan.profile))
    looks = [finding for finding in looks if not finding.code.startswith(plan.ignore)]
    found += [finding for finding in looks if finding.fix]
    claims, losers = resolve(document, found)
    lost = {(c.code, c.start, c.end, id(c.verdict)) for c in losers}
    found = [f for f in found if (f.code, f.start, f.end, id(f.fix)) not in lost]
    body = apply(mended, len(raw), claims)
    flags = quality.flags(body, layout, len(raw), _spoken(body, plan))
    flags += [Finding(f.code, 0, len(raw), f.message) for f in looks if not f.fix]
    if not any(c.verdict.name == "title" for c in claims):
        flags.append(Finding("META201", 0, 0, "no title"))
    flags = [flag for flag in flags if not flag.code.startswith(plan.ignore)]
    bad = dict(decoding.bad)
    repairs = [_repair_finding(raw, edit, bad) for edit in mended.edits]
    findings = (*repairs, *_in_raw(found, mended, len(raw)), *flags)
    result = Result(raw, decoding, mended, document, body, tuple(claims), tuple(losers), findings)
    if plan.findings_only:
        return result
    from corpuskit import record

    return record.build(data, plan, result, flags, given or {})


def _spoken(body: Body, plan: Plan) -> Spoken:
    """What the rules read of the language: of plain English no profile is asked."""
    if language.plainly_english(language.middle(body.text, language.WINDOW)):
        return Spoken("en", None, plan.languages, plan.language_backend)
    answer = language.detect(body.text, plan.language_backend)
    return Spoken(answer.tag, answer.score, plan.languages, plan.language_backend)


def _repair_finding(raw: str, edit: Edit, bad: Mapping[int, bytes]) -> Finding:
    before = f"{raw[edit.start : edit.end][:40]!a}"
    if edit.start in bad and not edit.after:
        message = f"bytes that do not decode: {bad[edit.start].hex(' ')[:60]}"
    elif edit.after:
        message = f"{before} is {edit.after[:40]!a}"
    else:
        message = f"{before} removed"
    return Finding(edit.code, edit.start, edit.end, message, "safe", Repair(edit.after))


def mend(raw: str, path: str, typography: tuple[str, ...] = ()) -> tuple[Repaired, Document]:
    """Repairs applied until nothing changes, so that a corpus fixed twice equals a corpus fixed once.

    Where repair makes hidden characters and their removal new repairs without an end in sight, only these are removed.
    """
    start = Repaired(raw, (), ()), read(raw, path)
    repairs = (*REPAIRS, asked(typography)) if typography else REPAIRS
    done = _settle(start, repairs, ROUNDS)
    if done:
        return done
    cut = _settle(start, REMOVALS, len(raw) + 1) or start
    return _settle(cut, repairs, ROUNDS) or cut


def _settle(start: tuple[Repaired, Document], rules: tuple[Rule, ...], rounds: int) -> tuple[Repaired, Document] | None:
    mended, document = start
    for _ in range(rounds):
        before = mended.text
        for rule in rules:
            fixes = list(few(mended.text, rule.check(document, None)))
            if fixes:
                mended = compose(mended, repair(mended.text, fixes))
                document = read(mended.text, document.path)
        if mended.text == before:
            return mended, document
    return None


def _in_raw(found: list[Finding], mended: Repaired, size: int) -> list[Finding]:
    if not mended.edits:
        return found

    def at(place: int) -> int:
        return size if place >= len(mended.text) else mended.raw(place)

    return [Finding(f.code, at(f.start), at(f.end), f.message, f.safety, f.fix) for f in found]
