import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpuskit.article import Article, LedgerLine
from corpuskit.pipeline import Plan, process
from corpuskit.record import line_of
from corpuskit.restore import restore
from corpuskit.rules.hidden import HIDDEN

PLAN = Plan("test")
BODY = "Prices rise for a third month\n\nPrices rose – the café’s too – for a third month, the bank said on Friday.\n"


def round_trip(data):
    result = process(data, "a.txt", PLAN)
    record = Article.model_validate_json(line_of(result.article))
    ledger = LedgerLine.model_validate_json(line_of(result.ledger))
    assert restore(record, ledger) == data
    return result


@pytest.mark.parametrize(
    "data",
    [
        BODY.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + BODY.encode(),
        BODY.encode("utf-16"),
        BODY.encode("utf-16-le"),
        BODY.encode("utf-32-be"),
        BODY.encode("cp1252"),
        BODY.encode() + BODY.encode("cp1252"),
        BODY.encode().decode("cp1252").encode(),
        BODY.encode() + b"\xff\xfe\x81",
        b"a\rb\r\nc\n" + BODY.encode(),
        BODY.encode() + b"\n\n\n",
        BODY.encode() + b"\0",
        b"",
        b"\n\n",
        b"\0",
        b"\xef\xbb\xbf",
        "日本語のテキスト\n".encode("iso2022_jp"),
        b"Prices &amp;lt; rose &#x202e; and\xe2\x80\xa8fell\xe2\x80\xae again.",
        b"Report a Problem\n",
        b"\xed\xa0\x80 surrogate",
    ],
)
def test_the_input_comes_back(data):
    round_trip(data)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_come_back(data):
    round_trip(data)


lines = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            [*BODY.split("\n"), "Advertisement:", "Source: X", "Sources:", "• A", "“Q,”", "â€™&amp;", "\u200b"]
        ),
    ),
    max_size=12,
)


@settings(max_examples=300, deadline=None)
@given(lines, st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
def test_any_text_comes_back_and_hides_nothing(parts, newline):
    data = newline.join(parts).encode("utf-8", "replace")
    result = round_trip(data)
    for text in (result.article.text, result.article.title or "", *result.article.references):
        assert not [c for c in HIDDEN.findall(text) if c not in "\u00ad\u061c\u200c\u200d"]
    again = process(result.article.text.encode(), "a.txt", PLAN)
    assert not [e for e in again.ledger.edits if e.rule.startswith("ENC")]


def test_hidden_characters_are_escaped_in_the_ledger():
    line = line_of(process("a\u202eb\u200bc\U000e0041d\n".encode(), "a.txt", PLAN).ledger)
    assert not HIDDEN.search(line.decode().rstrip("\n"))
    assert "\u202e" in json.loads(line)["edits"][0]["before"]
    line = line_of(process(b"plain\x7f text\n", "a.txt", PLAN).ledger)
    assert b"\x7f" not in line and b"\\u007f" in line
