import pytest

from corpuskit.pipeline import Plan, process

TEXT = """\
Prices rose for the third month in a row, and the bank said that they have to rise with wages...
- Rents: 12 of 40 rose.
- Rents: 12 of 40 rose.
# 7
"""


def quality(text):
    return process(text.encode(), "a.txt", Plan()).article.quality


def test_the_signals_of_the_filters():
    said = quality(TEXT)
    assert said.bullet_line_ratio == pytest.approx(2 / 4)
    assert said.ellipsis_line_ratio == pytest.approx(1 / 4)
    assert said.line_punct_ratio == pytest.approx(3 / 4)
    assert said.short_line_ratio == pytest.approx(3 / 4)
    assert said.stop_words == 7  # all of Gopher but "be"
    assert said.symbol_word_ratio == pytest.approx(2 / 31, abs=0.001)
    assert said.alpha_word_ratio == pytest.approx(26 / 31, abs=0.001)
    assert 0 < said.char_dup_ratio < 0.2


def test_an_empty_body_has_zeros():
    assert set(quality("").model_dump().values()) == {0}
