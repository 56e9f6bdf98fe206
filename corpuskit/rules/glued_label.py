"""A label glued to the end of a paragraph.

## Why

Scrapers that write blocks without a break put "Read more" or a note on rights behind the last sentence of a paragraph. The
label goes, as it would alone on a line, and the paragraph stays.

```text before
Prices rose for the third month in a row, the central bank said on Friday in its report. Read more
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text keep
They will rise again in the spring, he told members of the council. Nobody wants to read more
```
"""

from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding, Verdict
from corpuskit.rules.layout import Layout
from corpuskit.rules.page import label_behind
from corpuskit.rules.rule import NAMED, Rule


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    for line in document.lines:
        start = 0 if line.ends_sentence else label_behind(line)
        if start:
            at, end = line.start + line.lead + start, line.start + line.lead + len(line.text)
            yield Finding("BP133", at, end, "label glued to the text", "unsafe", Verdict("drop", score=NAMED))


RULE = Rule("BP133", "glued-label", "note", __doc__, check)
