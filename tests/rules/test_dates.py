"""Dates as they are written, and what is none."""

import pytest

from corpuskit.pipeline import Plan, process
from corpuskit.rules.dates import find

READ = [
    ("5 March 2024", "2024-03-05"),
    ("March 5th, 2024", "2024-03-05"),
    ("Tuesday, March 5, 2024 at 10:20 a.m. EST", "2024-03-05T10:20-05:00"),
    ("Apr 28 20232:23 PM", "2023-04-28T14:23"),
    ("Jane RoeMarch 5, 2024", "2024-03-05"),
    ("5. März 20240", "2024-03-05"),
    ("2024-03-05T10:20:30+02:00", "2024-03-05T10:20:30+02:00"),
    ("2024-03-05T10:20Z", "2024-03-05T10:20Z"),
    ("5 March 2024 10:20 GMT", "2024-03-05T10:20Z"),
    ("5 March 2024, 10:20 UTC+3", "2024-03-05T10:20+03:00"),
    ("5 March 2024 10:20 CET", "2024-03-05T10:20+01:00"),
    ("5 March 2024 10:20 IST", "2024-03-05T10:20"),
    ("March 2024", "2024-03"),
    ("5. März 2024, 18:05 Uhr", "2024-03-05T18:05"),
    ("05.03.2024", "2024-03-05"),
    ("25/03/2024", "2024-03-25"),
    ("03/25/2024", "2024-03-25"),
    ("1er mars 2024 à 9h05", "2024-03-01T09:05"),
    ("5 de marzo de 2024", "2024-03-05"),
    ("5 marzo 2024", "2024-03-05"),
    ("5 de março de 2024 às 18h05", "2024-03-05T18:05"),
    ("5 maart 2024", "2024-03-05"),
    ("5 marca 2024", "2024-03-05"),
    ("5. března 2024", "2024-03-05"),
    ("5 марта 2024 г.", "2024-03-05"),
    ("5 березня 2024", "2024-03-05"),
    ("5 Mart 2024", "2024-03-05"),
    ("5 Μαρτίου 2024", "2024-03-05"),
    ("2024. március 5.", "2024-03-05"),
    ("5. maaliskuuta 2024", "2024-03-05"),
    ("2024年3月5日 18:05", "2024-03-05T18:05"),
    ("令和6年3月5日", "2024-03-05"),
    ("2024년 3월 5일", "2024-03-05"),
    ("ngày 5 tháng 3 năm 2024", "2024-03-05"),
    ("5 มีนาคม 2567", "2024-03-05"),
    ("٥ مارس ٢٠٢٤", "2024-03-05"),
    ("৫ মার্চ ২০২৪", "2024-03-05"),
]
NONE = [
    "yesterday",
    "vor 3 Stunden",
    "03/04/2024",
    "3/4/24",
    "31 February 2024",
    "32.01.2024",
    "version 1.2.2024.5",
    "May 5",
]


@pytest.mark.parametrize(("text", "iso"), READ)
def test_a_date_is_read_to_the_precision_written(text, iso):
    assert [date.iso for date in find(text)] == [iso]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_date_or_two_is_not_read(text):
    assert find(text) == []


def test_the_order_decides_what_could_be_read_twice():
    assert find("03/04/2024", "day")[0].iso == "2024-04-03"
    assert find("03/04/2024", "month")[0].iso == "2024-03-04"


def test_how_long_a_film_is_is_no_time_of_day():
    assert find("05.09.2024 | 2:03 min")[0].iso == "2024-09-05"


STORY = "Prices rose for the third month in a row, the central bank said on Friday in its report on the whole country."
ENTRIES = ["3 March 2020: The ferry stops.", "11 March 2020: The school is shut.", "4 May 2020 – All is open again."]


@pytest.mark.parametrize(
    ("lines", "iso"),
    [
        (["The island, week by week", *ENTRIES], None),
        (["The island, week by week", "Published on 9 May 2020", *ENTRIES], "2020-05-09"),
        (["The island, week by week", ENTRIES[0], STORY], "2020-03-03"),
        (["Karin Lind", "född 12 mars 2003", "död 3 oktober 2023", STORY], None),
        (["Hans Holm", "* 12.3.2001 † 3.10.2023", STORY], None),
    ],
)
def test_the_dates_of_a_chronicle_or_of_a_life_are_none_of_publication(lines, iso):
    found = process("\n".join(lines).encode(), "a.txt", Plan(findings_only=True)).claims
    assert next((c.verdict.value for c in found if c.verdict.name == "date_published"), None) == iso


def test_a_paragraph_of_many_sentences_is_no_subtitle():
    head, tail = (
        "Prices rise for a third month\nPrices rose in the capital. Rents rose most of all.",
        f"\nBy Jane Roe\n{STORY}",
    )
    for more, taken in (("", True), (" Bread did not rise. Nobody knows why.", False)):
        found = process((head + more + tail).encode(), "a.txt", Plan(findings_only=True)).claims
        assert any(c.verdict.name == "subtitle" for c in found) is taken, more


PROSE = "Am Morgen ging sie den Fluss entlang bis zur alten Brücke und zählte dort die Boote, die flussabwärts fuhren."


@pytest.mark.parametrize(
    ("foot", "date"),
    [
        (
            "Dieser Beitrag wurde am 16. Januar 2025 von Jane in Flüsse und Boote und am Wasser veröffentlicht.",
            "2025-01-16",
        ),
        ("Die alte Brücke wurde am 16. Januar 2025 von Jane in Flüsse und Boote und am Wasser eröffnet.", None),
    ],
)
def test_the_sentence_at_the_foot_of_a_post_says_when_it_appeared(foot, date):
    article = process(f"Ein Gang am Fluss\n\n{PROSE}\n\n{foot}\n".encode(), "a.txt", Plan()).article
    assert article.date_published == date
    assert (foot in article.text) is (date is None)


def test_a_date_and_time_may_be_glued_to_the_first_paragraph():
    text = f"Ein Gang am Fluss\n\n16.01.2025, 15:30 Uhr{PROSE}\n"
    article = process(text.encode(), "a.txt", Plan()).article
    assert article.date_published == "2025-01-16T15:30"
    assert article.text == PROSE
