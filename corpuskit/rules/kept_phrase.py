"""Lines that a corpus wants to keep, whatever a rule or the model says.

## Why

You know your sources better than any rule. A phrase below `[keep]` in the corpus's own `phrases` folder beats every
rule.

```text phrases
[keep]
Related
0 comments
```

```text before
Prices rose for the third month in a row, the central bank said on Friday in its report.
Related posts
12 comments
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
12 comments
```

```text keep
Related
12 comments
```
"""

from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding
from corpuskit.rules.layout import Layout
from corpuskit.rules.phrasebook import KEEP
from corpuskit.rules.rule import Rule, keep


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    for index in layout.page.labelled.get(KEEP, ()):
        yield keep(document.lines[index], "BP100", "paragraph", "your phrases keep it", 1.0)


RULE = Rule("BP100", "kept-phrase", "note", __doc__, check)
