"""Captions of images that did not come along.

## Why

A long line without a sentence end between paragraphs belongs to none of them. It is taken for a caption only with
evidence: "pictured" in it, or a full date at its end.

```text before
Prices rose for the third month in a row, the central bank said on Friday in its report.
The governor of the bank (pictured with her deputy) arrives for a meeting of the council in the capital
They will rise again in the spring, the governor of the bank told members of the council.
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
They will rise again in the spring, the governor of the bank told members of the council.
```

```text keep
Prices rose for the third month in a row, the central bank said on Friday in its report.
A meeting of the council of the bank in the capital about the prices of food and rent
```
"""

import re
from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule, field

_PICTURED = re.compile(r"\bpictured\b|\((?:left|right|centre|center)\)", re.IGNORECASE)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATED = re.compile(rf"(?:\d{{1,2}} (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}},) (?:19|20)\d\d$")
MIN_WORDS = 12


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    for index in layout.text:
        line = document.lines[index]
        loose = index > layout.lead and not line.ends_sentence and len(line.words) >= MIN_WORDS
        if loose and (_PICTURED.search(line.text) or _DATED.search(line.text)):
            yield field(line, "META207", "captions", line.text, "caption", 0.6)


RULE = Rule("META207", "captions", "note", __doc__, check)
