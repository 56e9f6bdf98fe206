"""Share buttons glued to a paragraph, and what only looks like them."""

import pytest

from corpuskit.pipeline import Plan, process

STORY = "Prices rose for the third month in a row, the central bank said on Friday in its report."


def body(text, profile="keep"):
    lines = f"They will rise again, the governor said on Monday to the council.\n{text}\nNobody knows."
    return process(lines.encode(), "a.txt", Plan(findings_only=True, profile=profile)).body.text.split("\n\n")[1:-1]


@pytest.mark.parametrize(
    "text",
    [
        f"FacebookTwitterWhatsAppEmail{STORY}",
        f"Facebook Twitter Email Print {STORY}",
        f"Facebook | X | WhatsApp | {STORY}",
        f"Share on Facebook Share on Twitter {STORY}",
        f"Teilen Tweet Drucken {STORY}",
        f"{STORY} Share Tweet Email",
        f"{STORY}FacebookTwitterWhatsApp",
        f"{STORY} Share this: Facebook Twitter WhatsApp",
    ],
)
def test_buttons_glued_to_a_paragraph_go_alone(text):
    assert body(text) == [STORY]


@pytest.mark.parametrize("text", ["FacebookTwitterWhatsAppEmail", "ShareTweetPin", "Teilen Tweet Mail"])
def test_a_row_without_spaces_goes(text):
    assert body(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Facebook Twitter Instagram are three of the companies that the council wants to hear on Friday.",
        "Facebook, Twitter and Instagram will be heard by the council on Friday, the governor said.",
        "Share prices rose for the third month in a row, the central bank said on Friday.",
        "Print Email Share Prices fell.",
        "The council will hear three companies. Facebook Twitter",
        "PrintWorks Line Xavier said nothing",
        f"Share {STORY}",
    ],
)
def test_names_that_are_part_of_a_text_stay(text):
    assert body(text) == [text]


@pytest.mark.parametrize(
    "text", [f"{STORY} Read more", f"{STORY}Show more", f"{STORY} © RIPRODUZIONE RISERVATA", f"{STORY} Advertisement"]
)
def test_a_label_behind_a_paragraph_goes_alone(text):
    assert body(text) == [STORY]


@pytest.mark.parametrize(
    "text", [f"{STORY} More", f"{STORY} The council wants to see the advertisement", "Read more. Advertisement by hand"]
)
def test_what_is_no_label_behind_a_paragraph_stays(text):
    assert body(text) == [text]
