"""The byline: who wrote the article.

## Why

A by-word of a closed list and one or more names, or a line that is nothing but names beside the date or under the
title, are scored: by their label, their place, a common given name. The best is taken if it is likelier than that there
is none, and those beside it that look alike with it. A name that the body tells of, one in a photo credit, the name
under a quotation and a mail address are no authors.

```text before
Prices rise for a third month
By Jane Roe and John Q. Public
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text keep
By Friday Morning
By the river
```
"""

from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding, Verdict
from corpuskit.rules.bylines import Byline
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule, drop
from corpuskit.rules.scoring import claim_score

AGAIN = 2  # lines between the byline and the same name, alone


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    for byline in layout.authors:
        yield _field(document, layout, byline, claim_score(byline.evidence, won=True))
        yield from _again(document, layout, byline)
    for byline in layout.signed:
        if byline not in layout.authors:
            yield _field(document, layout, byline, claim_score(byline.evidence, won=False))


def _field(document: Document, layout: Layout, byline: Byline, score: float) -> Finding:
    line = document.lines[byline.index]
    start, end = byline.start, byline.end
    if byline.index not in layout.dates:
        start, end = 0, len(line.text)
    elif byline.start < layout.dates[byline.index][0].start:
        start = 0
    first = line.start + line.lead
    verdict = Verdict("field", "authors", "\n".join(byline.names.names), score)
    return Finding("META206", first + start, first + end, "byline", "unsafe", verdict)


def _again(document: Document, layout: Layout, byline: Byline) -> Iterator[Finding]:
    """Lines beside the byline that are the same name again, or the label above it."""
    place = layout.text.index(byline.index)
    names = {name.casefold() for name in byline.names.names}
    for index in layout.text[max(0, place - AGAIN) : place + AGAIN + 1]:
        line = document.lines[index]
        if index not in (byline.index, layout.title) and line.key in names:
            yield drop(line, "META206", "the author again", 0.7)
    if byline.features[0] == "by above" and place:
        yield drop(document.lines[layout.text[place - 1]], "META206", "label of the byline", 0.7)


RULE = Rule("META206", "byline", "note", __doc__, check)
