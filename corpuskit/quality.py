"""What can be said of the body that is left: flags, which cut nothing, and numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from corpuskit.findings import Finding
from corpuskit.ledger import Body
from corpuskit.rules.layout import Layout
from corpuskit.rules.reading import Spoken, read_body
from corpuskit.rules.registry import QUALITY

STOP_WORDS = ("the", "be", "to", "of", "and", "that", "have", "with")  # of Gopher
_STOP_WORDS = tuple(f" {word} ".encode() for word in STOP_WORDS)
_SPACE = re.compile(r"\s")
SHORT_LINE = 30  # code points, as in FineWeb
ENDS = (".", "!", "?", '"', "”", "…", "。", "！", "？", "؟", "।", "۔")
ELLIPSES = ("...", "…")
BULLETS = ("- ", "* ", "• ", "‣ ", "– ", "· ")


def signals(body: Body, rare: str, words: int, numbers: int) -> dict[str, float]:
    """The numbers of the record's `quality` that filters for training text read; all 0 for an empty body.

    No other character of it is rare than those of `rare`, and `numbers` of its `words` have no letter.
    """
    text = body.text
    lines = [text[start:end] for _, start, end in body.blocks]
    seen: set[str] = set()
    again = 0
    for line in lines:
        again += len(line) if line in seen else 0
        seen.add(line)
    symbols = text.count("#") + text.count("...") + text.count("…")
    return {
        "symbol_word_ratio": _ratio(symbols, words),
        "alpha_word_ratio": _ratio(max(0, words - numbers), words),
        "stop_words": _stop_words(text, rare),
        "bullet_line_ratio": _ratio(sum([line.startswith(BULLETS) for line in lines]), len(lines)),
        "ellipsis_line_ratio": _ratio(sum([line.endswith(ELLIPSES) for line in lines]), len(lines)),
        "line_punct_ratio": _ratio(sum([line.endswith(ENDS) for line in lines]), len(lines)),
        "short_line_ratio": _ratio(sum([len(line) <= SHORT_LINE for line in lines]), len(lines)),
        "char_dup_ratio": _ratio(again, len(text)),
    }


def _stop_words(text: str, rare: str) -> int:
    """How many of the stop words stand in `text` between white space."""
    if _SPACE.search(rare):
        text = " ".join(text.split())
    plain = f" {text} ".encode("utf-8", "surrogatepass").lower().replace(b"\n", b" ")
    return sum([word in plain for word in _STOP_WORDS])


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def flags(body: Body, layout: Layout, raw_length: int, spoken: Spoken) -> list[Finding]:
    """What a person should know of the body, in raw coordinates."""
    reading = read_body(body, layout, spoken)
    ends = list(accumulate(len(tile.after) for tile in body.tiles))
    return [
        Finding(f.code, *_in_raw(body, ends, f, raw_length), f.message) for rule in QUALITY for f in rule.check(reading)
    ]


def _in_raw(body: Body, ends: list[int], finding: Finding, raw_length: int) -> tuple[int, int]:
    """The raw span of a span of the body; the whole file where the body is empty."""
    if finding.end <= finding.start:
        return 0, raw_length
    first, last = (body.tiles[bisect_right(ends, at)] for at in (finding.start, finding.end - 1))
    return first.start, last.end
