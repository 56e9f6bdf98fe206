"""Keywords, where a tag line says them.

## Why

"Tags: rents, prices" behind an article is no sentence of it. A line that begins with such a label and goes on with
short words, and the short lines under a label that stands alone, are its keywords.

```text before
Prices rose for the third month in a row, the central bank said on Friday in its report.
Tags: central bank, prices, #rents
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text keep
Prices rose for the third month in a row, the central bank said on Friday in its report.
Topics: the governor said that he would talk about the prices of food, and about the rents in the capital.
```
"""

import re
from collections.abc import Iterator

from corpuskit.document import Document, Line, fold
from corpuskit.findings import Finding
from corpuskit.rules.layout import Layout
from corpuskit.rules.page import BULLET
from corpuskit.rules.rule import Rule, drop, field, phrases

LABEL_LENGTH = 30  # code points of the longest label
WORDS = 5  # of the longest keyword
MOST = 30  # keywords on a line
LISTED = 12  # lines below a label
COUNTED = 2  # keywords in a list without a mark between them
_MARKS = frozenset(":：#")
_BETWEEN = re.compile(r"(?:(?<!\s)\s+)?[,;|•·、，،/]\s*|(?<!\s)\s+(?=#)")
_LABEL = re.compile(r"([^:：#]{2,30})(?:\s?[:：]\s*|\s+(?=#))(\S.*)")
_COUNT = re.compile(r"\s?\(?(?<!\d)\d+\)?$")


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    listed, tags = False, phrases("tag-line")
    for index, line in enumerate(document.lines):
        if not line.words:
            continue
        text = line.text
        marked = ":" in text or "：" in text or "#" in text
        if not marked and line.key not in tags:
            continue
        match = _LABEL.match(text) if marked and not _MARKS.isdisjoint(text[: LABEL_LENGTH + 1]) else None
        if match and fold(match[1]) in tags:
            said = keywords(match[2])
            if said:
                yield field(line, "META209", ("keywords", "\n".join(said)), "tag line", 1.0)
        elif not listed and index > layout.lead and line.key in tags:
            listed = True
            yield from _listed(line, _below(document, layout, index))


def _below(document: Document, layout: Layout, index: int) -> list[Line]:
    """The lines below a label, up to the first that is boilerplate or prose."""
    below: list[Line] = []
    for number in range(index + 1, min(len(document.lines), index + 1 + 2 * LISTED)):
        line = document.lines[number]
        if number in layout.noise or number in layout.page.prose or len(below) == LISTED:
            break
        if line.words:
            below.append(line)
    return below


def _listed(label: Line, below: list[Line]) -> Iterator[Finding]:
    """The keywords on the lines below a label that stands alone: one list, or one a line."""
    found = keywords(below[0].text) if below else []
    taken = below[:1]
    if len(found) < COUNTED:
        taken, found = [], []
        for line in below:
            said = keywords(_COUNT.sub("", BULLET.sub("", line.text, count=1)))
            if len(said) != 1 or line.ends_sentence or line.number > (taken or [label])[-1].number + 2:
                break
            taken.append(line)
            found += said
    if len(found) >= COUNTED:
        yield drop(label, "META209", "label of the tag line", 1.0)
        for line in taken:
            said = keywords(_COUNT.sub("", BULLET.sub("", line.text, count=1)))
            yield field(line, "META209", ("keywords", "\n".join(said)), "listed keyword", 1.0)


def keywords(text: str) -> list[str]:
    """The keywords in a list; none where a part of it is too long to be one."""
    parts = [part.strip(" #.") for part in _BETWEEN.split(text.strip())]
    parts = list(dict.fromkeys([part for part in parts if part]))
    if not parts or len(parts) > MOST or any(len(part.split()) > WORDS or len(part) > 40 for part in parts):
        return []
    return parts


RULE = Rule("META209", "keywords", "note", __doc__, check)
