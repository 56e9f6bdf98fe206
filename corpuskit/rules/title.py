"""The title, its repetition, and the section label above it.

## Why

Scrapers print the headline from the page's head and again from its body. The first line without a sentence end before
the first prose is the title; the same line again is dropped; a section word from a closed list above it is the section.

```text before
Prices rise for a third month
Prices rise for a third month
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
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule, drop, field


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    lines = document.lines
    if layout.title is not None:
        yield field(lines[layout.title], "META201", "title", lines[layout.title].text, "title", 0.8)
    if layout.doubled is not None:
        yield drop(lines[layout.doubled], "META201", "the title again", 0.8)
    if layout.section is not None and layout.title is not None:
        yield field(lines[layout.section], "META201", "section", lines[layout.section].text, "section", 0.8)


RULE = Rule("META201", "title", "note", __doc__, check)
