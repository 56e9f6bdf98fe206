import pytest

from corpuskit.document import read
from corpuskit.pipeline import Plan, process
from corpuskit.rules.layout import lay_out
from corpuskit.rules.menu import RULE
from corpuskit.rules.own_words import gather, read_sheet

STORY = "Prices rose for the third month in a row, the central bank said on Friday in its report."


def left(text):
    document = read(text)
    gone = {f.start for f in RULE.check(document, lay_out(document))}
    return [line.text for line in document.lines if line.start not in gone]


@pytest.mark.parametrize(
    "row",
    [
        "Home | News | Sport",
        "About us  Privacy policy  Terms of use",
        "Home > News > Business",
        "12 comments · 3 shares",
        "News Sport Weather Travel Culture Health",
        "Share on Facebook Share on Twitter Share on WhatsApp",
        "新闻 体育 娱乐 财经",
        "新闻体育娱乐财经",
        "ニュース・スポーツ・天気・グルメ",
        "Accueil • Politique • Sport • Culture",
    ],
)
def test_labels_side_by_side_go(row):
    assert left(row) == []


@pytest.mark.parametrize(
    "row",
    [
        "Sport and culture",
        "News Sport Weather",
        "Home Security Guide",
        "3 | 4 | 12",
        "24/7 customer support",
        "新闻记者说",
        "体育新闻",
        "Sport | Who won",
        "News, sport, weather.",
    ],
)
def test_words_that_are_no_menu_stay(row):
    assert left(row) == [row]


def test_a_label_goes_in_the_company_of_others_and_stays_alone():
    menu = ["Culture", "News", "Sport", "Weather", "Travel"]
    assert left("\n".join([*menu, STORY])) == [STORY]
    assert left(f"Sport\n{STORY}\n{STORY}\nTravel") == ["Sport", STORY, STORY, "Travel"]
    assert left(f"News\nSport\nPremier things\nWeather\nTravel\n{STORY}") == ["Premier things", STORY]


def test_a_column_of_numbers_is_no_menu():
    table = ["4412", "5", "55874", "12", "7", "31167"]
    assert left("\n".join([STORY, *table])) == [STORY, *table]


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (["The door was shut.", "Open", "Nobody came."], True),
        (["He reads.", "Search", "Of the house nothing was found, and the men left.", "They ask."], True),
        (["Hamlet", "Who is there?", "Horatio", "Open!", "Hamlet", "Why now?"], True),
        (["Er klopft.", "Menü", "Niemand kommt."], True),
        (["The door was shut.", "Open", "Skip to content", "Nobody came."], False),
        (["The door was shut.", "Search", "Menu", "Nobody came."], False),
        (["Menu", "Nobody came.", "The door was shut."], False),
        (["Nobody came.", "The door was shut.", "Print"], False),
        (["The door was shut.", "Advertisement", "Nobody came."], False),
    ],
)
def test_a_single_word_between_sentences_is_said_and_no_label(lines, kept):
    result = process("\n".join(lines).encode(), "a.txt", Plan(findings_only=True, profile="keep"))
    gone = [line for line in lines if line not in result.body.text.split("\n\n")]
    assert bool(gone) is not kept, gone


def test_a_phrase_of_ones_own_goes_wherever_it_stands():
    words = gather([read_sheet("[navigation]\nOpen\n", "ours.txt")], "")
    result = process(b"The door was shut.\nOpen\nNobody came.", "a.txt", Plan(findings_only=True, words=words))
    assert result.body.text == "The door was shut.\n\nNobody came."
