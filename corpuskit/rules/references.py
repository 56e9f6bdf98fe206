"""What the article names as its sources.

## Why

"Source: X" and the list under "Sources:" are references, not body and never a summary.

```text before
Prices rose for the third month in a row, the central bank said on Friday in its report.
Sources:
• Reuters
• Financial Times
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text keep
Prices rose for the third month in a row, the central bank said on Friday in its report.
Sources close to the bank did not comment.
```
"""

import re
from collections.abc import Iterator

from corpuskit.document import Document, fold
from corpuskit.findings import Finding
from corpuskit.rules.layout import BULLET, Layout
from corpuskit.rules.rule import Rule, drop, field, phrases

_SOURCE = re.compile(r"([^:：]{2,30}?)\s?[:：]\s*(\S.*)")
_SECOND_HAND = re.compile(
    r",?\s(?:with (?:a )?reference to|referring to|as reported by|citing|quoting)\s.*", re.IGNORECASE
)
MAX_WORDS = 12


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    for label, *items in layout.sources:
        yield drop(document.lines[label], "META208", "label of the source list", 0.8)
        for item in items:
            line = document.lines[item]
            yield field(line, "META208", ("references", BULLET.sub("", line.text, count=1)), "listed source", 0.8)
    for index in layout.text:
        line = document.lines[index]
        if layout.page.sizes[index] > MAX_WORDS or (":" not in line.text and "：" not in line.text):
            continue
        match = _SOURCE.match(line.text)
        if match and fold(match[1]) in phrases("source-list"):
            yield field(line, "META208", ("references", _SECOND_HAND.sub("", match[2]).rstrip(".")), "source line", 0.8)


RULE = Rule("META208", "references", "note", __doc__, check)
