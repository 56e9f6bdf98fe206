"""Bytes that are no text: the replacement character where a file was cut or damaged.

## Why

The bytes are kept in the ledger; the character that stands for them says nothing and leaves the body.

```text before
Prices rose\ufffd
```

```text after
Prices rose
```

```text keep
Prices rose.
```
"""

from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding, Repair
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule


def check(document: Document, layout: Layout | None = None) -> Iterator[Finding]:
    at = document.text.find("\ufffd")
    while at >= 0:
        yield Finding("ENC103", at, at + 1, "undecodable bytes", "safe", Repair(""))
        at = document.text.find("\ufffd", at + 1)


RULE = Rule("ENC103", "undecodable", "warning", __doc__, check)
