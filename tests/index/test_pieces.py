"""A paragraph without markup is taken as it is, which must be what the parser would make of it."""

import random

from corpuskit.index import pieces
from corpuskit.index.reader import read

BITS = ("a", "Prices", " ", "  ", ".", ":", "-", "+", "#", "=", "1.", "{", "}", "$", "%", "^", "@", '"', "'", "(", ")", "|", "/", "é",
        "價", "www.a.org", "http://a.org/b", "a@b.org", "*", "_", "`", "~", "[", "]", "<", ">", "&amp;", "!", "\\", "\n")  # fmt: skip


def test_text_without_markup_needs_no_parser(monkeypatch):
    chance = random.Random(1)
    parser = pieces._parser()
    texts = ["".join(chance.choices(BITS, k=chance.randint(1, 6))).strip() for _ in range(20_000)]
    quick = [list(pieces.inline(parser, text, 7, {})) for text in texts]
    assert sum(not pieces._MARKUP.search(text) for text in texts) > 5000
    monkeypatch.setattr(pieces, "_MARKUP", pieces.re.compile(""))
    assert quick == [list(pieces.inline(parser, text, 7, {})) for text in texts]


def test_a_list_of_too_many_lines_is_not_read():
    assert [row.path for row in read(b"- a.txt\n" + b"\n" * 50_000, ["a.txt"]).rows] == ["a.txt"]
    index = read(b"- a.txt\n" + b"- b\n" * 60_000, ["a.txt"])
    assert [problem.code for problem in index.problems] == ["IDX118"] and not index.rows
