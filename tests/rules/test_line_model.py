"""The line model: what each profile drops, where it is silent, who beats it, and that its tables are whole."""

import json

import pytest

from corpuskit.document import read
from corpuskit.pipeline import Plan, process
from corpuskit.rules.layout import lay_out
from corpuskit.rules.line_bins import NONE, WIDTH, run
from corpuskit.rules.line_model import MAX_LINES, SAID, UNLIKE
from corpuskit.rules.line_scores import FILE, names, parse, shipped
from corpuskit.rules.line_traits import traits

ARTICLE = [
    "Prices rose for the third month in a row, the central bank said on Friday in its report.",
    "They will rise again in the spring, the governor of the bank told members of the council.",
    "The council wants to wait for the figures of the winter before it decides on the rates.",
]
BETWEEN = [
    "Prices rose for the third month in a row, the central bank said on Friday in its report.",
    "Quiet harbour",
    "They will rise again in the spring, the governor of the bank told members of the council.",
    "The council wants to wait for the figures of the winter before it decides on the rates.",
]
MENU = ["Harbours", "Villages", "Bridges", "Gardens", "Markets", "Theatres", "Kitchens", "Winters"]
DOUBTFUL = 1  # a label that touches the article may be a heading
TITLE = "Prices rise for a third month"
PAGE = [*MENU, TITLE, *ARTICLE, *reversed(MENU)]


def cleaned(lines, profile):
    return process("\n".join(lines).encode(), "a.txt", Plan(findings_only=True, profile=profile))


def body(lines, profile):
    return [line for line in cleaned(lines, profile).body.text.split("\n") if line]


@pytest.mark.parametrize("profile", ["standard", "strict"])
def test_menus_that_no_phrase_names_go_and_the_article_stays(profile):
    stays = body(PAGE, profile)
    assert [line for line in stays if line in ARTICLE] == ARTICLE
    assert len(stays) <= len(ARTICLE) + DOUBTFUL


def test_keep_drops_nothing_for_its_looks():
    assert body(PAGE, "keep") == [line for line in PAGE if line != TITLE]


@pytest.mark.parametrize("profile", ["keep", "standard", "strict"])
@pytest.mark.parametrize("lines", [ARTICLE, BETWEEN, ["One line."], ["A word"], [""], MENU[:3]])
def test_a_text_without_navigation_stays_whole(profile, lines):
    assert body(lines, profile) == [line for line in lines if line]


def test_a_file_that_is_no_page_is_not_judged():
    lines = [*MENU, *ARTICLE * (MAX_LINES // len(ARTICLE)), *MENU]
    assert body(lines, "strict") == lines


def test_a_page_of_links_stays_and_says_so():
    result = cleaned(MENU * 2, "standard")
    assert result.body.text.split("\n\n") == MENU * 2
    assert {"QUA104", "QUA108"} & {finding.code for finding in result.findings}


def test_a_list_below_a_few_sentences_stays_and_says_so():
    result = cleaned([*ARTICLE[:2], *["Menu", "Log in", *MENU] * 14], "standard")
    assert "BP201" not in {claim.code for claim in result.claims}
    assert "QUA108" in {finding.code for finding in result.findings}


def test_the_reasons_are_words_and_the_score_is_evidence():
    dropped = [claim for claim in cleaned(PAGE, "standard").claims if claim.code == "BP201"]
    said = {words for _, _, words in SAID} | {UNLIKE}
    assert dropped
    for claim in dropped:
        assert set(claim.message.split(", ")) <= said
        assert 0.5 < claim.verdict.score < 1


def test_what_another_rule_claims_is_left_to_it():
    page = [*MENU, TITLE, "By Jane Doe", *ARTICLE, *reversed(MENU)]
    kinds = {claim.verdict.name for claim in cleaned(page, "strict").claims}
    assert {"title", "authors"} <= kinds


def test_every_table_has_a_number_for_each_value():
    for table in shipped().tables:
        rows = [table.add] if len(table.of) == 1 else table.add
        assert len(table.add) == WIDTH
        assert all(len(row) == WIDTH and all(type(n) is int for n in row) for row in rows)


def test_the_file_is_small_and_readable():
    text = FILE.read_text(encoding="utf-8")
    assert len(text) < 300_000
    assert max(map(len, text.split("\n"))) < 5_000
    assert set(json.loads(text)["thresholds"]) == {"standard", "strict"}


def test_traits_are_columns_of_small_numbers():
    seen = traits(lay_out(read("\n\n".join(PAGE))))
    assert len(seen.indexes) == len(shipped().scores(seen.columns)) == len(PAGE)
    assert all(len(column) == len(PAGE) for column in seen.columns.values())
    assert all(0 <= value <= NONE for column in seen.columns.values() for value in column)
    assert set(names(shipped())) <= set(seen.columns)
    assert {name for name, _, _ in SAID} <= set(seen.columns)


def test_scores_do_not_depend_on_blank_lines():
    one, two = (shipped().scores(traits(lay_out(read(gap.join(PAGE)))).columns) for gap in ("\n", "\n\n"))
    assert one == two


@pytest.mark.parametrize(
    ("gains", "found"),
    [([], (0, -1)), ([-1, -2], (0, -1)), ([3], (0, 0)), ([1, -2, 3, -1, 2, -5, 1], (2, 4)), ([2, -1, 2], (0, 2))],
)
def test_the_best_run(gains, found):
    assert run(gains) == found


def test_a_score_is_the_sum_of_the_tables():
    rows = [[0] * WIDTH for _ in range(WIDTH)]
    rows[1][0] = 7
    tables = [{"of": ["ends"], "add": [100 * n for n in range(WIDTH)]}, {"of": ["ends", "label"], "add": rows}]
    model = parse(json.dumps({"thresholds": {}, "base": 5, "tables": tables}))
    assert model.scores(traits(lay_out(read("A word\nA sentence."))).columns) == [5, 112]
    assert model.scores(traits(lay_out(read(""))).columns) == []
