"""The byline: who wrote the article.

## Why

"By" and one or more names, before the first paragraph or directly behind the last one, are the authors.

```text before
Prices rise for a third month
By Jane Roe and John Q. Public
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text keep
By Friday Morning
By the river
```
"""

import re
from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule, field

_NAME = r"[^\W\d_a-z][\w'’.-]*(?: (?:de|van|von|der|al|bin|[^\W\d_a-z][\w'’.-]*)){1,3}"
_BYLINE = re.compile(rf"(?:By|BY|Written by|Author:)\s+({_NAME}(?:(?:, | and | & |, and ){_NAME})*)")
_BETWEEN = re.compile(r",? and | & |, ")
_NO_NAMES = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "morning", "the"])


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    if layout.title is None:
        return
    for index in layout.text:
        line = document.lines[index]
        if index >= layout.lead:
            return
        match = _BYLINE.fullmatch(line.text)
        if match and _NO_NAMES.isdisjoint(word.casefold() for word in line.words):
            names = _BETWEEN.split(match[1])
            yield field(line, "META206", "authors", "\n".join(names), "byline", 0.9)
            return


RULE = Rule("META206", "byline", "note", __doc__, check)
