"""Which lines go on below, and which stay apart."""

import pytest

from corpuskit.pipeline import Plan, process

LEAD = "Prices rose for the third month in a row, the central bank said on Friday in its report.\n"
JOINED = [
    ("According to\n\nAl Example\n\n, which spoke to the owners, they will rise.", "According to Al Example, which"),
    (
        "They met in the hall.\nThe council of the old town will decide on that in the spring, wrote\n\nThe Example Times\n\n, read by few.",
        "wrote The Example Times, read",
    ),
    (
        "\nThe governor met the owners of the houses near the river on Monday to speak of\n\nNorth Bank, who said no.",
        "speak of North Bank",
    ),
    ("They spoke to the governor of\nThe Example Times, who would not say more.", "governor of The Example"),
    ("They met in the old hall of the town,\nThe Example Times reported.", "town, The Example"),
    ("The bank spoke of a small change in the long run\nand of prices that fall.", "long run and of"),
    (
        "The governor met the owners of the houses near the river and the\nNorth Bank\n, who said no.",
        "the North Bank, who",
    ),
    ("The bank (which is led by the governor of the small island in the\nSouth) did not speak.", "the South)"),
    (
        "Der Hafen ist alt, wie der Meister am Montag sagte, und das Dach ist neu.\nDie Bank sprach am Montag lange mit dem\nBeispielblatt und wollte nichts sagen.",
        "mit dem Beispielblatt",
    ),
    (
        "Le port est vieux, comme le maître l’a dit lundi, et le toit est neuf.\nLa banque a parlé lundi avec la\nGazette et n’a rien voulu dire.",
        "avec la Gazette",
    ),
    (
        "Порт стар, как сказал в понедельник начальник, и крыша на нём новая.\nБанк говорил в понедельник долго с\nВестником и не сказал ничего.",
        "долго с Вестником",
    ),
]
APART = [
    "The governor met the owners of houses.\nHe told them on Monday what the bank will do and when of\n\nNorth Bank, who said no.",
    "What the bank found on Friday,\n\nFood is dearer than it was a year ago in the capital.",
    "Someone to talk to\n\nTalking to a friend helps most people, the doctors said.",
    "Mixed voices from the market\nWhile some hailed the report, others did not.",
    "What the bank found:\nfood is dearer than it was a year ago in the capital.",
    "They found that\n- rents rose most\n- food rose, too",
    "What the bank found on Friday\n\nFood is dearer than it was a year ago in the capital.",
    "Read the report of the bank in full at\nhttps://bank.example/report",
]
WRAPPED = """\
Prices rose for the third month in a row, the cen-
tral bank said on Friday in its report. They will
rise again in the spring, the governor of the bank
told members of the council because food and fuel
are dearer.

They had fallen for a year before, after the state
froze the rents in the capital. Wages rise at last.
"""
WRAPPED_HAN = """\
白沙港的老灯塔在四十年之后终于要换上新的屋顶，港务局局长星期一在市里的
会议上宣布了这个消息。工程将在秋天开始，一直持续到明年春天，局长和居民
一起在防波堤上散步的时候这样介绍。屋顶的费用由市政府和一个为灯塔募捐了
十年的协会共同承担，双方各出一半。市博物馆打算在冬天清洗古钟，然后把它
放在大展厅里给市民参观。
"""


def body(text):
    return process(text.encode(), "a.txt", Plan(findings_only=True)).body.text


@pytest.mark.parametrize(("text", "joined"), JOINED, ids=[joined for _, joined in JOINED])
def test_a_broken_sentence_is_joined(text, joined):
    assert joined in body(text if text[0] in "DLП" else LEAD + text)


@pytest.mark.parametrize("text", APART)
def test_what_is_whole_stays_apart(text):
    lines = [line for line in text.split("\n") if line]
    assert "\n\n".join(lines) in body(LEAD + text + "\n")


def test_a_wrapped_file_becomes_its_paragraphs():
    paragraphs = body(WRAPPED).split("\n\n")
    assert len(paragraphs) == 2
    assert "the central bank said" in paragraphs[0] and paragraphs[0].endswith("fuel are dearer.")


def test_lines_of_a_script_without_spaces_are_joined_without_one():
    assert body(WRAPPED_HAN) == WRAPPED_HAN.replace("\n", "")


def test_a_sentence_goes_on_in_small_letters_behind_a_blank_line():
    assert "the governor said on Friday" in body(
        LEAD + "Food is dearer than it was a year ago, the governor\n\nsaid on Friday.\n"
    )
