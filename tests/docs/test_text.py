"""The examples of docs/text.md are what repair does."""

import re
from pathlib import Path

import pytest

from corpuskit.pipeline import mend

PAGE = (Path(__file__).parents[2] / "docs" / "text.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```text (before|after|keep)\n(.*?)\n```", re.DOTALL)


def pairs():
    before = None
    for kind, text in BLOCK.findall(PAGE):
        if kind == "before":
            before = text
        else:
            yield (text if kind == "keep" else before), text


@pytest.mark.parametrize(("before", "after"), list(pairs()))
def test_each_example_holds(before, after):
    assert mend(before, "")[0].text == after
