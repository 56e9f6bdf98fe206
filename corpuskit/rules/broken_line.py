"""Sentences broken at a link.

## Why

A scraper that puts every link on a line of its own breaks the sentence before it. A line that ends in a word no
sentence ends in (a preposition, an article, "said") is joined to the line below, if no blank line parts them.

```text before
Prices rose for the third month in a row, the central bank said on Friday. According to
The Example Times, they will rise again in the spring.
```

```text after
Prices rose for the third month in a row, the central bank said on Friday. According to The Example Times, they will rise again in the spring.
```

```text keep
Mixed reactions from Europe
While some hailed the report, others did not.
```
"""

from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding, Verdict
from corpuskit.rules.layout import BULLET, Layout, dangles
from corpuskit.rules.rule import Rule, inner


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    for above, line in zip(document.lines, document.lines[1:], strict=False):
        if not above.blank and not line.blank and not BULLET.match(line.text) and dangles(above):
            start, end = inner(line)
            yield Finding("STR201", start, end, "sentence broken at a link", "unsafe", Verdict("join", score=0.5))


RULE = Rule("STR201", "broken-line", "note", __doc__, check)
