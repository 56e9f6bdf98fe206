"""Text to language tag and score, by langdetect, seeded."""

from __future__ import annotations

UNDETERMINED = "und"
_MIN_LETTERS = 20
_WINDOW = 1000  # code points from the middle: as right as the whole text, at a third of the time
_LEAST = 0.1  # langdetect names no language that is less probable
_CANONICAL = {"zh-cn": "zh-Hans", "zh-tw": "zh-Hant"}


def detect(text: str) -> tuple[str, float | None]:
    """The BCP 47 tag of `text` and its probability to two digits, or `und` and None where there is too little text."""
    start = max(0, (len(text) - _WINDOW) // 2)
    sample = text[start : start + _WINDOW]
    if sum(map(str.isalpha, sample)) < _MIN_LETTERS:
        return UNDETERMINED, None
    from corpuskit.language.profiles import load

    profiles = load()
    found = profiles.probabilities(sample)
    if not found or max(found) <= _LEAST:
        return UNDETERMINED, None
    best = max(found)
    tag = profiles.languages[found.index(best)]
    return _CANONICAL.get(tag, tag), round(best, 2)
