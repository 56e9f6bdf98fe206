"""The script that most letters of a text are in, roughly: enough to see that another one begins."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

_SCRIPTS = {
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "cyrillic": "\u0400-\u052f",
    "armenian": "\u0530-\u058f",
    "hebrew": "\u0590-\u05ff",
    "arabic": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
    "indic": "\u0900-\u0dff",
    "thai": "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff",
    "georgian": "\u10a0-\u10ff",
    "hangul": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "ethiopic": "\u1200-\u139f",
    "kana": "\u3041-\u30ff",
    "han": "\u3400-\u9fff\uf900-\ufaff",
}
_UNSPACED = frozenset(["thai", "kana", "han"])
_ANY = re.compile("[" + "".join(_SCRIPTS.values()) + "]")
SOME = 0.1  # of the letters of a Japanese text at least are kana


@cache
def _runs() -> re.Pattern[str]:
    """Runs of letters of one script; compiled for the first text that has another than Latin."""
    known = "|".join(f"(?P<{name}>[{ranges}]+)" for name, ranges in _SCRIPTS.items())
    return re.compile(known + "|(?P<latin>[A-Za-z\xc0-\u024f]+)")


def script(text: str) -> str:
    """The name of the script; `latin` where there is no letter of another that is known here."""
    if not _ANY.search(text):
        return "latin"
    counts: Counter[str] = Counter()
    for match in _runs().finditer(text):
        counts[match.lastgroup or ""] += match.end() - match.start()
    if counts["kana"] > SOME * counts.total():
        return "kana"
    return max(sorted(counts), key=counts.__getitem__)


def spaced(name: str) -> bool:
    """Whether words of the script are parted by spaces."""
    return name not in _UNSPACED
