import pytest

from corpuskit.pipeline import Plan, process

TEXT = "“Façade”, the naïve ﬁnder’s Ｗord."


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ((), TEXT),
        (("uncurl_quotes",), '"Façade", the naïve ﬁnder\'s Ｗord.'),
        (("fix_latin_ligatures",), "“Façade”, the naïve finder’s Ｗord."),
        (("fix_character_width",), "“Façade”, the naïve ﬁnder’s Word."),
    ],
)
def test_each_option_does_its_part(options, text):
    assert process(TEXT.encode(), "a.txt", Plan(typography=options)).body.text == text
