"""Lines that go on below, and lines that only look so."""

import pytest

from corpuskit import clean

LEAD = (
    "Harbour town votes for a new bridge\n\nThe town of Lisk voted on Sunday for a new bridge across its old harbour."
)
SAME_LENGTH = "\n".join(["The bridge costs more than the town has earned in a year, the council said on Friday."] * 30)
JOINED = [
    "The plan was first reported by\nThe Lisk Courier, which cited two officials.",
    "The talks may be extended next spring\nby either side.",
    "The bank, speaking to\nLe Figaro\n, described the plan as robust.",
]
APART = [
    "Subscribe | Log in\nThe Harbour Gazette asked the mayor for an answer.",
    "He named three reasons:\n- costs.\n- noise.",
    "The mayor agreed.\nand so did her deputy, who had first said no.",
]


@pytest.mark.parametrize("lines", JOINED)
def test_a_broken_sentence_becomes_one_block(lines):
    assert clean(f"{LEAD}\n{lines}\n").split("\n\n")[1:] == [" ".join(lines.split("\n")).replace(" ,", ",")]


@pytest.mark.parametrize("lines", APART)
def test_other_lines_stay_apart(lines):
    assert clean(f"{LEAD}\n{lines}\n").split("\n\n")[1:] == lines.strip().split("\n")


def test_paragraphs_of_one_length_are_not_wrapped():
    assert clean(f"{LEAD}\n{SAME_LENGTH}\n").count("\n\n") == 30


PAGE = """Home
World
Wildfire forces evacuation of coastal village
A wildfire forced about eight hundred people to leave the coastal village on Thursday night, the agency said.
Flames reached the first houses shortly after midnight, and firefighters from five districts are on the spot there.
Advertisement
The cause is not known. Police are looking for a man who was seen
near the forest with a can of petrol, according to
Correio da Manhã.
Read more:
Heat record in Lisbon
Sign up to our newsletter
Privacy policy
"""


def test_a_broken_sentence_stays_or_goes_as_a_whole():
    body = "The cause is not known. Police are looking for a man who was seen near the forest with a can of petrol, according"
    assert f"{body} to Correio da Manhã." in clean(PAGE).split("\n\n")
