import json
from pathlib import Path

import pytest

from corpuskit.article import json_schema
from corpuskit.document import words

SCHEMAS = Path(__file__).parents[2] / "schemas"


@pytest.mark.parametrize("name", ["article", "ledger", "finding"])
def test_the_checked_in_schema_is_the_generated_one(name):
    assert json.loads((SCHEMAS / f"{name}.schema.json").read_text()) == json_schema(name)


@pytest.mark.parametrize(("text", "count"), [("It is 2026.", 3), ("日本語 text", 4), ("", 0), ("snake_case", 2)])
def test_words(text, count):
    assert len(words(text)) == count
