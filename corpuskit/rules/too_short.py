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

MIN_WORDS = 50  # as Gopher has it
ENOUGH = 1000  # code points that hold as many words in any script


def judge(reading: Reading) -> Iterator[Finding]:
    if reading.text and len(reading.text) < ENOUGH and len(words(reading.text)) < MIN_WORDS:
        yield flag("QUA105", 0, len(reading.text), f"fewer than {MIN_WORDS} words are left")


RULE = quality_rule("QUA105", "too-short", "note", __doc__, judge)
