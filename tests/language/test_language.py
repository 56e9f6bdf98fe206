import subprocess
import sys
from importlib.util import find_spec

import pytest

from corpuskit import language
from corpuskit.errors import CorpuskitError
from corpuskit.language import Answer, backends, close, detect
from corpuskit.pipeline import Plan, process
from corpuskit.run.roots import compiled
from corpuskit.settings import Loaded, Settings

ENGLISH = "The government said on Tuesday that the talks would go on next week. "
GERMAN = "Die Regierung teilte am Dienstag mit, dass die Gespräche weitergehen. "
CHINESE = "政府周二表示，谈判将于下周继续进行，各方都希望能够尽快达成一项持久的协议。"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (ENGLISH, "en"),
        (GERMAN, "de"),
        (CHINESE, "zh-Hans"),
        ("政府週二表示，談判將於下週繼續進行，各方都希望能夠盡快達成一項持久的協議。", "zh-Hant"),
        ("政府は火曜日、協議は来週も続くと発表した。記者会見で明らかにした。", "ja"),
        ("정부는 화요일 회담이 다음 주에도 계속될 것이라고 밝혔다고 전했다.", "ko"),
        ("Prices rose.", "und"),
        ("VIDEO SHOWS SUSPECT ACCUSED OF OPERATING SECRET POLICE STATIONS MINGLING WITH SENATORS", "en"),
        ("12345 67890 ... 2026", "und"),
        ("", "und"),
        ("ⵜⴰⵎⴰⵣⵉⵖⵜ ⵜⴰⵏⴰⵡⴰⵢⵜ ⵜⴰⵎⵖⵔⵉⴱⵉⵜ ⵜⴰⵎⴰⵣⵉⵖⵜ", "und"),
    ],
)
def test_languages(text, tag):
    assert detect(text).tag == tag
    assert detect(text) == detect(text)


def test_the_middle_of_a_long_text_answers():
    assert detect(GERMAN * 10 + ENGLISH * 40 + GERMAN * 10) == Answer("en", 1.0, detect(ENGLISH).backend)


class Fixed:
    name, drawn = "fixed", True

    def __init__(self, *tags):
        self.tags = tags

    def rank(self, text, seed):
        return [(self.tags[seed % len(self.tags)], 0.857142)]


@pytest.fixture
def answering(monkeypatch):
    def use(*tags):
        language._detect.cache_clear()
        monkeypatch.setattr(backends, "get", lambda name: Fixed(*tags))

    yield use
    language._detect.cache_clear()


def test_short_text_where_two_seeds_disagree_is_undetermined(answering):
    answering("hr", "sl")
    assert detect("Cijene su porasle, kaže banka.") == Answer("und", None, "fixed")
    assert detect("Cijene su porasle, kaže banka. " * 9) == Answer("hr", 0.86, "fixed")


@pytest.mark.parametrize(
    ("text", "tag"),
    [(CHINESE, "zh-Hans"), ("談判將於下週繼續進行各方都希望能夠盡快達成一項持久的協議", "zh-Hant"), ("協議は来週も続くと発表した。来週も続くと記者会見で明らかにした。", "ja"), ("정부는 화요일 회담이 다음 주에도 계속될 것이라고", "ko")],
)  # fmt: skip
def test_korean_without_hangul_is_none(answering, text, tag):
    answering("ko")
    assert detect(text).tag == tag


def test_the_probes_are_langdetects_own_answers():
    assert backends.agrees(backends.Langdetect())


@pytest.mark.parametrize("fault", ["tag", "score", "nothing"])
def test_a_stand_in_that_disagrees_is_not_used(monkeypatch, fault):
    class Wrong(backends.Langdetect):
        name = backends.RUST

        def rank(self, text, seed):
            found = super().rank(text, seed)
            (tag, score), *rest = found
            return {"tag": [("xx", score), *rest], "score": [(tag, score - 1e-9), *rest], "nothing": []}[fault]

    monkeypatch.setattr(backends, "find_spec", lambda name: True)
    monkeypatch.setattr(backends, "LangdetectRust", Wrong)
    backends.get.cache_clear()
    assert backends.get(backends.DEFAULT).name == backends.DEFAULT
    assert "disagrees" in backends.note()
    backends.get.cache_clear()


def test_a_backend_that_is_missing_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(backends, "find_spec", lambda name: None)
    backends.get.cache_clear()
    with pytest.raises(CorpuskitError, match="py3langid is not installed"):
        backends.get(backends.OTHER)
    assert backends.note() == ""
    backends.get.cache_clear()
    loaded = Loaded(Settings(language_backend=backends.OTHER), None, tmp_path, ())
    with pytest.raises(CorpuskitError, match="py3langid is not installed"):
        compiled("corpus", loaded)


def test_langdetect_rs_answers_the_same():
    pytest.importorskip("langdetect_rs")
    fast, slow = backends.LangdetectRust(), backends.Langdetect()
    for text in (ENGLISH, GERMAN, CHINESE, ENGLISH + GERMAN, "123", "Bankas cenas pieauga"):
        assert [fast.rank(text, seed) for seed in range(3)] == [slow.rank(text, seed) for seed in range(3)]


def test_py3langid_knows_more():
    pytest.importorskip("py3langid")
    text = "O goberno dixo o martes que as conversas continuarán a próxima semana e que ninguén pediu máis tempo."
    assert detect(text, backends.OTHER).tag == "gl"
    assert detect(text, backends.OTHER).backend == "py3langid"
    assert detect(CHINESE, backends.OTHER).tag == "zh-Hans"


def test_the_ledger_says_who_answered():
    ledger = process((GERMAN * 5).encode(), "a.txt", Plan()).ledger
    (evidence,) = [e for e in ledger.evidence if e.field == "language"]
    assert evidence.rule in (backends.DEFAULT, backends.RUST)
    assert (evidence.raw_start, evidence.raw_end, evidence.score) == (0, len(GERMAN * 5), 1.0)


def test_close_languages_are_known_both_ways():
    assert close.neighbours("no") == ("da", "nb", "nn")
    assert close.neighbours("hr") == ("bs", "sr")
    assert close.neighbours("en") == ()
    assert close.same("zh-Hant", "zh") and close.same("hr", "sr-Latn") and not close.same("hr", "sl")


def test_no_profile_is_read_for_plain_text_in_a_language_with_function_words():
    german = "" if find_spec("langdetect_rs") else GERMAN  # which is tried on its profiles before it is asked
    latvian = "Bankas cenas pieauga jau trešo mēnesi pēc kārtas, paziņoja valdība. "
    code = (
        "import sys\nfrom corpuskit.pipeline import Plan, process\n"
        f"process({(ENGLISH * 20).encode()!r}, 'a.txt', Plan(findings_only=True))\n"
        f"process({(german * 20).encode()!r}, 'a.txt', Plan(findings_only=True))\n"
        "assert 'corpuskit.language.profiles' not in sys.modules and 'langdetect' not in sys.modules\n"
        f"process({(latvian * 20).encode()!r}, 'a.txt', Plan(findings_only=True))\n"
        "assert 'corpuskit.language.profiles' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(("seed", "locale"), [("0", "C"), ("1", "tr_TR.UTF-8"), ("77", "C.UTF-8")])
def test_the_answer_is_the_same_in_every_process(seed, locale):
    code = f"from corpuskit.language import detect; print(detect({GERMAN + ENGLISH!r}), detect({'Bankas cenas pieauga, saka'!r}))"
    env = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONIOENCODING": "utf-8"}
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=env, text=True).stdout
    assert said == f"{detect(GERMAN + ENGLISH)} {detect('Bankas cenas pieauga, saka')}\n"


PARAGRAPHS = {
    "en": ENGLISH
    + "It had been expected that one of the parties would leave, but all of them said that they would stay.",
    "en2": "Ministers are to meet the governors of the banks in the capital on Friday, and the unions have asked to be heard.",
    "de": GERMAN
    + "Es war erwartet worden, dass eine der Parteien sie verlässt, doch alle erklärten, dass sie bleiben.",
    "de2": "Am Freitag treffen die Minister die Leiter der Banken in der Hauptstadt, und auch die Verbände wollen gehört werden.",
    "caps": "VIDEO SHOWS SUSPECT ACCUSED OF OPERATING SECRET POLICE STATIONS MINGLING WITH SENATORS, ADAMS SAYS",
    "zh": CHINESE * 3,
    "ja": "政府は火曜日、協議は来週も続くと発表した。記者会見で明らかにした。" * 3,
    "ru": "Правительство сообщило во вторник, что переговоры продолжатся на следующей неделе, и никто не просил времени.",
}


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("en en2 de en en2", ["de"]),
        ("en en2 de de2 ru en en2 en", ["de de2", "ru"]),
        ("de de2 de de2 en de de2 de", ["en"]),
        ("zh zh ja zh zh", ["ja"]),
        ("ja ja en ja ja", ["en"]),
        ("en de", ["de|en"]),
        ("de de de en en en", ["de de de|en en en"]),
        ("en en2 en", []),
        ("de de2 de", []),
        ("zh zh", []),
        ("en en2 caps en", []),
        ("de de2 caps de", ["caps"]),
    ],
)
def test_paragraphs_in_another_language_are_found(order, found):
    text = "\n\n".join(PARAGRAPHS[name] for name in order.split())
    flagged = [f for f in process(text.encode(), "a.txt", Plan(findings_only=True)).findings if f.code == "LANG103"]
    spans = [text[f.start : f.end] for f in flagged]
    wanted = [["\n\n".join(PARAGRAPHS[n] for n in names.split()) for names in span.split("|")] for span in found]
    assert len(spans) == len(wanted) and all(span in either for span, either in zip(spans, wanted, strict=True))
