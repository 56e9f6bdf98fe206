"""Text to language tag and score, by langdetect, seeded."""

from __future__ import annotations

from typing import Any

UNDETERMINED = "und"
_MIN_LETTERS = 20
_WINDOW = 1000  # code points from the middle: as right as the whole text, at a third of the time
_CANONICAL = {"zh-cn": "zh-Hans", "zh-tw": "zh-Hant"}
_factory: Any = None


def detect(text: str) -> tuple[str, float | None]:
    """The BCP 47 tag of `text` and its probability to two digits, or `und` and None where there is too little text."""
    start = max(0, (len(text) - _WINDOW) // 2)
    sample = text[start : start + _WINDOW]
    if sum(map(str.isalpha, sample)) < _MIN_LETTERS:
        return UNDETERMINED, None
    from langdetect.lang_detect_exception import LangDetectException

    detector = _profiles().create()
    detector.seed = 0
    detector.append(sample)
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return UNDETERMINED, None
    if not found:
        return UNDETERMINED, None
    return _CANONICAL.get(found[0].lang, found[0].lang), round(found[0].prob, 2)


def _profiles() -> Any:
    global _factory
    if _factory is None:
        from langdetect import PROFILES_DIRECTORY, DetectorFactory

        _factory = DetectorFactory()
        _factory.load_profile(PROFILES_DIRECTORY)
    return _factory
