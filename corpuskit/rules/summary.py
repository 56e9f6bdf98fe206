"""Summary bullets between the title and the first paragraph.

## Why

A list of sentences directly under the headline sums the article up; the same words come again in the body.

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

from corpuskit.document import Document
from corpuskit.findings import Finding
from corpuskit.rules.layout import BULLET, Layout
from corpuskit.rules.rule import Rule, field

MIN_BULLETS = 2


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    if layout.title is None:
        return
    bullets = []
    for index in layout.text:
        line = document.lines[index]
        if index > layout.title and index not in layout.repeats:
            if not (BULLET.match(line.text) and line.ends_sentence):
                break
            bullets.append(line)
    if len(bullets) >= MIN_BULLETS:
        for line in bullets:
            yield field(line, "META203", "summary", BULLET.sub("", line.text, count=1), "summary bullet", 0.7)


RULE = Rule("META203", "summary", "note", __doc__, check)
