"""The subtitle (dek): one long line directly under the title, without a sentence end.

## Why

A dek sums the article up and stands in no paragraph. It is taken only where it touches the title (or the title's
repetition) without a blank line between, and prose follows.

```text before
Prices rise for a third month
The central bank is set to outline a plan next week that would see rates go up again
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text keep
Prices rose for the third month in a row, the central bank said on Friday in its report.
```
"""

from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding
from corpuskit.rules.layout import BULLET, Layout
from corpuskit.rules.rule import Rule, field

WORDS = range(8, 61)


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    above = layout.repeats[-1] if layout.repeats else layout.title
    if above is None or above + 1 >= min(layout.lead, len(document.lines)):
        return
    line = document.lines[above + 1]
    if len(line.words) in WORDS and not line.ends_sentence and not BULLET.match(line.text):
        yield field(line, "META202", "subtitle", line.text, "subtitle under the title", 0.7)


RULE = Rule("META202", "subtitle", "note", __doc__, check)
