"""Null is a normal answer: what looks like a field and is none."""

import pytest

from corpuskit import normalize

TITLE = "Harbour town votes for a new bridge"
BODY = """The town of Lisk voted on Sunday for a new bridge across its harbour, and the mayor promised to start building soon.

{}

The old bridge was closed in autumn after engineers found cracks in two pillars, and lorries have had to take the ferry.

Opponents say that the town cannot afford it, because the harbour earns less every year and steel costs ever more.
"""
NO_DATES = [
    "On 12 March 2021 the council had rejected the plan, but the new majority took it up again after the election.",
    "Spanish Prime Minister Pedro Soto arrives at a meeting of European leaders in Brussels, Belgium, 17 October 2024",
    "Workers at the old bridge in Lisk, 4 April 2022",
    "FILE - The harbour of Lisk, Jan. 5, 2020. (AP Photo/John Doe)",
    "The tender closes on 1 June 2025",
    "Anna Berg was born on 3 May 1950",
    "When: 4 May 2024",
    "Since 3 March 2020 the ferry runs daily",
    "Yesterday, 10:30",
]
NO_AUTHORS = [
    "Photo by Jane Roe",
    "“We will build it,”\n\nAnna Berg, mayor of Lisk",
    "By then it was late",
    "By the sea",
]
NO_SUMMARY = ["Sources:\n\n• Lisk Courier\n• Harbour office", "- The ferry runs.\n- The bridge stays closed."]


@pytest.mark.parametrize("line", NO_DATES)
def test_a_day_that_is_told_of_is_no_date_of_publication(line):
    article = normalize(f"{TITLE}\n\n{BODY.format(line)}")
    assert (article.title, article.date_published) == (TITLE, None)


def test_a_title_that_tells_of_a_day_is_a_title():
    article = normalize("The vote of 12 May 1999 on the bridge still divides the town\n\n" + BODY.format("It rains."))
    assert article.title == "The vote of 12 May 1999 on the bridge still divides the town"
    assert article.date_published is None


@pytest.mark.parametrize("line", NO_AUTHORS)
def test_a_name_beside_something_else_is_no_author(line):
    assert normalize(f"{TITLE}\n\n{BODY.format(line)}").authors == []


@pytest.mark.parametrize("lines", NO_SUMMARY)
def test_a_list_in_the_body_is_no_summary(lines):
    assert normalize(f"{TITLE}\n\n{BODY.format(lines)}").summary == []


@pytest.mark.parametrize("line", ["report.pdf", "https://lisk-courier.com/a/b", "photo.jpg"])
def test_a_file_or_address_is_no_publisher(line):
    assert normalize(f"{TITLE}\n\n{line}\n\n{BODY.format('It rains.')}").publisher is None


@pytest.mark.parametrize(
    "above", ["", f"{TITLE}\n\n", f"{TITLE}\n\nBy Anna Olsen\n3 May 2021\n\n", f"{TITLE}\nKey points\n"]
)
def test_sentences_in_a_list_above_the_body_are_its_summary(above):
    article = normalize(above + "- The town chose the bridge.\n- Work starts next year.\n\n" + BODY.format("It rains."))
    assert article.summary == ["The town chose the bridge.", "Work starts next year."]
    assert "Key points" not in article.text


def test_a_headline_printed_twice_is_the_title_whatever_it_says():
    article = normalize("Guardian of the fjord\n\nOpinion\n\nGuardian of the fjord\n\n" + BODY.format("It rains."))
    assert (article.title, article.section) == ("Guardian of the fjord", "Opinion")
    assert "Guardian" not in article.text
