"""A line made of nothing but share-button labels.

## Why

The names of social networks, one after the other, are buttons. One name alone is not enough evidence.

```text before
Facebook Twitter Email
Prices rose.
```

```text after
Prices rose.
```

```text keep
Facebook and Twitter were fined.
Telegram
```
"""

from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding
from corpuskit.rules.layout import Layout
from corpuskit.rules.phrasebook import ours
from corpuskit.rules.rule import Rule, drop

MIN_LABELS = 3
BUTTONS = ("share-bar", "share-label")


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    said = ours().exact.get
    known = frozenset(layout.page.labelled.get("share-bar", ()))
    for index, line in enumerate(document.lines):
        words = line.words
        in_row = len(words) >= MIN_LABELS and not line.ends_sentence and said(words[0].casefold()) in BUTTONS
        if index in known or (in_row and all(said(word.casefold()) in BUTTONS for word in words)):
            yield drop(line, "BP105", "share bar")


RULE = Rule("BP105", "share-bar", "note", __doc__, check)
