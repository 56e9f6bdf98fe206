import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.decode import decode, encode, legacy

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


LANGUAGES = {
    "ru": "Правительство сообщило во вторник, что переговоры продолжатся на следующей неделе.",
    "el": "Η κυβέρνηση δήλωσε την Τρίτη ότι οι συνομιλίες θα συνεχιστούν την επόμενη εβδομάδα.",
    "he": "הממשלה הודיעה ביום שלישי כי השיחות יימשכו בשבוע הבא, ואיש לא ביקש עוד זמן.",
    "ar": "قالت الحكومة يوم الثلاثاء إن المحادثات ستستمر في الأسبوع المقبل.",
    "hi": "सरकार ने मंगलवार को कहा कि बातचीत अगले सप्ताह जारी रहेगी।",
    "th": "รัฐบาลกล่าวเมื่อวันอังคารว่าการเจรจาจะดำเนินต่อไปในสัปดาห์หน้า",
    "zh": "政府周二表示，谈判将于下周继续进行，各方都希望能够尽快达成一项持久的协议。",
    "ja": "政府は火曜日、協議は来週も続くと発表した。記者会見で明らかにした。",
    "ko": "정부는 화요일 회담이 다음 주에도 계속될 것이라고 밝혔다고 전했다.",
    "cs": "Vláda v úterý oznámila, že rozhovory budou příští týden pokračovat.",
    "en": "The government said on Tuesday that the talks would go on.",
}
WIDE = ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize("encoding", WIDE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_wide_text_without_bom_is_read_in_any_script(language, encoding):
    for text in (LANGUAGES[language], LANGUAGES[language] + "\n" + LANGUAGES["en"] + "\n" + LANGUAGES[language]):
        data = text.encode(encoding)
        assert decode(data)[0] == text
        cut, how = decode(data[:-1])
        assert how.encoding == encoding and how.exact and encode(cut, how) == data[:-1]
        assert cut.startswith(text[:-1])


@pytest.mark.parametrize(
    "data",
    [
        b"A line with a bell \x07 and a NUL \x00 and more text of letters.\n" * 9,
        b"\x01\x02\x03\x04 plain text behind control characters, as some programs leave them" * 3,
        "Größe \x00 und Höhe\n".encode() * 20,
        bytes(range(1, 256)),
    ],
)
def test_stray_controls_make_no_wide_text(data):
    assert not decode(data)[1].encoding.startswith(("utf-16", "utf-32"))


@pytest.mark.parametrize("language", ["ru", "zh", "th", "cs"])
def test_utf8_cut_anywhere_is_utf8(language):
    data = (LANGUAGES[language] * 2).encode()
    for at in range(1, 40):
        for part in (data[at:], data[:-at], data[at:-at]):
            text, how = decode(part)
            assert (how.encoding, how.guessed, how.exact) == ("utf-8", False, True)
            assert text.strip("\ufffd") == part.decode("utf-8", "ignore")


@pytest.mark.parametrize("tail", ["é", "ü", "à"])
def test_a_last_letter_of_cp1252_is_no_cut_character(tail):
    text = f"One sentence in plain letters, and then caf{tail}"
    assert decode(text.encode("cp1252"))[0] == text


def test_a_mixed_file_is_read_piece_by_piece():
    lines = ["Der Käse war grün.\n", "Über allen Gipfeln.\n", "Die Größe zählt.\n"]
    data = lines[0].encode() + lines[1].encode("cp1252") + lines[2][:9].encode() + lines[2][9:].encode("cp1252")
    text, how = decode(data)
    assert text == "".join(lines)
    assert (how.encoding, how.guessed, how.exact) == ("mixed", True, False)


def test_a_mixed_file_of_koi8_is_read_to_the_ends_of_its_lines():
    russian = "Цены выросли на треть\nсказал банк во вторник\n"
    assert decode(russian.encode() + russian.encode("koi8-r"), "koi8-r")[0] == russian * 2


@pytest.mark.parametrize("other", ["cp1252", "mac-roman"])
def test_one_line_may_be_mixed(other):
    data = "Für Käse, ".encode() + "Männer und Größe ".encode(other) + "und Übel".encode()
    assert decode(data, other)[0] == "Für Käse, Männer und Größe und Übel"


@pytest.mark.parametrize("language", ["ja", "zh", "th", "ko"])
def test_chance_makes_no_mixed_file(language):
    encoding = {"ja": "euc-jp", "zh": "gb18030", "th": "cp874", "ko": "cp949"}[language]
    assert decode(LANGUAGES[language].encode(encoding) * 9, encoding)[1].encoding != "mixed"


def test_a_short_line_of_gbk_that_is_utf8_by_chance_proves_nothing():
    text = LANGUAGES["zh"] + "\n目录\n" + LANGUAGES["zh"] + "\n"
    assert "目录".encode("gb18030").decode("utf-8")
    assert decode(text.encode("gb18030"), "gb18030")[0] == text


def test_a_mixed_file_may_hold_another_declared_encoding():
    russian = LANGUAGES["ru"] + "\n"
    assert decode(russian.encode() + russian.encode("cp1251"), "cp1251")[0] == russian * 2


def test_without_the_extra_the_declared_encoding_is_taken(monkeypatch):
    monkeypatch.setattr(legacy, "find_spec", lambda name: None)
    text, how = decode(LANGUAGES["cs"].encode("cp1250"), "cp1250")
    assert (text, how.encoding, how.guessed, how.score, how.candidates) == (LANGUAGES["cs"], "cp1250", True, None, ())


LEGACY = {
    "ru": ["cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"],
    "el": ["cp1253", "iso8859-7"],
    "he": ["cp1255", "iso8859-8"],
    "ar": ["cp1256", "iso8859-6"],
    "th": ["cp874"],
    "zh": ["gb18030"],
    "ja": ["euc-jp", "cp932"],
    "ko": ["cp949"],
    "cs": ["cp1250", "iso8859-2"],
}


@pytest.mark.parametrize(("language", "encoding"), [(name, e) for name, es in LEGACY.items() for e in es])
def test_with_the_extra_legacy_text_is_read(language, encoding):
    pytest.importorskip("chardet", minversion="7.7")
    text = (LANGUAGES[language] + "\n") * 3
    got, how = decode(text.encode(encoding))
    assert got == text and how.guessed and how.score >= legacy.MIN_SCORE and how.encoding in how.candidates


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The president’s men said it’s all over; nobody else had been asked about it.", "mac-roman"),
        ("In België kost het vijf cent, zei de minister op dinsdag in het parlement.", "mac-roman"),
        ("“It’s late,” he said. The mayor—who hadn’t been asked—said: “We’re ready.”", "cp1252"),
        (
            "“It’s late,” he said. The mayor — who hadn’t been asked — said: “We’re ready.” Nobody in the town had been told about the talks.",
            "mac-roman",
        ),
        ("La canción española del año sonó mañana y tarde en el corazón del país, según él.", "mac-roman"),
        ("Le cœur de l’affaire coûte 5 € à l’État, a déclaré la ministre mardi matin.", "cp1252"),
        ("Le coeur de l'affaire coûte 5 € à l'État, a déclaré la ministre mardi matin.", "iso8859-15"),
    ],
)
def test_close_candidates_are_told_apart_by_what_fits(text, encoding):
    pytest.importorskip("chardet", minversion="7.7")
    assert decode(text.encode(encoding))[0] == text


def test_the_first_letters_of_a_long_file_are_found():
    pytest.importorskip("chardet", minversion="7.7")
    text = "plain words. " * 30_000 + (LANGUAGES["ru"] + "\n") * 9
    assert decode(text.encode("cp1251"))[0] == text


def test_a_low_score_names_the_candidates():
    pytest.importorskip("chardet", minversion="7.7")
    how = legacy.guess(LANGUAGES["cs"].encode("cp1250"), "cp1254", 1.1)
    assert how.encoding == "cp1254" and how.score is None and "cp1250" in how.candidates


def test_the_guesser_is_imported_for_legacy_bytes_alone():
    code = (
        "import sys; from corpuskit.decode import decode\n"
        f"decode({LANGUAGES['zh'].encode()!r}); decode({LANGUAGES['zh'].encode('utf-16-le')!r}); decode(b'plain')\n"
        "assert 'chardet' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("text", "encoding", "misfits"),
    [
        ("The mayor—who hadn’t been asked—left.", "cp1252", 0),
        ("canci—n, ma–ana, c½ur, itÕs, 5é, Ž–Ž", "cp1252", 6),
        ("“Ready.” He left", "mac-roman", 0),
        ("ready.î ìThe ñ ÒThe", "mac-roman", 4),
        ("„Wort“ und ‚Wort‘", "cp1252", 0),
        ("Belgi‘ en Itali‘", "cp1252", 2),
    ],
)
def test_what_does_not_fit_is_counted(text, encoding, misfits):
    assert legacy._misfits(text.encode(encoding), encoding) == misfits


def test_of_close_candidates_the_one_that_fits_is_taken(monkeypatch):
    chardet = pytest.importorskip("chardet", minversion="7.7")
    ranked = [("cp1252", 0.6), ("mac-roman", 0.58), ("cp1250", 0.3)]
    found = [{"encoding": name, "confidence": score, "language": "nl"} for name, score in ranked]
    monkeypatch.setattr(chardet, "detect_all", lambda *args, **options: found)
    assert legacy.guess("In België".encode("mac-roman"), "cp1252")[:2] == ("mac-roman", 0.58)
    assert legacy.guess("zażółć".encode("cp1250"), "cp1252").encoding != "cp1250"


def test_romanian_has_commas():
    pytest.importorskip("chardet", minversion="7.7")
    text = "Guvernul a anunțat marți că discuțiile vor continua și că nimeni nu a cerut mai mult timp pentru ele."
    assert decode(text.encode("iso8859-16"))[0] == text
