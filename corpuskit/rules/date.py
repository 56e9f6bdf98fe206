"""The date of publication, where a label says so.

## Why

A date in prose or in a caption is the date of something else. Only an ISO date behind the label "date" or "published"
at the beginning of a line before the body, or at the beginning of its first line, is taken; nothing is guessed.

```text before
 date 2025-01-16 Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text keep
The date 2025-01-16 was chosen for the vote, a spokesman of the central bank said on Friday.
```
"""

import datetime
import re
from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding, Verdict
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule

_LABELLED = re.compile(r"(?:date|published|published on)[:\s]\s*(\d{4}-\d{2}-\d{2})(?=\s|$)", re.IGNORECASE)


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    for line in document.lines[: layout.lead + 1]:
        match = _LABELLED.match(line.text)
        if match and _is_date(match[1]):
            start = line.start + line.lead
            yield Finding(
                "META205",
                start,
                start + match.end(),
                "labelled date",
                "unsafe",
                Verdict("field", "date_published", match[1], 0.9),
            )
            return


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


RULE = Rule("META205", "date", "note", __doc__, check)
