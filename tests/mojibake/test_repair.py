"""`repair` is ftfy to the last character, and `repair_line` is the same without its faults."""

import random
import subprocess
import sys

import ftfy
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import corpuskit
from corpuskit import latin, mojibake
from corpuskit.pipeline import mend
from corpuskit.rules.mojibake import changes

CONFIG = ftfy.TextFixerConfig(uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False, explain=False)
SENTENCES = [
    "The café’s “naïve” plan – 5 € or £4 – failed…",
    "Цены выросли на 3 %, сообщил банк «Восток».",
    "价格上涨了，“银行”说。",
    "Ceny rostly třetí měsíc; „příliš žluťoučký kůň“.",
    "Οι τιμές αυξήθηκαν για τρίτο μήνα.",
    "الأسعار ترتفع للشهر الثالث.",
    "Giá cả tăng tháng thứ ba.",
    "L’œuvre était à la page ² du nº 3.",
    "कीमतें बढ़ीं।",
]
ENCODINGS = ["sloppy-windows-1252", "latin-1", "sloppy-windows-1251", "macroman", "sloppy-windows-1250", "cp437"]
SALT = "\r\n\t &<>;#?!~\x00\x07\x0b\x0c\x1a\x1b[0m\x7f\x80\x85\x92\x9f\xa0\xadÃÂâ€™œŒÄŠžАВГРСвЂ‚Äî√±≈°Øˆ\u2028\u2029\ufeff\ufffd\u0301\ud83d\udca9"


def expected(text):
    return ftfy.fix_text(text, CONFIG)


def damaged():
    for sentence in SENTENCES:
        yield sentence
        for encoding in ENCODINGS:
            text = sentence
            for _ in range(3):
                text = text.encode("utf-8").decode(encoding, "replace")
                yield text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\r\r\n", "\u2028"])
def test_whole_documents_are_as_ftfy_has_them(newline):
    texts = list(damaged())
    for start in range(0, len(texts), 7):
        text = newline.join(texts[start : start + 7])
        assert mojibake.repair(text) == expected(text)
    assert mojibake.repair(newline.join(texts)) == expected(newline.join(texts))


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("The bankâ€™s prices", "The bank’s prices"),
        ("a &lt;b&gt; &amp;amp; c", "a <b> & c"),
        ("1 &amp; 2\nx < y\n3 &amp; 4\n", "1 & 2\nx < y\n3 &amp; 4\n"),
        ("a\r\nb\r\r\nc\rd", "a\nb\n\nc\nd"),
        ("“curly” ﬁne Ｗide", "“curly” ﬁne Ｗide"),
        ("cafe\u0301", "café"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\ufeffa\x00b", "ab"),
        ("", ""),
    ],
)
def test_what_is_repaired(text, fixed):
    assert mojibake.repair(text) == fixed == expected(text)


pieces = st.one_of(
    st.sampled_from(list(damaged())),
    st.text(alphabet=SALT, max_size=12),
    st.text(
        alphabet=mojibake.BAD + mojibake.MONEY + mojibake.OPEN + mojibake.CLOSE + mojibake.NUMBER + SALT, max_size=12
    ),
    st.text(max_size=8),
    st.sampled_from(["&amp;", "&amp;lt;", "&#8217;", "&EACUTE;", "&#x202e;", "&nosuch;", "<"]),
)


@settings(max_examples=600, deadline=None)
@given(st.lists(pieces, max_size=6), st.sampled_from(["", " ", "\n", "\r\n"]))
@example(["\r", "\n", "a"], "")
def test_any_text_is_as_ftfy_has_it(parts, between):
    text = between.join(parts)
    assert mojibake.repair(text) == expected(text)


def test_pairs_of_all_interesting_characters():
    """One long text of every pair, each between spaces and between letters, in lines that ftfy judges apart."""
    listed = mojibake.BAD + mojibake.LAW + mojibake.MONEY + mojibake.OPEN + mojibake.CLOSE + mojibake.NUMBER
    characters = sorted(set(listed + SALT) - set("\r\n") | set("ßàéñøÀÉÑØŁœŒćČαΑιвВЁҐ│═▓ﬁ"))
    shuffled = [(a, b) for a in characters for b in characters]
    random.Random(7).shuffle(shuffled)
    text = "\n".join(f"{a}{b}" if number % 2 else f"x{a}{b}y" for number, (a, b) in enumerate(shuffled[:6000]))
    text = text.replace("<", "(")  # one would stop the decoding of entities in all lines after it
    assert mojibake.repair(text) == expected(text)


def test_a_segment_ends_after_a_million_characters(monkeypatch):
    monkeypatch.setattr(mojibake, "SEGMENT", 10)
    config = CONFIG._replace(max_decode_length=10)
    for text in ("caf\u00c3\u00a9 " * 9, "123456789\r\n0\r\n", "x" * 9 + "e\u0301" * 3, "a&am" * 3 + "&amp;" * 5):
        assert mojibake.repair(text) == ftfy.fix_text(text, config)


@settings(max_examples=300, deadline=None)
@given(st.lists(pieces, max_size=5))
def test_a_line_repaired_twice_is_repaired_once(parts):
    for line in " ".join(parts).splitlines():
        once = mojibake.repair_line(line)
        assert mojibake.repair_line(once) == once


@settings(max_examples=400, deadline=None)
@given(st.lists(pieces, max_size=5))
def test_a_line_is_as_ftfy_has_it_but_for_controls_and_line_breaks(parts):
    config = CONFIG._replace(remove_control_chars=False, fix_line_breaks=False)
    line = "".join(parts).replace("\n", " ")
    fixed = ftfy.fix_text(line, config)
    assert mojibake.repair_line(line) == fixed
    assert mojibake.needs_repair(line, latin.rare(line)) or fixed == line


@pytest.mark.parametrize(
    "line",
    [
        "&" + "amp;" * 20_000 + "lt;",
        "&amp;" * 20_000,
        "Ã" + "ƒ" * 50_000,
        "a" + "\u0316\u0301" * 20_000,
        "Ã©" * 20_000 + "漢",
        "â€" * 20_000,
        "\x1b[" * 20_000,
    ],
)
def test_a_hostile_line_ends_and_is_stable(line):
    once = mojibake.repair_line(line)
    assert mojibake.repair_line(once) == once


def test_repair_is_public_and_nothing_is_imported_for_a_clean_text():
    assert corpuskit.repair is mojibake.repair
    code = (
        "import sys, corpuskit; before = set(sys.modules); clean = 'Plain – “café” текст 文字.\\r\\nAT&T'\n"
        "assert 'corpuskit.mojibake' not in before\n"
        "assert corpuskit.repair(clean) == clean.replace('\\r', ''); assert 'ftfy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@settings(max_examples=500, deadline=None)
@given(st.lists(pieces, min_size=1, max_size=5), st.lists(pieces, max_size=5))
def test_the_changes_of_a_line_make_the_repaired_one(parts, others):
    before = " ".join(parts)
    for after in (mojibake.repair_line(before), " ".join(others)):
        if not before or before == after:
            continue
        at, made = 0, ""
        for start, end, new in changes(before, after):
            assert at <= start < end <= len(before)
            made += before[at:start] + new
            at = end
        assert made + before[at:] == after


def test_each_change_has_its_place():
    before = "The bankâ€™s cafÃ© &amp; Ã la carte, said nobody."
    after = mojibake.repair_line(before)
    assert [(before[start:end], new) for start, end, new in changes(before, after)] == [
        ("â€™", "’"),
        ("Ã©", "é"),
        ("&amp;", "&"),
        ("Ã", "à"),
    ]


@pytest.mark.parametrize("line", ["\xa00\x80ß", " Ã©", "Ã\xa0", "\xa0â€™\xa0"])
def test_a_line_without_the_space_around_it_needs_no_repair(line):
    once = mend(line, "")[0].text
    assert mend(once, "")[0].text == once
    assert mojibake.repair_line(once.strip()) == once.strip()
