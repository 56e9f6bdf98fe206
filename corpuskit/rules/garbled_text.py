"""A text whose words stand in no order.

## Why

Shuffled sentences, columns read across and text from a broken scan have full stops in mid-sentence: a small letter
stands behind them. In clean text that happens at abbreviations and little else. Scripts without small letters are not
judged, and nothing is cut.

```text flag
Prices rose for the third month in a row. the report Friday its said. on bank Central the in They again. rise spring
will the. in the governor of members council. told the bank. because and food fuel dearer are.
```

```text keep
Prices rose for the third month in a row, the bank said. They will rise again in the spring, the governor told the
council, because food, fuel, etc. are dearer. Wages rise at last. Rents went up most.
```
"""

import re
from collections.abc import Iterator

from corpuskit.findings import Finding
from corpuskit.rules.reading import Reading, flag, quality_rule

MIN_STOPS = 3  # full stops with a small letter behind them
_STOP = re.compile(r"[.!?](?<=[^\W\d_]{3}.)[\"'”’»)]* ([^\W\d_])")


def judge(reading: Reading) -> Iterator[Finding]:
    behind = _STOP.findall(reading.text)
    small = sum(map(str.islower, behind))
    if small >= MIN_STOPS and small >= reading.thresholds.garbled * len(behind):
        yield flag("QUA106", 0, len(reading.text), "full stops in mid-sentence: the words stand in no order")


RULE = quality_rule("QUA106", "garbled-text", "warning", __doc__, judge)
