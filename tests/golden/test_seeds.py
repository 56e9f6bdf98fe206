import json
from pathlib import Path

import pytest

from corpuskit.pipeline import Plan, process
from corpuskit.restore import restore

HERE = Path(__file__).parent
SEEDS = sorted((HERE.parents[1] / "seeds").glob("*.txt"))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_each_seed_becomes_its_golden_record_and_ledger(path):
    result = process(path.read_bytes(), path.name, Plan("seeds"))
    for kind, model in (("article", result.article), ("ledger", result.ledger)):
        golden = json.loads((HERE / f"{path.stem}.{kind}.json").read_text(encoding="utf-8"))
        assert json.loads(model.model_dump_json()) == golden
    assert restore(result.article, result.ledger) == path.read_bytes()


def test_there_are_five_seeds():
    assert len(SEEDS) == 5
