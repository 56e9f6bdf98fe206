"""Nothing is left of the file.

## Why

It had no words, or all of it was boilerplate. The record says so; whoever trains on it should leave it out.

```text flag
Skip to content
```

```text keep
Prices rose for the third month in a row, the central bank said on Friday in its report.
```
"""

from collections.abc import Iterator

from corpuskit.findings import Finding
from corpuskit.rules.reading import Reading, flag, quality_rule


def judge(reading: Reading) -> Iterator[Finding]:
    if not reading.text:
        yield flag("QUA101", 0, 0, "no text is left")


RULE = quality_rule("QUA101", "no-text", "warning", __doc__, judge)
