"""A scrap of a word behind the footer, where the scrape was cut.

## Why

When a page is cut at a byte count, its last line may be the beginning of a label. It is dropped only at the very end of
a file, without a line break behind it, directly after at least two lines of boilerplate.

```text before
Prices rose for the third month in a row, the central bank said on Friday in its report.
Report a Problem
Thank you for your feedback
Ed
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text keep
Prices rose for the third month in a row, the central bank said on Friday in its report.
Ed
```
"""

from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule, drop

MAX_LENGTH = 12


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    filled = [i for i, line in enumerate(document.lines) if not line.blank]
    if len(filled) < 4 or not set(filled[-3:-1]) <= layout.noise:
        return
    last = document.lines[filled[-1]]
    if last.next == last.end and len(last.words) == 1 and len(last.text) <= MAX_LENGTH and not last.ends_sentence:
        yield drop(last, "BP117", "cut tail of the footer", 0.8)


RULE = Rule("BP117", "footer-tail", "note", __doc__, check)
