"""The publisher: its domain on a line of its own beside the title, or its name behind the title.

## Why

Aggregators print the domain they took the article from, after a separator. A bare domain elsewhere is a reference. Where there is no such line, the name of the
site that is cut from the title (META201) is the publisher.

```text before
Prices rise for a third month
· example.com
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text keep
Prices rose for the third month in a row, the central bank said on Friday in its report.
example.com
```
"""

import re
from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule, field

_FILE = re.compile(
    r"\.(?:avif|csv|docx?|epub|gif|html?|jpe?g|mp[34]|pdf|php|png|svg|txt|webp|xlsx?|zip)$", re.IGNORECASE
)
_DOMAIN = re.compile(r"(?:[·•|–—-]\s*)?((?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24})", re.IGNORECASE)


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    for index, domain in named(document, layout):
        yield field(document.lines[index], "META204", ("publisher", domain), "publisher's domain", 0.7)


def named(document: Document, layout: Layout) -> list[tuple[int, str]]:
    """The first line above the body that is a domain, with it, if there is one."""
    for index in layout.text if layout.title is not None else ():
        if index >= layout.lead:
            break
        text = document.lines[index].text
        match = _DOMAIN.fullmatch(text) if "." in text else None
        if match and not _FILE.search(match[1]):
            return [(index, match[1])]
    return []


RULE = Rule("META204", "publisher", "note", __doc__, check)
