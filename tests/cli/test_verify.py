import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Records and ledger of the seeds, by name; made once."""
    folder = tmp_path_factory.mktemp("made")
    command = [sys.executable, "-m", "corpuskit", "normalize", SEEDS, "-o", folder / "a.jsonl", "--no-cache"]
    subprocess.run(command, check=True, capture_output=True)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture
def records(made, corpus, tmp_path):
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def change(folder, edit, *, record=0, refresh=True):
    """Edit one record and its ledger line; refresh the ledger's checksum of it."""
    rows = [json.loads(line) for line in (folder / "a.jsonl").read_bytes().splitlines()]
    ledger = [json.loads(line) for line in (folder / "a.ledger.jsonl").read_bytes().splitlines()]
    edit(rows[record], ledger[record])
    lines = [json.dumps(row, separators=(",", ":"), ensure_ascii=False).encode() + b"\n" for row in rows]
    for line, entry in zip(lines, ledger, strict=True):
        if refresh:
            entry["record_sha256"] = hashlib.sha256(line).hexdigest()
    (folder / "a.jsonl").write_bytes(b"".join(lines))
    (folder / "a.ledger.jsonl").write_text("".join(json.dumps(entry) + "\n" for entry in ledger))


def test_what_normalize_wrote_holds(corpuskit, records):
    corpuskit("verify", "a.jsonl", "--seeds", "seeds", check=0)


FAULTS = {
    "text_sha256": lambda r, e: r.update(text_sha256="0" * 64),
    "word_count": lambda r, e: r.update(word_count=1),
    "blocks": lambda r, e: r["blocks"][0].update(end=3),
    "schema": lambda r, e: r.update(schema_version="corpuskit.article/2"),
    "date_published": lambda r, e: r.update(date_published="yesterday"),
    "extra": lambda r, e: r.update(extra=1),
    "flags": lambda r, e: r["flags"].append({"rule": "X", "raw_start": 10**6, "raw_end": 10**7, "message": ""}),
    "evidence": lambda r, e: e["evidence"].append({"field": "title", "rule": "X", "raw_start": 1, "raw_end": 10**7, "score": 1.0}),
    "ledger": lambda r, e: e["edits"].pop(),
    "before": lambda r, e: e["edits"][0].update(before=e["edits"][0]["before"].upper()),
    "after": lambda r, e: e["edits"][0].update(after="x"),
    "other": lambda r, e: e.update(id="other"),
    "ruleset": lambda r, e: e["tool"].update(ruleset="2"),
    "version": lambda r, e: e["tool"].update(version="latest"),
    "rule": lambda r, e: e["edits"][0].update(rule="XYZ101"),
    "action": lambda r, e: e["edits"][0].update(action="join"),
    "safety": lambda r, e: e["edits"][0].update(safety="safe" if e["edits"][0]["safety"] == "unsafe" else "unsafe"),
    "field": lambda r, e: next(edit for edit in e["edits"] if edit["field"]).update(field="publisher"),
    "witness": lambda r, e: e["evidence"][-1].update(rule="somebody"),
    "score": lambda r, e: e["evidence"][0].update(score=1.5),
    "no evidence": lambda r, e: e["evidence"].clear(),
    "a value out of nothing": lambda r, e: r.update(license="CC0"),
    "language_score": lambda r, e: r.update(language_score=0.5),
    "flag of no rule": lambda r, e: r["flags"].append({"rule": "XYZ101", "raw_start": 0, "raw_end": 1, "message": ""}),
    "quality": lambda r, e: r["quality"].update(stop_words=0),
    "newline": lambda r, e: r["raw"].update(newline="cr"),
    "bom": lambda r, e: r["raw"].update(bom=True),
    "block beyond the text": lambda r, e: r["blocks"][-1].update(end=r["blocks"][-1]["end"] + 1),
}  # fmt: skip


SAID = {
    "after": b"does not lead",
    "flags": b"points outside",
    "evidence": b"points outside",
    "witness": b"of the edits",
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found(corpuskit, records, name):
    change(records, FAULTS[name])
    out = corpuskit("verify", "a.jsonl", check=1).stdout
    assert b"a.jsonl:1: " in out and SAID.get(name, b"") in out


def test_a_record_of_another_run_is_found(corpuskit, records):
    change(records, lambda r, e: r.update(title="Another"), refresh=False)
    corpuskit("verify", "a.jsonl", check=1)
    corpuskit("restore", "a.jsonl", "--to", "x", check=2)


def test_a_changed_or_missing_seed_is_found(corpuskit, records, corpus):
    first, second, *_ = sorted(corpus.glob("*.txt"))
    first.write_bytes(first.read_bytes() + b"\n")
    second.unlink()
    corpuskit("verify", "a.jsonl", check=0)
    out = corpuskit("verify", "a.jsonl", "--seeds", "seeds", check=1).stdout.decode()
    assert "a.jsonl:1: raw.sha256" in out and "a.jsonl:2: raw.path" in out


@pytest.mark.parametrize("path", ["/etc/passwd", "../x", "a/../../x", "C:x", "a\\b", "~x"])
def test_a_path_that_leaves_the_folder_is_refused(corpuskit, records, path):
    change(records, lambda r, e: r["raw"].update(path=path))
    corpuskit("restore", "a.jsonl", "--to", "x", check=2)
    assert not (records / "x").exists()
    assert b"leaves the folder" in corpuskit("verify", "a.jsonl", "--seeds", "seeds", check=1).stdout


def test_cut_files_and_missing_ones(corpuskit, records):
    data = (records / "a.ledger.jsonl").read_bytes()
    (records / "a.ledger.jsonl").write_bytes(data[: len(data) // 2])
    corpuskit("verify", "a.jsonl", check=1)
    (records / "a.ledger.jsonl").unlink()
    corpuskit("verify", "a.jsonl", check=2)
    corpuskit("verify", "none.jsonl", check=2)
