"""The laws that hold for every input, as checks of one file or one index; the tests and the fuzzer share them."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

from corpuskit.files import Seed
from corpuskit.index.compare import compare
from corpuskit.index.manifest import Entry
from corpuskit.index.reader import read
from corpuskit.pipeline import Plan, process
from corpuskit.record import line_of
from corpuskit.report.formats import FORMATS
from corpuskit.run.checking import Fixed, Wanted, fixed
from corpuskit.run.outcome import Outcome, is_binary, judge
from corpuskit.run.records import strict_json
from corpuskit.run.verifying import verify_pair

PLAN = Plan("hostile")
EVERY = Wanted()
NEVER = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufeff\ufff9-\ufffc"
    "\ud800-\udfff\U000e0001]"
)
TAGS = re.compile("[\U000e0020-\U000e007f]")
FLAG = re.compile("\U0001f3f4[\U000e0061-\U000e007a]{2}[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,4}\U000e007f")
COMMAND = re.compile(r"^\s*(::|##\[|##vso\[)|##\[|##vso\[")


def strings(value: object) -> list[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in strings(part)]
    return [text for part in value for text in strings(part)] if isinstance(value, list) else []


def hides_nothing(record: bytes) -> None:
    """No text of a record has a character that hides, reverses or breaks."""
    row = strict_json(record)
    for text in strings(row):
        assert not NEVER.search(text), ascii(NEVER.search(text))
        assert not TAGS.search(FLAG.sub("", text)), ascii(text)
    raw = record.decode("utf-8").rstrip("\n")
    assert not NEVER.search(raw), "a raw control character in the line"


def safe_line(line: str) -> None:
    """A line of a message holds nothing that a terminal or a log would take for more than text."""
    assert line.isprintable(), ascii(line)
    assert not COMMAND.search(line), line


def holds(data: bytes, path: str = "a.txt", plan: Plan = PLAN) -> Outcome:
    """The outcome of one file, with every law asserted."""
    seed = Seed(Path("seeds"), path)
    outcome = judge(seed, data, plan)
    checked = judge(seed, data, replace(plan, findings_only=True))
    for finding in (*outcome.findings, *checked.findings):
        assert finding.code != "IO109", finding.message
    assert set(outcome.findings) <= set(checked.findings)
    again = judge(seed, data, plan)
    assert (again.record, again.ledger, again.findings) == (outcome.record, outcome.ledger, outcome.findings)
    for name in ("full", "concise"):
        for line in FORMATS[name](checked.findings[:300]):
            safe_line(line)
    if outcome.record is None or outcome.ledger is None:
        assert outcome.failed
        return outcome
    _record(data, outcome)
    _places(data, path, plan, (outcome, checked))
    _once(data, path, plan)
    return outcome


def _record(data: bytes, outcome: Outcome) -> None:
    record, ledger = outcome.record, outcome.ledger
    assert record is not None and ledger is not None
    hides_nothing(record)
    strict_json(ledger)
    assert not NEVER.search(ledger.decode("utf-8").rstrip("\n"))
    assert not list(verify_pair(1, record, ledger, {})), list(verify_pair(1, record, ledger, {}))
    row = json.loads(record)
    assert row["raw"]["sha256"] == hashlib.sha256(data).hexdigest() == outcome.sha256


def _places(data: bytes, path: str, plan: Plan, outcomes: tuple[Outcome, Outcome]) -> None:
    outcome, checked = outcomes
    result = process(data, path, plan)
    assert result.article is not None and line_of(result.article) == outcome.record
    for finding in result.findings:
        assert 0 <= finding.start <= finding.end <= len(result.raw), finding
    lines = re.split(r"\r\n|\r|\n", result.raw)
    for found in checked.findings:
        if found.line:
            assert 1 <= found.line <= len(lines) and 1 <= found.column <= len(lines[found.line - 1]) + 2, found


def _once(data: bytes, path: str, plan: Plan) -> None:
    for unsafe in (False, True):
        once = fix(data, path, plan, unsafe=unsafe)
        if once.refused or once.after == data or is_binary(once.after, plan.encoding):
            continue
        if not unsafe:
            assert fix(once.after, path, plan).after == once.after, "fixing twice is not fixing once"


def fix(data: bytes, path: str = "a.txt", plan: Plan = PLAN, *, unsafe: bool = False) -> Fixed:
    """What `check --fix` makes of the bytes of a file."""
    start = Fixed(Seed(Path("seeds"), path), data, data)
    return fixed(start, process(data, path, plan), plan, EVERY, unsafe=unsafe)


def index_holds(data: bytes, entries: list[Entry]) -> None:
    """The laws of an index: reading never raises, writing makes it match, and writing twice is writing once."""
    names = [entry.path for entry in entries]
    for found in compare(read(data, names), entries):
        safe_line(found.message)
        safe_line(found.path)
