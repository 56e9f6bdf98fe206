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

from corpuskit.document import Document, Line
from corpuskit.findings import Finding
from corpuskit.rules.credits import LIKELY, WEAK
from corpuskit.rules.dates import find
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule, field, keep

LOOSE_WORDS = 12  # of a line without a sentence end that is no heading
PICTURED = {  # the end of words for pictures, by what is looked for first
    "ictured": ("ictured",),
    "ile photo": ("ile photo",),
    "bild": ("hivbild", "bolbild"),
    "foto": ("hivfoto", "bolfoto"),
}
_SEEN = re.compile(
    r"\((?:from )?(?:pictured|left|right|centre|center|links|rechts|im Bild|l\.|r\.|à gauche|à droite|au centre|izquierda"
    r"|derecha|a sinistra|a destra|à esquerda|à direita)\)"
)


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    fields = {layout.title, layout.section, *layout.repeats, *(b.index for b in layout.authors)}
    if layout.date is not None:
        fields.add(layout.date.index)
    lines, lead = document.lines, layout.lead
    told = tells(document.text)
    for index in layout.text:
        line = lines[index]
        score = layout.page.credits.get(index, 0.0)
        if not score and index > lead and (told or line.text[-4:].isdigit()):
            score = loose(line)
        if not score or index in fields:
            continue
        if score >= layout.thresholds.caption:
            yield field(line, "META207", ("captions", line.text), "caption", score)
        else:
            yield keep(line, "META207", "caption", "may be a caption", score)


def tells(text: str) -> bool:
    """Whether a text tells anywhere who is to be seen in a picture."""
    hints = [hint for hint in PICTURED if hint in text]
    return any(word in text for hint in hints for word in PICTURED[hint]) or ("(" in text and bool(_SEEN.search(text)))


def loose(line: Line) -> float:
    """The evidence that a line without a credit is a caption: it tells who is to be seen, or ends in a date."""
    whole = not line.ends_sentence and len(line.words) >= LOOSE_WORDS
    if tells(line.text):
        return LIKELY if whole else WEAK
    dates = find(line.text) if whole else []
    return LIKELY if dates and dates[-1].has_day and dates[-1].end == len(line.text) else 0.0


RULE = Rule("META207", "captions", "note", __doc__, check)
