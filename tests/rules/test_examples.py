import re

import pytest

from corpuskit.document import read
from corpuskit.ledger import apply, repair, resolve
from corpuskit.pipeline import NO_WORDS, Plan, process
from corpuskit.rules import typography
from corpuskit.rules.layout import lay_out
from corpuskit.rules.own_words import gather, read_sheet
from corpuskit.rules.registry import RULES

FENCE = re.compile(r"```text (phrases|before|after|keep)\n(.*?)\n?```", re.DOTALL)


def alone(rule, text, words=NO_WORDS):
    """What is left of `text` when this rule is the only one."""
    document = read(text)
    found = list(rule.check(document, lay_out(document, words.books("a.txt", ""))))
    mended = repair(text, found)
    claims, _ = resolve(read(mended.text), found)
    return apply(mended, len(text), claims).text


def blocks(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_examples_of_each_page_hold(rule):
    found = FENCE.findall(rule.page)
    words = NO_WORDS
    if found[0][0] == "phrases":
        words = gather([read_sheet(found.pop(0)[1], "phrases.txt")], "")
    assert [kind for kind, _ in found] == ["before", "after", "keep"]
    before, after, keep = (text for _, text in found)
    cleaned = process(before.encode(), "a.txt", Plan("test", words=words)).body
    assert blocks(cleaned.text) == blocks(after)
    assert rule.code in {tile.claim.code for tile in cleaned.tiles} or rule is typography.RULE
    assert blocks(alone(rule, keep, words)) == blocks(keep)


def test_codes_and_names_are_unique():
    assert len({r.code for r in RULES}) == len({r.name for r in RULES}) == len(RULES)
