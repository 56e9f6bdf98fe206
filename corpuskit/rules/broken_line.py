"""Sentences broken at a link or by hard wrapping.

## Why

A scraper that puts every link on a line of its own breaks the sentence before it; old texts are wrapped at a width. A
line is joined to the one above when that stops in mid-sentence: it ends in a word no sentence ends in (a preposition,
an article, "said"), in a comma, or in an open bracket, or the line goes on in small letters. In a file whose lines are
filled to one width, lines that had no room for the next word go on below. A word parted by a hyphen becomes one again.
Headings and list items stay apart, and so does what a blank line parts, unless it goes on in small letters.

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
from corpuskit.rules.joining import Joiner
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule, inner

GLUED = "glued"  # joined without a space


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    joiner = Joiner.of(document, layout)
    for above, below, why in joiner.joins():
        start, end = inner(below)
        if why == "hyphen":
            yield Finding("STR201", *_hyphen(above), "hyphen of a parted word", "unsafe", Verdict("drop", score=0.9))
        glued = why in ("hyphen", "compound", "no spaces")
        message = f"sentence broken: {why}"
        yield Finding("STR201", start, end, message, "unsafe", Verdict("join", value=GLUED if glued else "", score=0.5))


def _hyphen(line):  # noqa
    end = inner(line)[1]
    return end - 1, end


RULE = Rule("STR201", "broken-line", "note", __doc__, check)
