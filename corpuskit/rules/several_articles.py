"""A page that holds more than one article.

## Why

Pages that load the next story below the first, blogs that print their last entries whole, and stories set into another
give a file two articles. Flagged is a second head in the midst of prose: a line that reads like a title beside a date or
a byline of its own, as the first article has them, with paragraphs of comparable mass below it which say its words and
above it none that do. Teasers are short, comments have no title, what a live blog reports has no head. Nothing is cut:
which of the two was meant, and whether the second is no part of the first, a person must say.

```text flag
Prices rise for a third month
By Jane Roe
Prices rose for the third month in a row, the central bank said on Friday in its report.
They will rise again in the spring, the governor of the bank told members of the council.
The council wants to wait for the figures of the winter before it decides on the rates.
Tenants pay most of it, the bank found, and the owners of houses have paid little for many years.
The government, which froze the rents a year ago, did not want to say on Friday what it thinks.
Nobody knows when they will fall again, or whether the bread that people buy will ever be as cheap as it was.
Read more
Old ferry sold to an island in the north
By John Smith
The old ferry that crossed the sound for sixty years was sold on Monday to an island in the north.
It will carry sheep, hay and the post from October on, when storms begin and small boats stay ashore.
Its captain, who steered it since he was a young man, will go along for the first winter.
He said that an engine as old as this one must be listened to, day and night, and that few can.
The harbour office has written to all who might, and two of them came to look at the ship last week.
The new bridge is finished, and the toll for lorries begins in June, if the painters are done with it by then.
People on both shores will miss the ferry, they say, but they will not miss the hours that it took to wait for it.
```

```text keep
Prices rise for a third month
By Jane Roe
Prices rose for the third month in a row, the central bank said on Friday in its report.
They will rise again in the spring, the governor of the bank told members of the council.
The council wants to wait for the figures of the winter before it decides on the rates.
Tenants pay most of it, the bank found, and the owners of houses have paid little for many years.
The government, which froze the rents a year ago, did not want to say on Friday what it thinks.
Nobody knows when they will fall again, or whether the bread that people buy will ever be as cheap as it was.
Old ferry sold to an island in the north
By John Smith
Prices of bread rose most of all, said the bank, which asks its bakers once a week what they take.
```
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from corpuskit.document import Line
from corpuskit.findings import Finding
from corpuskit.rules.credits import credited
from corpuskit.rules.dateline import CLIP, rest_words
from corpuskit.rules.layout import BULLET, Layout
from corpuskit.rules.reading import Reading, flag, quality_rule
from corpuskit.rules.wrapping import UNSPACED

FIRST = 100  # words of prose above the second head
SECOND = 120  # words of prose below it, and
PART = 0.25  # as many of those above
PARAGRAPHS = 2  # that they are in
SAID_EARLY = 2  # paragraphs, before the last of which the first article has its title and a date or byline
BYLINE = 8  # words of a line that is a byline
MAX_REST = 3  # other words on the line of a date
BESIDE = 2  # lines with words between a date and a byline of one head
REACH = 4  # lines with words above a date or byline where its title stands
BELOW = 2  # the same below
GAP = 8  # lines with words between the head and its first paragraph
TITLE = range(3, 26)  # words of a title
STEMS = 4  # different words of a title that say what it is about
STEM = 6  # letters of a word that survive inflection
MIN_WORD = 4  # letters of a word that says something
LEAD = 3  # paragraphs that say the words of their title
OWN = 0.4  # of the words of a title are in its article, and
MORE = 0.2  # fewer in the one above
MANY = 20  # heads that are looked at
CROWD = 60  # words of prose for each date or byline: with fewer it is a list, or comments


def judge(reading: Reading) -> Iterator[Finding]:
    layout = reading.layout
    if len(layout.dates) + len(layout.by) < 2:
        return
    first = next(second_heads(layout), None)
    if first is not None:
        at = reading.text.find(layout.page.lines[first].text)
        yield flag("QUA109", max(0, at), len(reading.text) if at >= 0 else 0, "the page holds another article")


def second_heads(layout: Layout) -> Iterator[int]:
    """The first paragraphs of articles behind the first."""
    page, text = layout.page, layout.text
    prose = [bisect_left(text, i) for i in sorted(page.prose)]
    heads = _heads(layout)
    if len(prose) < SAID_EARLY + PARAGRAPHS or len(heads) < 2 or layout.title is None:
        return
    if max(heads[0][0], bisect_left(text, layout.title)) >= prose[SAID_EARLY - 1]:
        return
    mass = sum([page.sizes[i] for i in page.prose])
    if mass < FIRST + SECOND or CROWD * sum([len(head) for head in heads]) > mass:
        return
    for number, head in enumerate(heads[:MANY]):
        following = heads[number + 1][0] if number + 1 < len(heads) else len(text)
        above, below = prose[: bisect_left(prose, head[0])], prose[bisect_left(prose, head[0]) :]
        below = below[: bisect_left(below, following)]
        before, behind = (sum([page.sizes[text[p]] for p in places]) for places in (above, below))
        if len(below) < PARAGRAPHS or before < FIRST or behind < max(SECOND, PART * before):
            continue
        if below[0] - head[-1] <= GAP and _titled(layout, head, prose, below[0]):
            yield text[below[0]]


def _heads(layout: Layout) -> list[list[int]]:
    """The places in `text` of dates and bylines, those of one head together."""
    page, text = layout.page, layout.text
    heads: list[list[int]] = []
    signed: set[str] = set()
    for index in sorted({*layout.dates, *layout.by} - page.prose):
        line = page.lines[index]
        if line.text[0] in "—–-" or "@" in line.text or line.ends_sentence or CLIP.search(line.text) or credited(line):
            continue
        dates = layout.dates.get(index, [])
        dated = any(d.has_day for d in dates) and rest_words(line.text, dates) <= MAX_REST
        if not dated and (index not in layout.by or page.sizes[index] > BYLINE):
            continue
        if index in layout.by and line.key in signed:
            continue
        signed.add(line.key)
        place = bisect_left(text, index)
        if heads and place - heads[-1][-1] <= BESIDE:
            heads[-1].append(place)
        else:
            heads.append([place])
    return heads


def _titled(layout: Layout, head: Sequence[int], prose: Sequence[int], first: int) -> bool:
    """Whether a line beside a head is the title of what stands below and of nothing above."""
    lines, text = layout.page.lines, layout.text
    for place in (*range(max(0, head[0] - REACH), head[0]), *range(head[-1] + 1, head[-1] + 1 + BELOW)):
        if place >= first or not _like_title(layout, place):
            continue
        stems = _stems(lines[text[place]])
        if len(stems) < STEMS:
            continue
        at = bisect_left(prose, place)
        below, above = (" ".join([lines[text[p]].key for p in part]) for part in (prose[at : at + LEAD], prose[:at]))
        said, known = (sum(stem in part for stem in stems) / len(stems) for part in (below, above))
        if said >= OWN and said - known >= MORE:
            return True
    return False


def _like_title(layout: Layout, place: int) -> bool:
    """Whether a line may be a title for its looks."""
    index = layout.text[place]
    line = layout.page.lines[index]
    return (
        layout.page.sizes[index] in TITLE
        and index not in layout.page.prose
        and index not in layout.dates
        and index not in layout.by
        and line.text[-1] not in ".:,。;"
        and not BULLET.match(line.text)
    )


def _stems(line: Line) -> set[str]:
    """The beginnings of the words of a line that say something; pairs of letters where no spaces are written."""
    if UNSPACED.search(line.text):
        return {line.key[at : at + 2] for at in range(len(line.key) - 1)}
    return {word[:STEM].casefold() for word in line.words if len(word) >= MIN_WORD}


RULE = quality_rule("QUA109", "several-articles", "warning", __doc__, judge)
