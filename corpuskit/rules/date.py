"""The date of publication.

## Why

A date in prose or in a caption is the date of something else, but for the sentence at the foot of a post that says when
it appeared. Dates are read by strict patterns in eighty languages and
scored: by their label ("published", "veröffentlicht am"), by what else stands on the line, by their distance from the
title, by the time beside them. The best is taken if it is likelier than that there is none; published goes before
updated. What is written is kept (month, day, minute, zone) and nothing else: a relative date is no date, and 3/4/2020
is read only where the language or another date on the page shows the order.

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

from collections.abc import Iterator

from corpuskit.document import Document, Line
from corpuskit.findings import Finding, Verdict
from corpuskit.rules.dateline import Dated, rest_words
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule, drop
from corpuskit.rules.scoring import claim_score

MAX_REST = 8  # other words of a line that goes with its date: labels, a reading time, a place
AGAIN = 3  # lines between the date and the same date, or that of the update


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    for rank, dated in enumerate(layout.dated):
        won = rank == 0 and layout.date is not None
        line = document.lines[dated.index]
        start, end = span(line, dated, layout)
        score = claim_score(dated.evidence, won=won)
        verdict = Verdict("field", "date_published", dated.date.iso, score)
        yield Finding(
            "META205", line.start + line.lead + start, line.start + line.lead + end, "date", "unsafe", verdict
        )
    if layout.date is not None:
        yield from _beside(document, layout, layout.date)


def span(line: Line, dated: Dated, layout: Layout) -> tuple[int, int]:
    """The part of the line's text that goes with the date: all of it but prose and a byline."""
    dates = layout.dates[dated.index]
    if dated.index in layout.page.prose:
        return 0, len(line.text) if "posted" in dated.features else dated.date.end
    if rest_words(line.text, dates) > MAX_REST:
        return dated.date.start, dated.date.end
    start, end = 0, len(line.text)
    for byline in layout.authors:
        if byline.index == dated.index and byline.start < dated.date.start:
            start = byline.end
        elif byline.index == dated.index:
            end = byline.start
    return start, end


def _beside(document: Document, layout: Layout, best: Dated) -> Iterator[Finding]:
    """Lines around the date that only say it again, label it, or tell of the update."""
    place = layout.text.index(best.index)
    for index in layout.text[max(0, place - AGAIN) : place + AGAIN + 1]:
        line = document.lines[index]
        if index == best.index or index in layout.page.prose or index == layout.title:
            continue
        dates = layout.dates.get(index)
        if dates and rest_words(line.text, dates) == 0:
            yield drop(line, "META205", "the date again, or that of the update", 0.7)
        elif index == layout.text[place - 1] and place and best.features[0].endswith("above"):
            yield drop(line, "META205", "label of the date", 0.7)


RULE = Rule("META205", "date", "note", __doc__, check)
