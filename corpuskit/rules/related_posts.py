"""Headers of related posts, and the list below one.

## Why

The header of a list of other articles leads away from this one, and so do the headlines below it. They go where they
are bullets, or where no paragraph follows: in the midst of an article a short line may be its next heading.

```text before
Prices rose for the third month in a row, the central bank said on Friday in its report.
Related posts
Rents fall in the old town
Why steel is so dear
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text keep
The two related stories of their grandmother.
Related
Rents fall in the old town
```
"""

from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding
from corpuskit.rules.layout import BULLET, Layout
from corpuskit.rules.rule import KNOWN, Rule, drop

MAX_WORDS = 20  # of a headline in the list


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    headers, links = (frozenset(layout.page.labelled.get(name, ())) for name in ("related-posts", "read-more"))
    last = max(layout.page.prose, default=-1)
    listed = False
    for index, line in enumerate(document.lines):
        if index in headers:
            yield drop(line, "BP106", "headers of related posts", KNOWN)
            listed = True
        elif index in links and line.text.endswith((":", "：")):
            listed = True
        elif line.blank or not listed:
            continue
        elif (
            line.ends_sentence or layout.page.sizes[index] > MAX_WORDS or not (index > last or BULLET.match(line.text))
        ):
            listed = False
        elif index not in layout.noise:
            yield drop(line, "BP106", "a headline below such a header", 0.8)


RULE = Rule("BP106", "related-posts", "note", __doc__, check)
