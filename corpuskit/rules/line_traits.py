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
from corpuskit.rules.line_bins import LENGTH, SIZE, Column, shift, since, steps, until
from corpuskit.rules.line_places import KINDS, LONG, around, fields, labels, placed
from corpuskit.rules.line_stretches import blocks, led, stretches
from corpuskit.rules.phrasebook import listed, unspaced

FEWEST = 9  # words of a line of prose
LOOSE = 13  # the same of one without a full stop
BRIEF = 12  # words of a line that may say when, or that comes again and again
TAILS = 4  # lines of a page that end in one word
TIMES = 3  # that one line stands on a page

COLON = 4
ENDS = {
    **dict.fromkeys(".。।۔", 1),
    **dict.fromkeys("!?！？؟", 2),
    **dict.fromkeys("…", 3),
    **dict.fromkeys(":：", COLON),
    **dict.fromkeys(",;，、；،", 5),
    **dict.fromkeys("»>›→|", 6),
    **dict.fromkeys(")]）】", 7),
    **dict.fromkeys("\"”'’」』", 8),
}
PAUSES = ",，、"
QUOTED = 11  # a sentence end and a closing mark
FIRSTS = {
    **dict.fromkeys("\"'“‘«„「『", 4),
    **dict.fromkeys("-–—•*·►▶■●‣", 5),
    **dict.fromkeys("([（【", 6),
}

CAPITALS = steps((15, 35, 60, 85), 100)
LOWER = steps((1, 15, 30, 50, 70, 90, 100), 100)
CUE = steps((1, 11, 26, 45, 70, 100), 100)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Traits:
    """`indexes` of the lines that are not blank, and a column of numbers for each trait."""

    indexes: tuple[int, ...]
    columns: dict[str, Column]
    sizes: list[int]


OWN = ("size", "end", "first", "capitals", "lower", "commas", "label", "cue", "repeated", "length", "ends")


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
    _, last = placed(columns, sizes, mass, lines)
    stretches(columns, sizes, mass)
    blocks(columns, sizes)
    dated = [size <= BRIEF and _DIGIT.search(line.text) is not None for line, size in zip(lines, sizes, strict=True)]
    led(columns, mass, dated, _refrains(lines, sizes, seen))
    fields(columns, layout, indexes)
    labels(columns, indexes.index(layout.title) if layout.title is not None else None, mass, last)
    colons = [end == COLON for end in columns["end"]]
    columns["colon above"], columns["colon below"] = since(colons), until(colons)
    for name, step in (("ends", 1), ("shared", -1)):
        columns[f"{name}{step:+}"] = shift(columns[name], step)
    return Traits(indexes, columns, sizes)


def _refrains(lines: list[Line], sizes: list[int], seen: Counter[str]) -> list[bool]:
    """The short lines that come again, or end as others do, as what stands over each comment does."""
    tails = [_tail(line, size) if size <= BRIEF else "" for line, size in zip(lines, sizes, strict=True)]
    ends = Counter(tails)
    return [
        tail != "" and (ends[tail] >= TAILS or seen[line.key] >= TIMES) for tail, line in zip(tails, lines, strict=True)
    ]


def _tail(line: Line, size: int) -> str:
    """The last word of a line, two characters where words are not parted; all numbers are one."""
    key = line.key
    tail = key[-2:] if size > len(line.words) + 1 else key[key.rfind(" ") + 1 :]
    return "0" if tail[-1:].isdigit() else tail


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
        capitals = cue = 7
        lower = 9
    else:
        capitals, lower = _letters(line, size)
        cue = _cue(line, size)
    return (
        SIZE[min(111, size)],
        end,
        start,
        capitals,
        lower,
        _commas(text),
        label,
        cue,
        min(3, times - 1),
        LENGTH[min(120, len(text))],
        int(line.ends_sentence),
    )


def _commas(text: str) -> int:
    """The pauses within a line: commas, and the spaces of Thai, which has none."""
    return min(4, sum(map(text.count, PAUSES)) + (text.count(" ") if "\u0e00" <= text[0] < "\u0e80" else 0))


def _letters(line: Line, size: int) -> tuple[int, int]:
    """How many words of a line begin with a capital, and how many with a small letter."""
    words = line.words
    if not words or size > len(words) + 1:
        return 6, 8
    firsts = [word[0] for word in words]
    lower = LOWER[100 * sum(map(str.islower, firsts)) // len(words)]
    if line.text.isupper():
        return 5, lower
    return CAPITALS[100 * sum(map(str.isupper, firsts)) // len(words)], lower


def _cue(line: Line, size: int) -> int:
    """How much of a line is said in the words of the phrases that are known."""
    key = line.key
    parts = [key[i : i + 2] for i in range(len(key) - 1)] if size > len(line.words) + 1 else key.split()
    known = sum(map(_cues().__contains__, parts))
    return CUE[100 * known // len(parts)] if known else 0


def _mass(line: Line, size: int, row: tuple[int, ...]) -> int:
    """The words of prose in a line: it ends like a sentence, or holds the end of one."""
    if size < FEWEST or row[6]:
        return 0
    if line.ends_sentence:
        return size
    text = line.text
    if ". " in text or "。" in text or "? " in text or "! " in text or "？" in text or "！" in text:
        return size
    return size // 2 if size >= LOOSE and row[5] else 0


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
