"""What is plainly English needs no profile: the answer is the one that langdetect gives."""

import random
import sys

import pytest

from corpuskit import language
from corpuskit.language import backends

SAID = (
    "The council said on Tuesday that it would not sell the old mill until it is known what will become of it.",
    "It was the first time that the ferries had not run for two days, and nobody knew when they would.",
    "“You can’t build a house on promises,” she said, “and we have no other way to pay for the roof.”",
    "He told them that there were no more seats in the hall, so they stood at the back with their coats on.",
)


@pytest.mark.parametrize("seed", range(40))
def test_it_is_what_langdetect_says(seed):
    chance = random.Random(seed)
    text = " ".join(chance.choices(SAID, k=chance.randint(2, 12)))[chance.randrange(40) :]
    assert language.plainly_english(text)
    (tag, score), *_ = backends.Langdetect().rank(language.middle(text, language.WINDOW), 0)
    assert (tag, round(score, 2)) == ("en", 1.0) == (language.detect(text).tag, language.detect(text).score)


def test_no_profile_is_asked(monkeypatch):
    monkeypatch.setattr(backends.Langdetect, "rank", None)
    monkeypatch.setitem(sys.modules, "langdetect_rs", None)
    backends.get.cache_clear()
    language._detect.cache_clear()
    assert language.detect(" ".join(SAID)).tag == "en"
    backends.get.cache_clear()


def test_english_around_another_script_is_asked():
    text = " ".join(
        f"{said} 湖水比标记高出一米，但是水坝没有垮，正如工程师所预言的那样，市议会星期二决定。" for said in SAID
    )
    language._detect.cache_clear()
    (_, score), *_ = backends.Langdetect().rank(language.middle(text, language.WINDOW), 0)
    assert language.detect(text).score == round(score, 2)
