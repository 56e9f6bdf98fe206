"""Sentences broken at a link or by hard wrapping.

## Why

A scraper that puts every link on a line of its own breaks the sentence before it; old texts are wrapped at a width. A
line is joined to the one above when that stops in mid-sentence: it ends in a word no sentence ends in (a preposition,
an article, "said"), in a comma, or in an open bracket, or the line goes on in small letters. In a file whose lines are
filled to one width, lines that had no room for the next word go on below. A word parted by a hyphen becomes one again.
Headings and list items stay apart, and so does what a blank line parts, unless it goes on in small letters, the line
behind a link begins with a comma, or blank lines part all lines of the file.

```text before
Prices rose for the third month in a row, the central bank said on Friday. According to
The Example Times, they will rise again in the spring.
```

```text after
Prices rose for the third month in a row, the central bank said on Friday. According to The Example Times, they will rise again in the spring.
```

```text keep
Mixed reactions from Europe
While some hailed the report, others did not.
```
"""

from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding, Verdict
from corpuskit.rules.joining import glued, joins
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule, inner


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    for above, below, why in joins(document, layout):
        if why == "hyphen":
            end = inner(above)[1]
            yield Finding("STR201", end - 1, end, "hyphen of a parted word", "unsafe", Verdict("drop", score=0.9))
        verdict = Verdict("join", value="glued" if why == "hyphen" or glued(above, below) else "", score=0.5)
        yield Finding("STR201", *inner(below), f"the line above is broken: {why}", "unsafe", verdict)


RULE = Rule("STR201", "broken-line", "note", __doc__, check)
