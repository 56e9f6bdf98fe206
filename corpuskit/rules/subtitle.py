"""The subtitle (dek): what stands directly under the title and sums the article up.

## Why

A dek is no paragraph of the body. It is taken where it directly follows the title (or the title's repetition): one long
line without a sentence end before the prose, or up to three sentences that the byline or the date part from the body.

```text before
Prices rise for a third month
The central bank is set to outline a plan next week that would see rates go up again
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text keep
Prices rose for the third month in a row, the central bank said on Friday in its report.
```
"""

from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding
from corpuskit.rules.layout import BULLET, Layout
from corpuskit.rules.reading import sentences
from corpuskit.rules.rule import Rule, field

WORDS = range(8, 51)
SENTENCES = 3  # of the longest: more are a paragraph
APART_WORDS = 12  # of such a line that a blank line parts from the title: a shorter one may be a heading
LENGTH = 400  # code points
BETWEEN = 4  # lines with words between the dek and the body: byline, role, date, a label


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    above = layout.repeats[-1] if layout.repeats else layout.title
    if above is None:
        return
    place = layout.text.index(above) + 1
    if place >= len(layout.text):
        return
    index = layout.text[place]
    line = document.lines[index]
    taken = {byline.index for byline in layout.authors} | ({layout.date.index} if layout.date else set())
    if (
        index in taken
        or layout.page.sizes[index] not in WORDS
        or index in layout.page.credits
        or len(line.text) > LENGTH
        or BULLET.match(line.text)
    ):
        return
    below = layout.text[place + 1 : place + 2 + BETWEEN]
    if line.ends_sentence:
        before = next((at for at, i in enumerate(below) if i in layout.page.prose), len(below))
        if taken.isdisjoint(below[:before]) or before == len(below) or sum(1 for _ in sentences(line.text)) > SENTENCES:
            return
    elif layout.page.width or (index > above + 1 and layout.page.sizes[index] < APART_WORDS):
        return
    yield field(line, "META202", ("subtitle", line.text), "subtitle under the title", 0.7)


RULE = Rule("META202", "subtitle", "note", __doc__, check)
