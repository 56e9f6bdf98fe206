"""Summary bullets between the title and the first paragraph.

## Why

A list of sentences between the headline and the first paragraph sums the article up; the same words come again in the
body. A label above it ("Key points") says nothing more.

```text before
Prices rise for a third month
- The central bank raised its rate by a quarter.
- Rents went up most.
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text keep
Prices rose for the third month in a row, the central bank said on Friday in its report:
- rents by a tenth.
- food by a fifth.
```
"""

from collections.abc import Iterator

from corpuskit.document import Document, Line
from corpuskit.findings import Finding
from corpuskit.rules.layout import BULLET, Layout
from corpuskit.rules.rule import Rule, drop, field, phrases

MIN_BULLETS = 2


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    bullets: list[int] = []
    for place, index in enumerate(layout.text):
        if index > layout.lead or (bullets and not _is_bullet(document.lines[index])):
            break
        if index > (-1 if layout.title is None else layout.title) and _is_bullet(document.lines[index]):
            bullets.append(place)
    label = document.lines[layout.text[bullets[0] - 1]] if bullets and bullets[0] else None
    labelled = label is not None and label.key in phrases("summary-label")
    no_body = layout.lead == len(document.lines)
    if len(bullets) < MIN_BULLETS or no_body or (label and label.text.endswith(":") and not labelled):
        return
    for place in bullets:
        line = document.lines[layout.text[place]]
        yield field(line, "META203", ("summary", BULLET.sub("", line.text, count=1)), "summary bullet", 0.7)
    if label and labelled:
        yield drop(label, "META203", "label of the summary", 0.7)


def _is_bullet(line: Line) -> bool:
    return bool(BULLET.match(line.text)) and line.ends_sentence


RULE = Rule("META203", "summary", "note", __doc__, check)
