"""A text in a language that the settings do not expect.

## Why

A scraper follows links into other editions of a site. `languages = ["en", "de"]` says what a corpus holds; tags are BCP
47, and `zh` stands for both scripts. Without the setting nothing is flagged, and a text too short to say never is.

```text languages
de
```

```text flag
The government said on Tuesday that the talks would go on next week, and that nobody had asked for more time.
```

```text keep
Die Regierung teilte am Dienstag mit, dass die Gespräche in der nächsten Woche weitergehen und niemand mehr Zeit braucht.
```
"""

from collections.abc import Iterator

from corpuskit.findings import Finding
from corpuskit.language import UNDETERMINED
from corpuskit.language.close import same
from corpuskit.rules.reading import Reading, flag, quality_rule


def judge(reading: Reading) -> Iterator[Finding]:
    tag, expected = reading.spoken.tag, reading.spoken.expected
    if expected and tag != UNDETERMINED and not any(same(tag, one) for one in expected):
        yield flag("LANG101", 0, len(reading.text), f"the language is {tag}, expected {' or '.join(expected)}")


RULE = quality_rule("LANG101", "unexpected-language", "warning", __doc__, judge)
