import re

import pytest

from corpuskit.document import read
from corpuskit.ledger import apply, repair, resolve
from corpuskit.rules.layout import lay_out
from corpuskit.rules.registry import RULES

FENCE = re.compile(r"```text (before|after|keep)\n(.*?)\n?```", re.DOTALL)


def body(rules, text):
    document = read(text)
    layout = lay_out(document)
    claims, _ = resolve(document, [finding for rule in rules for finding in rule.check(document, layout)])
    return apply(repair(text, []), len(text), claims)


def blocks(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_examples_of_each_page_hold(rule):
    found = FENCE.findall(rule.page)
    assert [kind for kind, _ in found] == ["before", "after", "keep"]
    before, after, keep = (text for _, text in found)
    cleaned = body(RULES, before)
    assert blocks(cleaned.text) == blocks(after)
    assert rule.code in {tile.claim.code for tile in cleaned.tiles}
    assert blocks(body([rule], keep).text) == blocks(keep)


def test_codes_and_names_are_unique():
    assert len({r.code for r in RULES}) == len({r.name for r in RULES}) == len(RULES)
