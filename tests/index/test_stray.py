"""Whatever stands in the midst of the table: `write` gives every file its row and keeps what is somebody's words."""

import random

import pytest
from indexes import ENTRIES, PATHS, spoilt

from corpuskit.errors import CorpuskitError
from corpuskit.index.compare import compare
from corpuskit.index.reader import read
from corpuskit.index.writer import write

WORDS = (
    "a stray line", "```", "~~~", "```\nfenced\n```", "<!--", "<!-- a comment -->", "-->", "# Head", "- item", "a | b", "| a | b |",
    "| no link here | at all |", "| ``` |", "=======", "> quote", "<div>", "[link](b.txt)", "<!-- open\n\nclosed -->", "text <!-- open",
)  # fmt: skip
BEGIN, END = "<!-- corpuskit:index begin -->", "<!-- corpuskit:index end -->"


def wrong(data):
    return {m.code for m in compare(read(data, PATHS), ENTRIES) if m.severity == "error"}


def with_lines(words, at, tail="The end.\n"):
    lines = write(None, ENTRIES).decode().split("\n")
    return "\n".join([*lines[:at], *words.split("\n"), *lines[at:], tail]).encode()


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("at", [3, 5, 6, 9, 11])
def test_words_are_kept_and_no_row_is_missing(words, at):
    made = write(with_lines(words, at), ENTRIES)
    assert wrong(made) == set() and write(made, ENTRIES) == made
    text = made.decode()
    assert all(line in text for line in words.split("\n")) and text.endswith("The end.\n")
    assert text.count(BEGIN) == 1


@pytest.mark.parametrize("at", [3, 5, 6, 9, 11])
def test_an_end_in_the_midst_of_the_table_does_not_cut_it(at):
    assert write(with_lines(END, at), ENTRIES) == write(with_lines("", at), ENTRIES)


def test_an_end_without_a_beginning_goes():
    text = write(None, ENTRIES).decode()
    below = f"{text}\nSome words.\n{END}\nMore words.\n"
    made = write(below.encode(), ENTRIES).decode()
    assert made == below.replace(f"words.\n{END}\n", "words.\n")
    for lost in (text.replace(BEGIN + "\n", ""), text.replace("begin", "began")):
        made = write(lost.encode(), ENTRIES)
        assert wrong(made) == set() and made.count(END.encode()) == made.count(BEGIN.encode())


def test_a_planned_row_and_one_of_a_file_that_is_gone_are_no_words():
    rows = f"| ~~[z.txt](z.txt)~~ |  |  |  |  |\n| [gone.txt](gone.txt) | Gone |  |  | {'a' * 64} |\n| [lost.txt](lost.txt) |  |  |  |  |"
    text = write(with_lines(rows, 6), ENTRIES).decode()
    assert "~~[z.txt]" in text and "gone.txt" not in text and "lost.txt" not in text


@pytest.mark.parametrize("seed", range(400))
def test_writing_mends_what_was_spoilt(seed):
    old = spoilt(write(None, ENTRIES).decode(), random.Random(seed)).encode()
    try:
        made = write(old, ENTRIES)
    except CorpuskitError:
        return
    assert wrong(made) <= {"IDX106"}  # a list that lost its markers is one made by hand: what it says twice is left
    assert write(made, ENTRIES) == made


def test_many_ends_go_at_once():
    lines = [BEGIN, *[f"{END}\nx" for _ in range(20_000)]]
    made = write("\n".join(lines).encode(), ENTRIES)
    assert made.count(END.encode()) == 1 and made.count(b"\nx") == 20_000
