import json
from pathlib import Path

import pytest

from corpuskit.cli import main
from corpuskit.pipeline import Plan, process
from corpuskit.restore import restore

HERE = Path(__file__).parent
SEEDS = sorted((HERE.parents[1] / "seeds").glob("*.txt"))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_each_seed_becomes_its_golden_record_and_ledger(path):
    result = process(path.read_bytes(), path.name, Plan("seeds"))
    for kind, model in (("article", result.article), ("ledger", result.ledger)):
        golden = json.loads((HERE / f"{path.stem}.{kind}.json").read_text(encoding="utf-8"))
        assert json.loads(model.model_dump_json().replace('"langdetect-rs"', '"langdetect"')) == golden
    assert restore(result.article, result.ledger) == path.read_bytes()


def test_there_are_five_seeds():
    assert len(SEEDS) == 5


@pytest.mark.parametrize("verb", ["check", "explain"])
def test_the_report_is_the_golden_one(verb, monkeypatch, capsys):
    monkeypatch.chdir(SEEDS[0].parents[1])
    monkeypatch.setenv("COLUMNS", "110")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    names = [f"seeds/{path.name}" for path in SEEDS]
    assert main([verb, *names, *(["--show", "note"] if verb == "check" else [])]) == 0
    golden = HERE / f"{verb}.txt"
    assert capsys.readouterr().out == golden.read_text(encoding="utf-8")


def test_twice_in_one_process_is_the_same():
    first = [process(path.read_bytes(), path.name, Plan("seeds")).ledger for path in SEEDS]
    again = [process(path.read_bytes(), path.name, Plan("seeds")).ledger for path in reversed(SEEDS)]
    assert first == again[::-1]
