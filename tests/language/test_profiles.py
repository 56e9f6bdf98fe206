"""Our run of langdetect's algorithm gives langdetect's probabilities, to the last bit."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from langdetect import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

from corpuskit.language import profiles

SENTENCES = [
    "The government said on Tuesday that the talks would go on next week.",
    "Die Regierung teilte am Dienstag mit, dass die Gespräche weitergehen.",
    "Vláda v úterý oznámila, že rozhovory budou příští týden pokračovat.",
    "Guvernul a anunțat marți că discuțiile vor continua săptămâna viitoare.",
    "Chính phủ cho biết hôm thứ Ba rằng các cuộc đàm phán sẽ tiếp tục.",
    "Chi\u0301nh phu\u0309 cho bie\u0302\u0301t",
    "Правительство сообщило во вторник, что переговоры продолжатся.",
    "Η κυβέρνηση δήλωσε την Τρίτη ότι οι συνομιλίες θα συνεχιστούν.",
    "政府周二表示，谈判将于下周继续进行，各方都希望达成协议。",
    "政府は火曜日、協議は来週も続くと発表した。",
    "정부는 화요일 회담이 다음 주에도 계속될 것이라고 밝혔다.",
    "รัฐบาลกล่าวเมื่อวันอังคารว่าการเจรจาจะดำเนินต่อไปในสัปดาห์หน้า",
    "قالت الحكومة يوم الثلاثاء إن المحادثات ستستمر. می‌گوید",
    "सरकार ने मंगलवार को कहा कि बातचीत अगले सप्ताह जारी रहेगी।",
    "THE GOVERNMENT SAID ON TUESDAY, McDonald's and NATO, A B CD e",
    "a a  b\tc\n",
    "Write to press.office@example.org or see https://example.org/a?b=c, then http://x.",
    "𝐀𝐁 ǅx ﬁ \ud800 ㄅㄆ カナ Ḃḃ The ẵ",
]


@pytest.fixture(scope="module")
def langdetect():
    factory = DetectorFactory()
    factory.load_json_profile([file.read_text(encoding="utf-8") for file in profiles.files()])
    return factory


def expected(factory, text, seed=0):
    detector = factory.create()
    detector.seed = seed
    detector.append(text)
    try:
        detector.get_probabilities()
    except LangDetectException:
        return None
    return detector.langprob


def test_the_languages_stand_in_the_order_of_their_names(langdetect):
    assert list(profiles.load().languages) == langdetect.langlist == sorted(langdetect.langlist)


@pytest.mark.parametrize("text", [*SENTENCES, " ".join(SENTENCES), "\n".join(SENTENCES[6:11]), "", " ", "1 2 3", "ﷲ"])
@pytest.mark.parametrize("seed", [0, 1])
def test_each_probability_is_the_same(langdetect, text, seed):
    assert profiles.load().probabilities(text, seed) == expected(langdetect, text, seed)


pieces = st.one_of(
    st.sampled_from(SENTENCES), st.sampled_from(" ".join(SENTENCES).split()), st.text(max_size=9), st.just(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(pieces, max_size=8), st.sampled_from(["", " ", "\n"]))
@example(["A", "B", "c", "DE"], "")
def test_any_text_has_the_same_probabilities(langdetect, parts, between):
    text = between.join(parts)[:1000]
    assert profiles.load().probabilities(text) == expected(langdetect, text)


def test_what_is_remembered_is_bounded_and_changes_nothing(monkeypatch):
    text = " ".join(SENTENCES)
    fresh = profiles.Profiles()
    monkeypatch.setattr(profiles, "WORDS", 3)
    monkeypatch.setattr(profiles, "GRAMS", 5)
    for _ in range(2):
        assert fresh.probabilities(text) == profiles.load().probabilities(text)
    assert max(len(fresh.words), 5) <= 200 and len(fresh.steps) <= 5 and len(fresh.steps.rows) <= 5
