import pytest

from corpuskit.language import detect


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The government said on Tuesday that the talks would go on next week.", "en"),
        ("Die Regierung teilte am Dienstag mit, dass die Gespräche weitergehen.", "de"),
        ("政府周二表示，谈判将于下周继续进行，各方都希望能够尽快达成一项持久的协议。", "zh-Hans"),
        ("12345 67890 ... 2026", "und"),
        ("", "und"),
    ],
)
def test_languages(text, tag):
    assert detect(text)[0] == tag
    assert detect(text) == detect(text)
