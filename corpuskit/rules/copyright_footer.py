"""A copyright line.

## Why

A line that begins with the sign or the word, and a year, belongs to the page.

```text before
Prices rose.
© 2025 Example Media. All rights reserved.
```

```text after
Prices rose.
```

```text keep
Copyright law changed in 2025 after a long debate in parliament.
```
"""

import re
from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule, drop

_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\s*(?:©|\(c\))?)\s*(?:19|20)\d\d\b", re.IGNORECASE)
MAX_WORDS = 25


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    known = frozenset(layout.page.labelled.get("copyright-footer", ()))
    for index, line in enumerate(document.lines):
        if index in known or (len(line.words) <= MAX_WORDS and _COPYRIGHT.match(line.text)):
            yield drop(line, "BP116", "copyright footer")


RULE = Rule("BP116", "copyright-footer", "note", __doc__, check)
