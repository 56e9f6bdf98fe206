"""Captions of images that did not come along.

## Why

A caption stands between paragraphs and belongs to none of them. It is told by a credit at its end (a word like "photo"
with a name, an agency behind a slash or in brackets, ©) or a credit and nothing else, by "pictured" in it, or by a full
date at the end of a long line that is no sentence. Where the evidence is weaker, below the threshold `caption`, the line
stays in the text as a block of its own kind.

```text before
Prices rose for the third month in a row, the central bank said on Friday in its report.
The governor of the bank (pictured with her deputy) arrives for a meeting of the council in the capital
They will rise again in the spring, the governor of the bank told members of the council.
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
They will rise again in the spring, the governor of the bank told members of the council.
```

```text keep
Prices rose for the third month in a row, the central bank said on Friday in its report.
A meeting of the council of the bank in the capital about the prices of food and rent
They will rise again in the spring, the governor of the bank told members of the council. (Reuters)
```
"""

import re
from collections.abc import Iterator

from corpuskit.document import Document, Line, fold
from corpuskit.findings import Finding
from corpuskit.rules.dates import GATE, find
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule, field, keep, phrases

LOOSE_WORDS = 12  # of a line without a sentence end that is no heading
TAIL = 90  # code points at the end of a line where a credit stands
NAMED_WORDS = 8  # of the longest credit
SURE, LIKELY, WEAK = 0.8, 0.6, 0.3
_MARKS = frozenset("(（[/©:：")
_PICTURED = re.compile(
    r"\bpictured\b|\((?:from )?(?:left|right|centre|center|links|rechts|im Bild|l\.|r\.|à gauche|à droite|au centre|izquierda"
    r"|derecha|a sinistra|a destra|à esquerda|à direita)\)|\b(?:Archivbild|Archivfoto|Symbolbild|Symbolfoto|file photo)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"([^\W\d_]+)\s?[:：]\s?(?=\S)")
_BRACKETS = re.compile(r"[(（[]([^()（）]{2,80})[)）\]]\.?$")
_BEHIND = re.compile(r"[/©]\s?([^/©.]{2,40}(?:\.[^/©.]{1,4})?)$")
_WORDS = re.compile(r"[^\W\d_][\w.'’-]*")


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    fields = {layout.title, layout.section, *layout.repeats, *(b.index for b in layout.authors)}
    if layout.date is not None:
        fields.add(layout.date.index)
    for index in layout.text:
        if index in fields:
            continue
        line = document.lines[index]
        score = credited(line) or (loose(line) if index > layout.lead else 0.0)
        if score >= layout.thresholds.caption:
            yield field(line, "META207", "captions", line.text, "caption", score)
        elif score:
            yield keep(line, "META207", "caption", "may be a caption", score)


def loose(line: Line) -> float:
    """The evidence that a line without a credit is a caption: it tells who is to be seen, or ends in a date."""
    size = len(line.words)
    if _PICTURED.search(line.text):
        return WEAK if line.ends_sentence or size < LOOSE_WORDS else LIKELY
    if line.ends_sentence or size < LOOSE_WORDS or not GATE.search(line.text):
        return 0.0
    dates = find(line.text)
    return LIKELY if dates and dates[-1].has_day and dates[-1].end == len(line.text) else 0.0


def credited(line: Line) -> float:
    """The evidence that a credit ends the line."""
    tail = line.text[-TAIL:]
    if _MARKS.isdisjoint(tail):
        return 0.0
    for match in _LABEL.finditer(tail):
        if fold(match[1]) in phrases("photo-credit") and is_name(tail[match.end() :]):
            return SURE
    bracketed, behind = _BRACKETS.search(tail), _BEHIND.search(tail)
    if bracketed:
        return _bracketed(line, bracketed[1])
    if behind and (behind[0][0] == "©" or not phrases("picture-agency").isdisjoint(_said(behind[1]))):
        return SURE if is_name(behind[1]) else WEAK
    return 0.0


def _bracketed(line: Line, inside: str) -> float:
    """Brackets behind a sentence name a picture's source only with a word for it: an agency signs its text so, too."""
    said = _said(inside)
    if not phrases("photo-credit").isdisjoint(said) or (
        "/" in inside and not phrases("picture-agency").isdisjoint(said)
    ):
        return SURE
    ended = line.text[: line.text.rfind(inside) - 1].rstrip().endswith((".", "!", "?", "。"))
    return LIKELY if not ended and not phrases("picture-agency").isdisjoint(said) else 0.0


def is_name(text: str) -> bool:
    """Whether what stands behind a credit's mark is short and has capitals, as names have, or no letters that could."""
    words = _WORDS.findall(text)
    if not words or len(words) > NAMED_WORDS:
        return False
    small = sum(word[0].islower() for word in words)
    return 2 * small <= len(words) or not phrases("picture-agency").isdisjoint(_said(text))


def _said(text: str) -> list[str]:
    return [fold(word) for word in _WORDS.findall(text)]


RULE = Rule("META207", "captions", "note", __doc__, check)
