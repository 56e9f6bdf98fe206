"""A page that is no article: a list of links, a menu, a home page.

## Why

A scraper that follows every link brings them home. Most of their lines are labels of a few words, nowhere do sentences
follow each other for long, and some of the labels are known from menus, or the lines are many and written like titles.
An article with its page's menu around it has a stretch of prose; a short article without a menu has few labels. Poems,
recipes, chronicles, tables and lists of things have short lines, too, but no labels of menus.

```text flag
News
Sport
Business
Culture
Travel
Weather
Newsletters
My account
Log in
```

```text keep
Prices rise for a third month
Prices rose for the third month in a row, the central bank said on Friday in its report.
They will rise again in the spring, the governor of the bank told members of the council.
```
"""

from collections.abc import Iterator, Sequence

from corpuskit.findings import Finding
from corpuskit.rules.page import Page
from corpuskit.rules.phrasebook import LABELS, NOISE
from corpuskit.rules.reading import Reading, flag, quality_rule

LABEL_WORDS = 6  # of the longest label
PROSE = 0.5  # of the words are prose: with more it is an article with its menu
GAP = 2  # lines between paragraphs that do not end a stretch: headings, teasers
MIN_LINES = 5  # with fewer lines there is no telling
KNOWN = 0.1  # of the lines are known from menus
MANY = 30  # lines of a list of which none needs to be, where few words are written small
SMALL = 0.7  # of the words
VERSE = 0.1  # of the lines begin small
DIGITS = "0123456789"


def judge(reading: Reading) -> Iterator[Finding]:
    page = reading.page
    lines = [i for i, line in enumerate(page.lines) if line.words]
    if lines and not reading.text:
        yield flag("QUA104", 0, 0, "nothing but boilerplate and labels")
    if len(lines) < MIN_LINES or not reading.text:
        return
    words = sum([page.sizes[i] for i in lines])
    labels = sum([page.sizes[i] <= LABEL_WORDS and not page.lines[i].ends_sentence for i in lines])
    prose = sum([page.sizes[i] for i in page.prose])
    listed = labels >= reading.thresholds.labels * len(lines) and prose < PROSE * words
    if listed and stretch(page) < reading.thresholds.prose_stretch and _of_links(page, lines):
        yield flag("QUA104", 0, len(reading.text), "a list of labels or links, not an article")


def _of_links(page: Page, lines: Sequence[int]) -> bool:
    """Whether short lines are links: some are known from menus, or they are many and written like titles."""
    found = (i for name in (*NOISE, *LABELS) for i in page.labelled.get(name, ()))
    if sum(page.lines[i].text[0] not in DIGITS for i in found) >= KNOWN * len(lines):
        return True
    if len(lines) < MANY or sum(page.lines[i].text[0].islower() for i in lines) > VERSE * len(lines):
        return False
    words = [word for i in lines for word in page.lines[i].words]
    return sum(word[0].islower() for word in words) < SMALL * len(words)


def stretch(page: Page) -> int:
    """The words of the longest run of prose."""
    best = run = 0
    missed = GAP + 1
    for index in page.text:
        if index not in page.prose:
            missed += 1
            continue
        run = page.sizes[index] + (run if missed <= GAP else 0)
        missed = 0
        best = max(best, run)
    return best


RULE = quality_rule("QUA104", "non-article", "warning", __doc__, judge)
