"""Dates as they are written, and what is none."""

import pytest

from corpuskit.rules.dates import find

READ = [
    ("5 March 2024", "2024-03-05"),
    ("March 5th, 2024", "2024-03-05"),
    ("Tuesday, March 5, 2024 at 10:20 a.m. EST", "2024-03-05T10:20-05:00"),
    ("Apr 28 20232:23 PM", "2023-04-28T14:23"),
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
