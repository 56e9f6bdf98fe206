"""A file without a letter or a digit.

## Why

Rules, dots and dashes are what a scraper saves of a page whose text it did not find. In a file that has words they stay.

```text before
* * *
-----
```

```text after
```

```text keep
* * *
Prices rose.
```
"""

from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule, drop


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    if any(line.words for line in document.lines):
        return
    for line in document.lines:
        if not line.blank:
            yield drop(line, "BP130", "a file without words")


RULE = Rule("BP130", "wordless", "note", __doc__, check)
