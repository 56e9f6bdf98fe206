"""What stands behind a by-word: names, and what is none."""

import pytest

from corpuskit.rules.names import label, parse

LABELLED = [
    ("Jane Roe", ("Jane Roe",)),
    ("Jane Roe and John Q. Public", ("Jane Roe", "John Q. Public")),
    ("Jane Roe, Staff Writer", ("Jane Roe",)),
    ("Jane Roe Senior Political Editor", ("Jane Roe",)),
    ("Jane Roe July 15 at 3 PM", None),
    ("Jane Roe jane.roe@post.example", ("Jane Roe",)),
    ("Ludwig van der Berg", ("Ludwig van der Berg",)),
    ("Maria de la Cruz y Juan Pérez", ("Maria de la Cruz", "Juan Pérez")),
    ("Reuters", ("Reuters",)),
    ("Мария Орлова и Иван Седов", ("Мария Орлова", "Иван Седов")),
    ("Jane Roe, BBC News, New York", ("Jane Roe",)),
    ("the river", None),
    ("Friday Morning", None),
]
BYWORDS = [
    "By Jane",
    "by: Jane",
    "Authored by Jane",
    "Von Petra",
    "Par Claire",
    "Text: Petra",
    "Автор: Иван",
    "作者：王立",
]


@pytest.mark.parametrize(("text", "names"), LABELLED)
def test_names_behind_a_byword(text, names):
    read = parse(text, True)
    assert (read and read.names) == names


@pytest.mark.parametrize("text", BYWORDS)
def test_a_byword_is_known(text):
    assert 0 < label(text) < len(text)


def test_a_byword_inside_ends_words_that_are_no_name():
    assert label("Ein Bericht von Petra Weber")
    assert not label("Christoph von Eichhorn")
