"""The numbers that decide what is taken for what. Each is a key of the table `thresholds` in the settings."""

from __future__ import annotations

from corpuskit.values import struct


@struct
class Thresholds:
    """Evidence goes from 0 to 1; words, code points and shares are counted."""

    title: float = 0.5
    date: float = 0.5
    authors: float = 0.5
    caption: float = 0.5
    repeated_sentence: float = 20
    repeated_paragraph: float = 25
    cut_words: float = 6
    labels: float = 0.6
    prose_stretch: float = 170
    garbled: float = 0.2
    short: float = 50


REASONS: dict[str, tuple[float, float, str]] = {
    "title": (0.01, 0.99, "even odds between the best line and no title at all"),
    "date": (0.01, 0.99, "even odds between the best date and none"),
    "authors": (0.01, 0.99, "even odds between the best byline and none; the weights already ask a little more"),
    "caption": (0.01, 1.0, "evidence with which a caption leaves the text; below it stays there as a caption block"),
    "repeated_sentence": (5, 1000, "code points of a sentence that is not said twice in a paragraph by chance"),
    "repeated_paragraph": (5, 1000, "code points of a paragraph that does not stand twice by chance"),
    "cut_words": (3, 100, "words of a last line without an end that is running text, whatever they are"),
    "labels": (0.1, 1.0, "share of lines that are labels in a page that is a menu or a list"),
    "prose_stretch": (20, 10_000, "words of prose in a row, with which a page holds an article"),
    "garbled": (0.01, 1.0, "share of full stops with a small letter behind them: abbreviations make a twentieth"),
    "short": (1, 10_000, "words, as Gopher and FineWeb have it"),
}
"""The least and greatest value of each threshold, and why its default is what it is."""

DEFAULTS = Thresholds()
