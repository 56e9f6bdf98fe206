import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.document import count_words, fold, read, words
from corpuskit.latin import rare


@given(st.text(alphabet=st.sampled_from("a b\r\n\u2028é."), max_size=60))
def test_lines_cover_the_text_once(text):
    lines = read(text).lines
    at = 0
    for line in lines:
        assert line.start == at and line.start <= line.end <= line.next
        assert text[line.start : line.end].strip() == line.text
        at = line.next
    assert at == len(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Advertisement:", "advertisement"),
        ("  READ   More » ", "read more"),
        ("Don’t miss", "don't miss"),
        ("Ｓｈａｒｅ", "share"),
        ("STRASSE", "strasse"),
        ("straße", "strasse"),
        ("...", ""),
    ],
)
def test_fold(text, key):
    assert fold(text) == key


@pytest.mark.parametrize(
    ("text", "ends"),
    [("He said so.", True), ('"Never again."', True), ("他说。」", True), ("Mixed reactions", False), ("", False)],
)
def test_sentence_ends(text, ends):
    assert (read(text).lines or read(" ").lines)[0].ends_sentence is ends


@given(st.text(alphabet=st.sampled_from("aB1_ \n.'’“…\u00a0é²中ก\u0301\x1f"), max_size=30))
def test_counting_words_is_listing_them(text):
    found = words(text)
    numbers = [run for run in re.findall(r"\w+", text) if re.fullmatch(r"[\d_]+", run)]
    assert count_words(text, rare(text)) == (len(found), sum(map(len, found)), len(numbers))


@given(st.text(alphabet=st.sampled_from("aB1_ \r\n.'’'’“…•\u00a0éÉßª\xad\x92中\u0301\x1f\t"), max_size=30))
def test_lines_are_measured_together_as_each_alone(text):
    for line in read(text).lines:
        alone = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", line.text)
        assert (line.key, list(line.words)) == (fold(line.text), alone)
