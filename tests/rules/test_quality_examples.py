import re

import pytest

from corpuskit.pipeline import Plan, process
from corpuskit.rules.registry import EVERY, QUALITY

FENCE = re.compile(r"```text (flag|keep)\n(.*?)\n?```", re.DOTALL)
EXPECTED = re.compile(r"```text languages\n(.*?)\n```", re.DOTALL)


def flags(text, languages=()):
    plan = Plan(findings_only=True, languages=languages)
    return {finding.code for finding in process(text.encode(), "a.txt", plan).findings}


@pytest.mark.parametrize("rule", QUALITY, ids=lambda rule: rule.name)
def test_the_examples_of_each_quality_page_hold(rule):
    found = FENCE.findall(rule.page)
    assert [kind for kind, _ in found] == ["flag", "keep"]
    flagged, kept = (text for _, text in found)
    expected = tuple(" ".join(EXPECTED.findall(rule.page)).split())
    assert rule.code in flags(flagged, expected)
    assert rule.code not in flags(kept, expected)


def test_every_code_and_name_is_unique():
    assert len({r.code for r in EVERY}) == len({r.name for r in EVERY}) == len(EVERY)


INTERVIEW = """What the new pension law means for you
From January, a new law changes how pensions are calculated for everybody who was born after 1964.
Who is affected?
All workers born after 1964.
Do I have to apply?
No. The office writes to you.
How much will I lose?
Nothing, the ministry says.
Advertisement
Share on Facebook
Privacy policy
"""


def test_short_sentences_make_no_list_and_little_boilerplate_takes_no_line_with_it():
    result = process(INTERVIEW.encode(), "a.txt", Plan(findings_only=True))
    assert result.body.text.split("\n\n") == INTERVIEW.splitlines()[1:8]
    assert "QUA104" not in {finding.code for finding in result.findings}
