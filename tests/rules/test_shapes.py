"""Rows of links and what comes back in listings: tables of what goes and of what looks alike and stays."""

import pytest

from corpuskit.document import read
from corpuskit.pipeline import Plan, process
from corpuskit.rules import link_row, listing
from corpuskit.rules.layout import lay_out, section_of

STORY = "Prices rose for the third month in a row, the central bank said on Friday in its report."
CARDS = [
    "Read more",
    "Rents fall",
    "Harbour notes",
    "Log in",
    "Ferry sold",
    "Harbour notes",
    "Subscribe",
    "Bridge",
    "Harbour notes",
]


def left(rule, text):
    document = read(text)
    gone = {f.start for f in rule.check(document, lay_out(document))}
    return [line.text for line in document.lines if line.start not in gone]


@pytest.mark.parametrize(
    "row",
    [
        "Login | Harbour Webcams | Our Lighthouses",
        "Home > Harbours > Ferries",
        "Home » Harbours » What the ferries of the north carry in winter, and who pays for it",
        "Startseite › Häfen › Fähren",
        "Accueil / Ports / Bateaux",
        "首页 > 港口新闻 > 渡轮",
        "« 1 2 3 … 17 »",
        "1 2 3 … 17 Next",
        "1 2 3 4 5 Weiter",
        "< Prev 1 2 3 Next >",
        "|",
        "‹ › ×",
    ],
)
def test_links_in_a_row_go(row):
    assert left(link_row.RULE, row) == []


@pytest.mark.parametrize(
    "row",
    [
        "Wool | linen | hemp",
        "* * *",
        "-----",
        "· · ·",
        ">",
        "• • • • • • •",
        "1 2 3",
        "3 2 1 Next",
        "1. e4 e5 2. Nf3 Nc6 3. Bb5 a6",
        "6-4 3-6 7-5",
        "2 | 1 | 4",
        "Rovers 2 | United 1 | Next round",
        "A --> |Home| B | C",
        "if (home | news | sport) {",
        "12 14 17 23",
        "12 14 17 | 23",
        "Home » he wrote on the door, and went.",
        "Salt / pepper / a little oil",
        "— Home, said she. — Menu? — Yes",
    ],
)
def test_rows_of_other_things_stay(row):
    assert left(link_row.RULE, row) == [row]


def test_a_label_that_comes_back_beside_boilerplate_goes():
    assert left(listing.RULE, "\n".join([STORY, *CARDS])) == [STORY, *(c for c in CARDS if c != "Harbour notes")]


@pytest.mark.parametrize(
    "lines",
    [
        CARDS[:-1],  # twice is not often
        [line for line in CARDS if line != "Subscribe"] + [STORY],  # two kinds of boilerplate are no navigation
        ["Row, brothers, row", "The wind is in the north", "The light is burning"] * 3,  # a refrain
        ["Yes", "No", "12 kg", "Yes", "No", "14 kg", "Yes", "No", "9 kg"],  # a table
        [*CARDS[:2], "Background", STORY, "Log in", "Background", STORY, "Subscribe", "Background", STORY],  # headings
        [
            "Hamlet",
            "Words, words, words.",
            "Polonius",
            "What is the matter?",
            "Hamlet",
            "Between who?",
            "Hamlet",
            "Slanders.",
        ],
    ],
)
def test_what_comes_back_elsewhere_stays(lines):
    assert left(listing.RULE, "\n".join(lines)) == lines


DATED = [
    "Log in",
    STORY,
    "Rents fall",
    "12 May 2023",
    "Ferry sold",
    "11 May 2023",
    "Subscribe",
    "A bridge",
    "9 May 2023",
    "Read more",
]


def test_the_dates_of_a_listing_go():
    assert left(listing.RULE, "\n".join(DATED)) == [line for line in DATED if "2023" not in line]


@pytest.mark.parametrize(
    "lines",
    [
        [line for line in DATED if line != "9 May 2023"],
        [line.replace("2023", "1954") for line in DATED],
        [line for line in DATED if line not in ("Log in", "Subscribe", "Read more")],
        [
            "Log in",
            "Subscribe",
            "Read more",
            "12 May 2023",
            "The ship sails.",
            "11 June 2023",
            "It sinks.",
            "9 July 2023",
            "It is raised.",
        ],
    ],
)
def test_the_dates_of_a_chronicle_stay(lines):
    assert left(listing.RULE, "\n".join(lines)) == lines


def test_no_shape_drops_a_line_in_the_profile_keep():
    text = "\n".join([STORY, "Login | Harbour Webcams | Our Lighthouses", *CARDS])
    codes = {
        profile: {f.code for f in process(text.encode(), "a.txt", Plan(findings_only=True, profile=profile)).findings}
        for profile in ("keep", "standard")
    }
    assert {"BP131", "BP132"} <= codes["standard"] and codes["keep"].isdisjoint({"BP131", "BP132"})


@pytest.mark.parametrize(
    ("row", "section"),
    [
        ("World | Politics", "Politics"),
        ("Home / News / World / Politics", "Politics"),
        ("News > World > Politics", "Politics"),
        ("World | Politics | Sport | Business", ""),
        ("Home · News · Sport · Culture", ""),
    ],
)
def test_sections_beside_each_other_are_a_bar_and_no_trail(row, section):
    (line,) = read(row).lines
    assert section_of(line) == section


def test_a_bar_of_sections_above_a_title_goes():
    text = f"Home | News | Sport | Business\nPrices rise for a third month\nBy Jane Roe\n{STORY}\n"
    result = process(text.encode(), "a.txt", Plan())
    assert result.article.section is None and result.article.text == STORY
