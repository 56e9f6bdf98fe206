"""What is read of an index as a whole is what its lines say one by one, whatever somebody did to it."""

import random

import pytest
from indexes import ENTRIES, PATHS, spoilt

from corpuskit.index import reader
from corpuskit.index.compare import compare
from corpuskit.index.plain import plain
from corpuskit.index.reader import read
from corpuskit.index.writer import write


@pytest.mark.parametrize("seed", range(40))
def test_the_whole_says_what_the_lines_say(seed, monkeypatch):
    chance = random.Random(seed)
    as_whole = 0
    for _ in range(50):
        text = spoilt(write(None, ENTRIES).decode(), chance)
        present = [entry for entry in ENTRIES if chance.random() < 0.95]
        index = read(text.encode(), PATHS)
        as_whole += index.plain is not None
        with monkeypatch.context() as patch:
            patch.setattr(reader, "plain", lambda text: None)
            by_lines = read(text.encode(), PATHS)
        assert (index.rows, index.problems, index.canonical) == (by_lines.rows, by_lines.problems, by_lines.canonical)
        assert compare(index, present) == compare(by_lines, present), text
        assert index.plain is None or index.plain == {row.path: row.sha256 for row in by_lines.rows}
    assert as_whole > 10


@pytest.mark.parametrize(
    "line",
    [
        "| [CON.txt](CON.txt) |  |  |  | {} |",
        "| [G.txt](G.txt) |  |  |  | {} |",
        "| [g.txt](g.txt) |  |  |  | {} |",
        "| [ü.txt](%C3%BC.txt) |  |  |  | {} |",
        "| [../x.txt](../x.txt) |  |  |  | {} |",
        "| [x.txt](x.txt) |  |  | {} |",
        "| [x.txt](x.txt) |  |  |  | abc |",
        "| ~~[x.txt](x.txt)~~ |  |  |  | {} |",
        "| [Q.txt](Q.txt) |  |  |  | {0} |\n| [q.TXT](q.TXT) |  |  |  | {0} |",
        "a stray line",
        "",
    ],
)
def test_what_could_be_wrong_is_read_by_lines(line):
    lines = write(None, ENTRIES).decode().split("\n")
    assert plain("\n".join(lines))
    assert plain("\n".join([*lines[:7], line.format("f" * 64), *lines[7:]])) is None


def test_what_stands_around_the_table_does_not_matter():
    text = write(None, ENTRIES).decode()
    assert plain(f"Hello <b>you</b>.\n\n{text}\n```\nmore\n<!-- and more\n") == plain(text)
    assert plain(f"<!-- all of this is a comment\n{text}-->\n") is None
    assert plain(f"```\n{text}```\n") is None
