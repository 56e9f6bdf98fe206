import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.decode import decode, encode

SEEDS = Path(__file__).parents[2] / "seeds"
TEXT = "Café “quoted”\nsecond line\n"


@pytest.mark.parametrize(
    ("data", "text", "encoding", "guessed"),
    [
        (b"plain\n", "plain\n", "utf-8", False),
        (TEXT.encode(), TEXT, "utf-8", False),
        (b"\xef\xbb\xbf" + TEXT.encode(), TEXT, "utf-8", False),
        (TEXT.encode("utf-16"), TEXT, "utf-16-le", False),
        (TEXT.encode("utf-16-be"), TEXT, "utf-16-be", False),
        (TEXT.encode("utf-32-le"), TEXT, "utf-32-le", False),
        (TEXT.encode("utf-32-be"), TEXT, "utf-32-be", False),
        (TEXT.encode("cp1252"), TEXT, "cp1252", True),
        ("日本語\n".encode("iso2022_jp"), "日本語\n", "iso2022_jp", False),
        ("café\n".encode() + "café\n".encode("cp1252"), "café\ncafé\n", "mixed", True),
        (b"caf\xc3", "caf\ufffd", "utf-8", False),
        (b"a\x00b plain text", "a\x00b plain text", "utf-8", False),
        (b"", "", "utf-8", False),
    ],
)
def test_each_encoding_is_told(data, text, encoding, guessed):
    got, how = decode(data)
    assert (got, how.encoding, how.guessed) == (text, encoding, guessed)


@pytest.mark.parametrize(
    ("data", "newline"), [(b"a", "none"), (b"a\n", "lf"), (b"a\r\nb", "crlf"), (b"a\rb", "cr"), (b"a\r\nb\n", "mixed")]
)
def test_newlines_are_named_and_kept(data, newline):
    text, how = decode(data)
    assert how.newline == newline and text.encode() == data


def test_cut_bytes_are_kept_beside_the_text():
    assert decode(b"caf\xc3")[1].bad == ((3, b"\xc3"),)


@pytest.mark.parametrize(
    "text", ["Цены выросли.\n", "価格が上がった。\n", "कीमतें बढ़ गईं।\n", "가격이 올랐다.\n", "Τιμές\n"]
)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_without_a_mark_are_told_in_other_scripts(text, encoding):
    got, how = decode(text.encode(encoding))
    assert (got, how.encoding, how.exact) == (text, encoding, True)


@pytest.mark.parametrize("text", ["Prices ro\0se", "Цены\0 вырос\0ли", "Prices rose\0\0\0", "\0\0 a word\0"])
def test_stray_nul_bytes_make_no_wide_encoding(text):
    assert decode(text.encode())[0] == text


def test_a_mixed_file_may_end_in_a_cut_character():
    data = "Für\n".encode() + "Männer\n".encode("cp1252") + "für alle Kü".encode()[:-1]
    text, how = decode(data)
    assert (text, how.encoding) == ("Für\nMänner\nfür alle K\ufffd", "mixed")


@pytest.mark.parametrize("declared", ["utf-16", "utf-32", "utf-16-be", "ascii", "iso2022_jp", "utf-7"])
def test_a_declared_encoding_that_does_not_fit_still_gives_a_text(declared):
    assert decode(b"caf\xe9 \xff rose", declared)[0]


def test_an_unknown_declared_encoding_is_refused():
    with pytest.raises(LookupError):
        decode(b"x", declared="no-such-encoding")


@given(st.binary(max_size=300))
def test_an_exact_decoding_gives_the_bytes_back(data):
    text, how = decode(data)
    if how.exact:
        assert encode(text, how) == data
    else:
        with pytest.raises(ValueError):
            encode(text, how)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_utf8_is_always_exact(text):
    data = text.encode()
    _, how = decode(data)
    assert how.exact


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-32-le", "utf-8"])
def test_bad_bytes_anywhere_are_exact(encoding):
    bom = "\ufeff".encode(encoding)
    good = "long enough text, é. ".encode(encoding) * 700
    for bad in (b"\xff", b"\x00\xd8", b"\x00\xd8\x41\x00"):
        data = bom + good + bad + good + bad
        text, how = decode(data)
        assert not how.exact or encode(text, how) == data


def test_the_seeds_decode_exactly():
    names = sorted(SEEDS.glob("*.txt"))
    assert len(names) == 5
    for path in names:
        data = path.read_bytes()
        text, how = decode(data)
        assert how.encoding == "utf-8" and not how.guessed
        assert hashlib.sha256(encode(text, how)).digest() == hashlib.sha256(data).digest()
