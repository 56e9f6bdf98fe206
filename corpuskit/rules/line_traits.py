"""The kit for the line model: what each line of a page is like, as small whole numbers, without looking at its language.

A trait is a column: one number from 0 to WIDTH - 1 for each line that is not blank. Most come from sizes and marks, from
the lines around it and from its place beside the main run of prose; phrases count as evidence, and only in sum.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from corpuskit.document import Line
from corpuskit.rules.layout import Layout
from corpuskit.rules.line_bins import LENGTH, SIZE, Column, shift, steps
from corpuskit.rules.line_places import LONG, around, fields, labels, placed
from corpuskit.rules.phrasebook import LABELS, NOISE, listed, unspaced

FEWEST = 9  # words of a line of prose
LOOSE = 13  # the same of one without a full stop

ENDS = {
    **dict.fromkeys(".。।۔", 1),
    **dict.fromkeys("!?！？؟", 2),
    **dict.fromkeys("…", 3),
    **dict.fromkeys(":：", 4),
    **dict.fromkeys(",;，、；،", 5),
    **dict.fromkeys("»>›→|", 6),
    **dict.fromkeys(")]）】", 7),
    **dict.fromkeys("\"”'’」』", 8),
}
QUOTED = 11  # a sentence end and a closing mark
FIRSTS = {
    **dict.fromkeys("\"'“‘«„「『", 4),
    **dict.fromkeys("-–—•*·►▶■●‣", 5),
    **dict.fromkeys("([（【", 6),
}
KINDS = {section: number for number, section in enumerate((*NOISE, *LABELS), 1)}

CAPITALS = steps((15, 35, 60, 85), 100)
CUE = steps((1, 11, 26, 45, 70, 100), 100)
DIGITS = steps((1, 5, 12, 30, 60), 100)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Traits:
    """`indexes` of the lines that are not blank, and a column of numbers for each trait."""

    indexes: tuple[int, ...]
    columns: dict[str, Column]
    sizes: list[int]


OWN = ("size", "end", "first", "capitals", "commas", "label", "cue", "digits", "repeated", "length", "ends")


def traits(layout: Layout) -> Traits:
    page = layout.page
    indexes = tuple([i for i, line in enumerate(page.lines) if line.text])
    lines = [page.lines[i] for i in indexes]
    sizes = [page.sizes[i] for i in indexes]
    seen = Counter([line.key for line in lines])
    said = _labelled(layout)
    rows = [
        _own(line, size, seen[line.key], said.get(i, 0)) for i, line, size in zip(indexes, lines, sizes, strict=True)
    ]
    if not rows:
        return Traits(indexes, {}, sizes)
    columns: dict[str, Column] = dict(zip(OWN, map(list, zip(*rows, strict=True)), strict=True))
    mass = [_mass(line, size, row) for line, size, row in zip(lines, sizes, rows, strict=True)]
    around(columns, sizes)
    placed(columns, sizes, mass, lines)
    fields(columns, layout, indexes)
    labels(columns)
    for name in ("label", "ends", "shared"):
        for step in (-1, 1):
            columns[f"{name}{step:+}"] = shift(columns[name], step)
    return Traits(indexes, columns, sizes)


def _own(line: Line, size: int, times: int, label: int) -> tuple[int, ...]:
    text = line.text
    last, first = text[-1], text[0]
    end = ENDS.get(last)
    if end is None:
        end = 0 if last.isalpha() else 9 if last.isdigit() else 10
    elif end >= 7 and line.ends_sentence:
        end = QUOTED
    elif end == 1 and text.endswith("..."):
        end = 3
    start = FIRSTS.get(first)
    if start is None:
        start = (
            0 if first.isupper() else 1 if first.islower() else 3 if first.isalpha() else 2 if first.isdigit() else 7
        )
    if size > LONG:
        capitals = cue = digits = 7
        commas = 5
    else:
        capitals = _capitals(line, size)
        commas = min(4, text.count(",") + text.count("，") + text.count("、"))
        cue = _cue(line, size)
        digits = DIGITS[100 * len(_DIGIT.findall(text)) // len(text)]
    return (
        SIZE[min(111, size)],
        end,
        start,
        capitals,
        commas,
        label,
        cue,
        digits,
        min(3, times - 1),
        LENGTH[min(120, len(text))],
        int(line.ends_sentence),
    )


def _capitals(line: Line, size: int) -> int:
    words = line.words
    if not words or size > len(words) + 1:
        return 6
    if line.text.isupper():
        return 5
    return CAPITALS[100 * sum([w[0].isupper() for w in words]) // len(words)]


def _cue(line: Line, size: int) -> int:
    """How much of a line is said in the words of the phrases that are known."""
    key = line.key
    parts = [key[i : i + 2] for i in range(len(key) - 1)] if size > len(line.words) + 1 else key.split()
    known = sum(map(_cues().__contains__, parts))
    return CUE[100 * known // len(parts)] if known else 0


def _mass(line: Line, size: int, row: tuple[int, ...]) -> int:
    """The words of prose in a line: it ends like a sentence, or holds the end of one."""
    if size < FEWEST or row[5]:
        return 0
    if line.ends_sentence:
        return size
    text = line.text
    if ". " in text or "。" in text or "? " in text or "! " in text or "？" in text or "！" in text:
        return size
    return size // 2 if size >= LOOSE and row[4] else 0


def _labelled(layout: Layout) -> dict[int, int]:
    """For each line that a phrase says, the number of the phrase's section, from 1."""
    found: dict[int, int] = {}
    for section, lines in layout.page.labelled.items():
        found.update(dict.fromkeys(lines, KINDS.get(section, 0)))
    return found


@cache
def _cues() -> frozenset[str]:
    """The words of all phrases that call a line boilerplate; pairs of characters where words are not parted."""
    found: set[str] = set()
    for section in KINDS:
        for phrase in listed(section):
            if unspaced(phrase):
                found.update(phrase[i : i + 2] for i in range(len(phrase) - 1))
            else:
                found.update(word for word in phrase.split() if len(word) > 3)
    return frozenset(found)
