import gzip
import json

import pytest

from corpuskit.corpus.labelled import Page, read_labelled
from corpuskit.corpus.score import score, score_page
from corpuskit.errors import CorpuskitError
from corpuskit.pipeline import Plan

PLAN = Plan(findings_only=True)
STORY = "The ferry was late for the third time in one week, and nobody on the pier was told why."


def page(*lines, gold=STORY, name="a"):
    return Page(name, "x", tuple(text for _, text in lines), "".join(letter for letter, _ in lines), gold)


def test_a_page_whose_boilerplate_goes_is_perfect():
    found = score_page(page(("d", "Advertisement:"), ("k", STORY)), PLAN)
    assert (found.precision, found.recall, found.boilerplate_dropped, found.article_kept) == (1.0, 1.0, 1, 1)


def test_what_stays_wrongly_costs_precision_by_shingles_of_four_words():
    found = score_page(
        page(("d", "Nobody will ever call these eight words boilerplate."), ("k", "One two three four five.")), PLAN
    )
    assert found.precision == pytest.approx(0 / 10)
    two = score_page(page(("k", STORY), ("d", "Eels sing."), gold=STORY), PLAN)
    assert two.precision == pytest.approx(16 / 18) and two.recall == 1.0


def test_a_word_is_lost_only_where_it_is_neither_in_the_body_nor_in_a_field():
    lines = ("k", "Advertisement"), ("k", STORY), ("k", "By Helen Marsh")
    found = score_page(page(*lines), PLAN)
    assert found.words_lost == 1 and found.words == 1 + 19 + 3


def test_the_title_counts_for_nothing():
    lines = ("t", "Ferry late again"), ("k", STORY), ("k", "Ferry late again")
    assert score_page(page(*lines, gold=f"Ferry late again\n{STORY}"), PLAN).precision == 1.0


def test_one_character_is_one_word_where_no_spaces_are_written():
    assert score_page(page(("k", "渡口开通。"), gold="渡口开通。"), PLAN).words == 4


def test_the_mean_is_over_sets_not_over_pages():
    good, bad = page(("k", STORY)), page(("d", "Eels sing at night."), gold="", name="b")
    found = score([good, good, good, bad], PLAN)
    assert (found["a"].f1, found["b"].f1, found["mean"].f1) == (1.0, 0.0, 0.5)
    assert found["mean"].pages == 4


def test_labelled_pages_are_read_from_every_form(tmp_path):
    row = {"id": "1", "lines": ["a", "b"], "verdicts": "kd", "gold": "a", "more": 1}
    (tmp_path / "one.jsonl").write_text(json.dumps(row) + "\n\n")
    (tmp_path / "two.jsonl.gz").write_bytes(gzip.compress(json.dumps(row).encode()))
    (tmp_path / "three.txt").write_text("# a comment\nk a\nd b\n")
    (tmp_path / "README.md").write_text("no page")
    assert [(p.set, p.lines, p.verdicts, p.gold) for p in read_labelled(tmp_path)] == [
        ("one", ("a", "b"), "kd", "a"),
        (tmp_path.name, ("a", "b"), "kd", "a"),
        ("two", ("a", "b"), "kd", "a"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.jsonl", "{}\n", "a.jsonl:1: wants the keys id, lines, verdicts, gold"),
        ("a.jsonl", "\n[1\n", "a.jsonl:2: is not JSON"),
        ("a.jsonl", '{"id": "", "lines": ["x"], "verdicts": "kd", "gold": ""}', "a.jsonl:1: 1 lines, but 2 verdicts"),
        ("a.jsonl", '{"id": "", "lines": "x", "verdicts": "k", "gold": ""}', "a.jsonl:1: lines must be"),
        ("a.jsonl.gz", "no gzip", "a.jsonl.gz: cannot be read"),
        ("a.txt", "k fine\nNo letter\n", "a.txt:2: wants a letter"),
        ("a.md", "", "no labelled pages"),
    ],
)
def test_a_bad_file_is_named_with_its_line(tmp_path, name, text, message):
    (tmp_path / name).write_text(text)
    with pytest.raises(CorpuskitError, match=message):
        list(read_labelled(tmp_path))
