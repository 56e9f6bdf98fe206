"""A list made by hand that names files by their stems: a stem whose file is gone is a row, other words are none."""

import pytest

from corpuskit.index.compare import compare
from corpuskit.index.manifest import Entry
from corpuskit.index.reader import read
from corpuskit.index.writer import write

STEMS = ("001_prices", "002_rates", "003_banks", "004_ports")
ENTRIES = [Entry(f"{stem}.txt", f"{number:064x}") for number, stem in enumerate(STEMS) if number != 2]


def listed(*items):
    return ("# Texts\n\n" + "".join(f"- {item}\n" for item in items) + "\nThat is all.\n").encode()


def errors(data):
    present = [entry.path for entry in ENTRIES]
    return [(m.code, m.line, m.path) for m in compare(read(data, present), ENTRIES) if m.severity == "error"]


@pytest.mark.parametrize("spelled", ["{}", "`{}`", "**{}**", "{}: of last May", "{} - of last May"])
def test_the_stem_of_a_file_that_is_gone_is_a_row(spelled):
    old = listed(*(spelled.format(stem) for stem in STEMS))
    assert errors(old) == [("IDX102", 5, "003_banks.txt")]
    new = write(old, ENTRIES)
    assert new == listed(*(spelled.format(stem) for stem in STEMS if stem != "003_banks"))
    assert errors(new) == [] and write(new, ENTRIES) == new


@pytest.mark.parametrize(
    "words", ["Notes", "banks", "03_banks", "003-banks", "2024", "003 banks", "[ ] 003_banks", "of 003_banks"]
)
def test_words_that_are_no_such_stem_are_none(words):
    old = listed(STEMS[0], words, STEMS[1], STEMS[3])
    assert errors(old) == [] and write(old, ENTRIES) == old


def test_a_list_of_other_things_is_none():
    assert errors(listed(STEMS[0], "005_a", "006_b", STEMS[1], STEMS[3])) == []
    assert errors(listed(*(f"{stem}.txt" for stem in STEMS if stem != "003_banks"), "005_a")) == []


def test_a_file_that_moved_is_added_and_its_old_row_goes():
    moved = [entry for entry in ENTRIES if entry.path != "004_ports.txt"] + [Entry("old/004_ports.txt", "f" * 64)]
    new = write(listed(STEMS[0], STEMS[1], STEMS[3]), moved)
    present = [entry.path for entry in moved]
    assert [m for m in compare(read(new, present), moved) if m.severity == "error"] == []
    assert b"corpuskit:index" not in new
