"""A body of a few words.

## Why

Filters for training text (Gopher, FineWeb) drop what has fewer than fifty words; here it is said, not done. A short
notice may well be an article.

```text flag
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text keep
Prices rose for the third month in a row, the central bank said on Friday in its report. They had fallen for a year
before, after the government froze the rents in the capital. They will rise again in the spring, the governor of the
bank told members of the council, because food and fuel are dearer than they were and wages rise at last.
```
"""

from collections.abc import Iterator

from corpuskit.document import words
from corpuskit.findings import Finding
from corpuskit.rules.reading import Reading, flag, quality_rule

LONGEST = 20  # code points of a word with its space, so that nothing longer is counted


def judge(reading: Reading) -> Iterator[Finding]:
    if (
        reading.text
        and len(reading.text) < LONGEST * reading.thresholds.short
        and len(words(reading.text)) < reading.thresholds.short
    ):
        yield flag("QUA105", 0, len(reading.text), f"fewer than {reading.thresholds.short:g} words are left")


RULE = quality_rule("QUA105", "too-short", "note", __doc__, judge)
