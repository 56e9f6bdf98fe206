"""Headings, list items, and pull quotes with their attribution.

## Why

A short line without a sentence end before a paragraph heads it; a line that is one quotation is a pull quote, and a
name with a role below it says whose. Nothing is removed.

```text before
Prices rose for the third month in a row, the central bank said on Friday in its report.
Background:
They had fallen for a year before, after the government froze the rents in the capital.
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
Background:
They had fallen for a year before, after the government froze the rents in the capital.
```

```text keep
Background:
```
"""

import re
from collections.abc import Iterator

from corpuskit.document import Document, Line
from corpuskit.findings import Finding
from corpuskit.rules.layout import Layout
from corpuskit.rules.page import BULLET, Page, dangles
from corpuskit.rules.rule import Rule, keep

_QUOTE = re.compile(r"[\"“«„「『][^\"“”«»„「」『』]+[\"”»“」』]")
_ATTRIBUTION = re.compile(r"[—–-]?\s*[^\W\d_a-z][\w'’.-]*(?: [^\W\d_a-z][\w'’.-]*){1,3}, .{2,80}")
HEADING_WORDS = range(1, 13)


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    quoted = False
    lines = [document.lines[i] for i in layout.text if layout.title is None or i > layout.title]
    for line, below in zip(lines, [*lines[1:], None], strict=True) if lines else ():
        plain = line.text[0].isalnum()
        attributed = quoted and not line.ends_sentence and _ATTRIBUTION.fullmatch(line.text)
        quoted = not plain and bool(_QUOTE.fullmatch(line.text))
        if quoted:
            yield keep(line, "STR202", "quote", "a line that is one quotation")
        elif attributed:
            yield keep(line, "STR202", "attribution", "name and role under a quotation")
        elif not plain and BULLET.match(line.text):
            yield keep(line, "STR202", "list_item", "bullet", 0.4)
        elif below and below.ends_sentence and _is_heading(layout.page, line):
            yield keep(line, "STR202", "heading", "short, no sentence end, above a paragraph", 0.4)


def _is_heading(page: Page, line: Line) -> bool:
    return (
        not line.ends_sentence
        and len(line.words) in HEADING_WORDS
        and not line.text.endswith((",", ";"))
        and not dangles(page, line)
    )


RULE = Rule("STR202", "blocks", "note", __doc__, check)
