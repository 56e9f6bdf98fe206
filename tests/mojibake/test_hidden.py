"""What is hidden goes, wherever it comes from; what a script or an emoji needs stays."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpuskit import latin
from corpuskit.document import read
from corpuskit.ledger import repair
from corpuskit.pipeline import mend
from corpuskit.rules import hidden

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2060-\u206f\u2028\u2029\ud800-\udfff\ufeff\ufff9-\ufffc\u00ad\U000e0001]"
)
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


def mended(text):
    return mend(text, "")[0].text


def cleaned(text):
    return repair(text, hidden.check(read(text))).text


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم و خانه\u200cها",
        "ક્\u200dષ र्\u200dय ශ්\u200dරී",
        "👩\u200d👩\u200d👧 👩🏽\u200d🚒 🏳\ufe0f\u200d🌈 ❤\ufe0f\u200d🔥",
        "❤\ufe0f ☎\ufe0e 1\ufe0f\u20e3 #\ufe0f\u20e3 ©\ufe0f",
        ENGLAND + " 🇩🇪",
        "שלום\u200f, world\u200e (עולם)!",
        "\u200f2020: 5%\u200f",
        "葛\U000e0100城市",
        "ភាសា\u200bខ្មែរ",
        "ᠠ\u180eᠭ\u180b",
        "\u1112\u119e\u11ab \u115f\u1161 \u1100\u1160",
        "plain\ttext\nwith é and “quotes” and\u00a0spaces",
        "\U0001d158\U0001d165\U0001d173",
    ],
)
def test_what_is_needed_stays(text):
    assert cleaned(text) == text == mended(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\u202eb\u202cc\u2066d\u2069", "abcd"),
        ("Pri\u200bces\u200c ro\u200dse\u2060.\u00ad", "Prices rose."),
        ("\ufeffTitle\ufeff", "Title"),
        ("x\U000e0041\U000e0042\U000e007f", "x"),
        ("🏴\U000e0067\U000e0062 cut", "🏴 cut"),
        ("😀\U000e0061\U000e0062\U000e0063\U000e007f", "😀"),
        ("😀\ufe00\ufe01\ufe02\U000e0100", "😀\ufe00"),
        ("word\ufe0f \ufe0f", "word "),
        ("a\U000e0100", "a"),
        ("one\u2028two\u2029three\x85four\x0bfive\x0csix", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("a\x1fb\x00c\x07d\x7fe", "a bcde"),
        ("a\u206ab\ufff9c\ufffcd\U000e0001", "abcd"),
        ("\u200fLatin\u200e \u061conly", "Latin only"),
        ("a\ud800b", "ab"),
        ("ㅤ\u3164\uffa0\u115f\u1160x", "x"),
        ("می\u200c\u200c\u200cخ", "می\u200cخ"),
        ("12\u200d34", "1234"),
    ],
)
def test_what_is_stray_goes(text, left):
    assert cleaned(text) == left.replace("ㅤ", "")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a &#x202e;b&#8203;c", "a bc"),
        ("&amp;#x202e;b", "b"),
        ("aâ€‹b â€®c", "ab c"),
        ("&lt;script&gt;", "<script>"),
        ("é&#xfeff;&#xE0041;", "é"),
        ("&#xd83d;", ""),
        ("one&#x2028;two", "one\ntwo"),
    ],
)
def test_it_is_judged_on_what_repair_makes(text, left):
    assert mended(text) == left


def test_every_invisible_character_is_watched():
    """Format and control characters, separators and surrogates, but for those that are seen or stand in a script."""
    seen = "\t\n\r\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001345f"
    for code in range(0x110000):
        character = chr(code)
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            assert hidden.HIDDEN.match(character) or re.match(f"[{seen}]", character), hex(code)


nasty = st.text(
    alphabet="aé漢م ְشक्ក\n\t&#x202e;â€‹\u200b\u200c\u200d\u200f\u202e\u2028\ufe0f\ufeff\xad\x85\x00\U0001f3f4\U000e0067\U000e007f👩❤",
    max_size=40,
)


@settings(max_examples=500, deadline=None)
@given(st.one_of(nasty, st.text(max_size=40)))
def test_a_mended_text_is_clean_and_stable(text):
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\r", "\n")
    once = mended(text)
    assert not FORBIDDEN.search(once)
    assert mended(once) == once
    assert cleaned(once) == once


@pytest.mark.parametrize(
    "unit",
    ["\u200f", "\u200d", "\ufe0f", "🏴\U000e0067\U000e0062", "\U000e0041", "\x00", "\u2028", "a\u202e", "\u200fא"],
)
def test_a_flood_of_them_ends(unit):
    text = unit * (100_000 // len(unit))
    assert not FORBIDDEN.search(cleaned(text))


def test_a_run_of_breaks_is_one_finding_and_keeps_their_number():
    document = read("a\x0c\x0c\u2028b\x1c\x1cc\u200b", "a.txt")
    found = list(hidden.check(document))
    assert [(f.start, f.end, f.fix.after) for f in found] == [(1, 4, "\n\n\n"), (5, 7, "  "), (8, 9, "")]
    assert repair(document.text, found).text == "a\n\n\nb  c"


def test_nested_traps_do_not_outlast_the_rounds():
    """Each round of repair makes one more hidden character, whose removal makes the next entity."""
    inner = "&#x200b;"
    for _ in range(30):
        inner = f"&#x2{inner}00b;"
    once = mended(f"{inner} end")
    assert mended(once) == once
    assert not hidden.HIDDEN.search(once)


def test_the_gate_lets_no_hidden_character_pass():
    every = [chr(code) for code in range(0x110000)]
    pattern = re.compile(f"[{hidden.HIDDEN.pattern[1:-1]}{hidden.SELECTORS}]")
    missed = [c for c in every if pattern.match(c) and not hidden.hides(latin.rare(f"a{c} b"))]
    assert missed == []
    assert not hidden.hides(latin.rare("“Plain” ’ – …\té\r\n 中文 ภาษา 🎉"))
