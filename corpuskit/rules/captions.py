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
from corpuskit.rules.dates import find
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule, field, keep, phrases

LOOSE_WORDS = 12  # of a line without a sentence end that is no heading
TAIL = 90  # code points at the end of a line where a credit stands
NAMED_WORDS = 8  # of the longest credit
SURE, LIKELY, WEAK = 0.8, 0.6, 0.3
PICTURED = ("pictured", "archivbild", "archivfoto", "symbolbild", "symbolfoto", "file photo")
_SEEN = re.compile(
    r"\((?:from )?(?:pictured|left|right|centre|center|links|rechts|im Bild|l\.|r\.|à gauche|à droite|au centre|izquierda"
    r"|derecha|a sinistra|a destra|à esquerda|à direita)\)"
)
_BRACKETS = re.compile(r"[(（[]([^()（）]{2,80})[)）\]]\.?$")
_BEHIND = re.compile(r"[/©]\s?([^/©.]{2,40}(?:\.[^/©.]{1,4})?)$")
_WORDS = re.compile(r"[^\W\d_][\w.'’-]*")


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    fields = {layout.title, layout.section, *layout.repeats, *(b.index for b in layout.authors)}
    if layout.date is not None:
        fields.add(layout.date.index)
    lines, lead = document.lines, layout.lead
    told = tells("\n".join([line.key for line in lines]), document.text)
    for index in layout.text:
        line = lines[index]
        score = credited(line)
        if not score and index > lead and (told or line.text[-4:].isdigit()):
            score = loose(line)
        if not score or index in fields:
            continue
        if score >= layout.thresholds.caption:
            yield field(line, "META207", "captions", line.text, "caption", score)
        else:
            yield keep(line, "META207", "caption", "may be a caption", score)


def tells(folded: str, text: str) -> bool:
    """Whether a text, here `folded`, too, tells anywhere who is to be seen in a picture."""
    return any(word in folded for word in PICTURED) or ("(" in text and bool(_SEEN.search(text)))


def loose(line: Line) -> float:
    """The evidence that a line without a credit is a caption: it tells who is to be seen, or ends in a date."""
    whole = not line.ends_sentence and len(line.words) >= LOOSE_WORDS
    if tells(line.key, line.text):
        return LIKELY if whole else WEAK
    dates = find(line.text) if whole else []
    return LIKELY if dates and dates[-1].has_day and dates[-1].end == len(line.text) else 0.0


def credited(line: Line) -> float:
    """The evidence that a credit ends the line."""
    tail = line.text[-TAIL:]
    at = max(tail.rfind(":"), tail.rfind("："))
    closes = tail[-1] in ")]）" or tail[-2:] in (").", "].")
    behind = "/" in tail or "©" in tail
    if at < 0 and not closes and not behind:
        return 0.0
    label = tail[:at].rsplit(None, 1)[-1:] if at > 0 else []
    if label and fold(label[0].lstrip("(（[|")) in phrases("photo-credit") and is_name(tail[at + 1 :]):
        return SURE
    bracketed = _BRACKETS.search(tail) if closes else None
    if bracketed:
        return _bracketed(line, bracketed[1])
    named = _BEHIND.search(tail) if behind else None
    if named and (named[0][0] == "©" or not phrases("picture-agency").isdisjoint(_said(named[1]))):
        return SURE if is_name(named[1]) else WEAK
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
