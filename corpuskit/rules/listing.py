"""What comes back in a list of teasers: the same label three times, dates of other articles.

## Why

Cards of other articles all end in the same button and carry a date each. A short line without a sentence end that
stands three times on a page goes where boilerplate stands beside it at least twice, and so does a line that is nothing
but a date, where three of them are among lines that are no sentences. Headings that come back above paragraphs stay, and
so do refrains, tables and the years of a chronicle. The shape says so and not the words, which is why the profile `keep`
leaves them.

```text before
Log in
Prices rose for the third month in a row, the central bank said on Friday in its report.
Rents fall in the old town
Harbour notes
Read more
Ferry sold to an island
Harbour notes
Read more
Who pays for the bridge
Harbour notes
Read more
They will rise again in the spring, the governor of the bank told members of the council.
Privacy policy
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
Rents fall in the old town
Ferry sold to an island
Who pays for the bridge
They will rise again in the spring, the governor of the bank told members of the council.
```

```text keep
The ferry comes at seven
Row, brothers, row
The wind is in the north
Row, brothers, row
The harbour light is burning
Row, brothers, row
12 May 1954
The ship sails from Oslo for the first time, with sheep, hay and the post on board.
13 June 1961
A storm takes the mast.
14 July 1970
It is sold.
```
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from corpuskit.document import Document
from corpuskit.findings import Finding
from corpuskit.rules.dateline import WEB, rest_words
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule, drop

EVIDENCE = 3  # different lines that are boilerplate: with fewer the page shows no navigation
OFTEN = 3  # times that a line stands on a page, or dates stand alone
WORDS = 6  # of the longest such line
NEAR = 2  # lines on either side, one of which is boilerplate
TWICE = 2  # places where one is


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    if len({document.lines[i].key for i in layout.noise}) < EVIDENCE:
        return
    filled = [i for i, line in enumerate(document.lines) if not line.blank]
    places = [p for p, i in enumerate(filled) if _quiet(layout, filled, p)]
    for place in (*_dates(layout, filled, places), *_labels(layout, filled, places)):
        yield drop(document.lines[filled[place]], "BP132", "comes back in a list of links", 0.7)


def _quiet(layout: Layout, filled: Sequence[int], place: int) -> bool:
    """Whether a line and the one below it are no sentences."""
    return not any(layout.page.lines[i].ends_sentence or i in layout.page.prose for i in filled[place : place + 2])


def _dates(layout: Layout, filled: Sequence[int], places: Sequence[int]) -> Iterator[int]:
    """Lines that are nothing but a date."""
    alone = []
    for place in places if len(layout.dates) >= OFTEN else ():
        dates = layout.dates.get(filled[place], [])
        if dates and dates[0].year >= WEB and not rest_words(layout.page.lines[filled[place]].text, dates):
            alone.append(place)
    if len(alone) >= OFTEN:
        yield from alone


def _labels(layout: Layout, filled: Sequence[int], places: Sequence[int]) -> Iterator[int]:
    """Short lines that stand often on the page, and beside boilerplate."""
    lines, noise = layout.page.lines, layout.noise
    counts = Counter([lines[i].key for i in layout.text])
    beside: Counter[str] = Counter()
    found = []
    for place in places:
        line = lines[filled[place]]
        if counts[line.key] < OFTEN or len(line.words) > WORDS or not line.text[-1].isalnum() or line.text.isdigit():
            continue
        found.append(place)
        beside[line.key] += not noise.isdisjoint(filled[max(0, place - NEAR) : place + NEAR + 1])
    yield from (p for p in found if beside[lines[filled[p]].key] >= TWICE)


RULE = Rule("BP132", "listing", "note", __doc__, check)
