"""A line that looks like boilerplate where it stands.

## Why

No list of phrases holds all menus, teasers, footers and comment sections of the world. This rule judges a line by what
it is like, by the lines around it and by its place beside the main run of prose, without looking at its language: a sum
of small tables, fitted to public labelled pages. How sure it must be is set by the `profile`; with `keep` it is not
asked. Where a file shows no evidence of navigation it is silent, and where little would be left the text stays and
carries the warning QUA108.

```text before
World
Business
Sport
Science
Travel
Culture
Prices rise for a third month
Prices rose for the third month in a row, the central bank said on Friday in its report.
They will rise again in the spring, the governor of the bank told members of the council.
The council wants to wait for the figures of the winter before it decides on the rates.
Harbour
Ten Photos of the Winter
Theatre
A Village Without a Road
Science
Who Pays for the Bridge?
Weather
Puzzles
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
They will rise again in the spring, the governor of the bank told members of the council.
The council wants to wait for the figures of the winter before it decides on the rates.
```

```text keep
Prices rise for a third month
Prices rose for the third month in a row, the central bank said on Friday in its report.
What comes next
They will rise again in the spring, the governor of the bank told members of the council.
The council wants to wait for the figures of the winter before it decides on the rates.
```
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from corpuskit.document import Document, Line
from corpuskit.findings import Finding, Verdict
from corpuskit.rules import kept_whole
from corpuskit.rules.layout import Layout
from corpuskit.rules.line_bins import NONE, WIDTH, Column
from corpuskit.rules.line_scores import shipped
from corpuskit.rules.line_traits import traits
from corpuskit.rules.page import PROSE_WORDS
from corpuskit.rules.rule import Rule, inner

SUREST = 0.99
EVIDENCE = 8  # lines that are certainly boilerplate, as a page with its navigation has: with fewer the model is silent
CERTAIN = -200  # the score of such a line
EDGE = 2  # lines of boilerplate above and below all that stays, without which the model is silent
MAX_LINES = 10_000  # of a page: a longer file is none, and the time to judge it would be felt
SHORT = 10  # words of a line that may be a label
MOST = {"standard": 0.5, "strict": 1.0}  # of the words between the first and the last line that stays may go
ONE_SIDED = 0.8  # of all words may go where boilerplate stands only above or only below the article, as in a list
LEFT = 25  # words of article that a page must be left with
CLAIMED = 0.45  # the score from which the claim of another rule stands
REASONS = 3  # said of a line
UNLIKE = "unlike the article around it"


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    return judge(document, layout, (), "standard")


def judge(document: Document, layout: Layout, found: Sequence[Finding], profile: str) -> Iterator[Finding]:
    """What the model drops of the lines that no other rule has `found` to be more than a paragraph or a heading."""
    if len(document.lines) > MAX_LINES or not _has_labels(document, layout):
        return
    model = shipped()
    seen = traits(layout)
    scores = model.scores(seen.columns)
    limit = model.thresholds[profile]
    low = [place for place, value in enumerate(scores) if value < limit]
    head, tail = _edges(scores, limit)
    certain = sum([value <= CERTAIN for value in scores])
    if head + tail < EDGE or certain < EVIDENCE:
        return
    gone = sum([seen.sizes[place] for place in low])
    inside = sum(seen.sizes[head : len(scores) - tail])
    cut = gone - sum(seen.sizes[:head]) - sum(seen.sizes[len(scores) - tail :])
    listed = 2 * certain < len(low) and cut > inside * MOST[profile]
    one_sided = not (head and tail) and gone > sum(seen.sizes) * ONE_SIDED
    if sum(seen.sizes) - gone < LEFT or listed or one_sided:
        yield Finding(kept_whole.RULE.code, 0, len(document.text), kept_whole.MESSAGE)
        return
    verdicts = [(f.start, f.end, f.fix) for f in found if isinstance(f.fix, Verdict)]
    taken = sorted({(start, end) for start, end, v in verdicts if v.score >= CLAIMED and v.kind != "join"})
    torn = _torn(
        document, {seen.indexes[place] for place in low}, {start for start, _, v in verdicts if v.kind == "join"}
    )
    for place in low:
        line = document.lines[seen.indexes[place]]
        if seen.indexes[place] in torn:
            continue
        odds = 1 / (1 + math.exp(max(-30.0, min(30.0, scores[place] / 100))))
        message = reasons(place, seen.columns)
        for start, end in _free(line, taken):
            yield Finding("BP201", start, end, message, "unsafe", Verdict("drop", score=min(SUREST, round(odds, 2))))


def _has_labels(document: Document, layout: Layout) -> bool:
    """Whether a page has short lines that are no sentences: without them there is nothing to judge."""
    sizes = layout.page.sizes
    labels = (1 for line in document.lines if line.text and not line.ends_sentence and sizes[line.number - 1] < SHORT)
    return sum(islice(labels, EVIDENCE)) == EVIDENCE


def _edges(scores: Sequence[int], limit: int) -> tuple[int, int]:
    """How many lines stand before the first that is not low, and behind the last."""
    n = len(scores)
    head = next((place for place, value in enumerate(scores) if value >= limit), n)
    tail = next((place for place, value in enumerate(reversed(scores)) if value >= limit), n)
    return head, min(tail, n - head)


def _torn(document: Document, low: set[int], joined: set[int]) -> set[int]:
    """The lines of broken sentences that are prose or not `low` as a whole; `joined` is where lines start that go on."""
    torn: set[int] = set()
    sentence: list[int] = []
    for index, line in enumerate(document.lines):
        if line.blank:
            continue
        if inner(line)[0] not in joined:
            sentence = []
        sentence.append(index)
        prose = line.ends_sentence and sum(len(document.lines[i].words) for i in sentence) >= PROSE_WORDS
        if len(sentence) > 1 and (prose or not low.issuperset(sentence)):
            torn.update(sentence)
    return torn


def _free(line: Line, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The parts of a line that nothing has taken."""
    at = line.start
    for start, end in taken[max(0, bisect_left(taken, (line.start, 0)) - 1) :]:
        if start >= line.end:
            break
        if start > at:
            yield at, start
        at = max(at, end)
    if at < line.end:
        yield at, line.end


SAID: tuple[tuple[str, range, str], ...] = (
    ("label", range(1, WIDTH), "a known label"),
    ("size", range(5), "short"),
    ("length", range(4), "short"),
    ("ends", range(1), "no sentence end"),
    ("repeated", range(1, 4), "repeated on the page"),
    ("part", range(1, 3), "below a heading of comments"),
    ("part", range(3, 5), "below a heading of other articles"),
    ("near", range(5), "between short lines"),
    ("beyond", range(12, NONE), "behind the main text"),
    ("beyond", range(8), "before the main text"),
    ("label since", range(2), "below a known label"),
    ("cue", range(1, 7), "words of known labels"),
    ("cues", range(2, 7), "among known labels"),
    ("shared", range(1), "words the article does not use"),
    ("wide", range(5), "among short lines"),
    ("stretch share", range(4), "in a small part of the prose"),
    ("dated prose", range(4, 8), "on a page of dated parts"),
    ("capitals", range(3, 6), "capitals"),
    ("prose near", range(3), "little prose near"),
    ("tallest", range(8), "little prose near"),
)
"""What is said of a line whose trait has one of some values, the plainest first."""


@cache
def _words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each trait of SAID what is said of each of its values, or nothing."""
    return tuple([(name, tuple([words if v in values else "" for v in range(WIDTH)])) for name, values, words in SAID])


def reasons(place: int, columns: Mapping[str, Column]) -> str:
    """What of a line is like boilerplate, in words."""
    said: list[str] = []
    for name, words in _words():
        word = words[columns[name][place]]
        if word and word not in said:
            said.append(word)
            if len(said) == REASONS:
                break
    return ", ".join(said) or UNLIKE


RULE = Rule("BP201", "line-model", "note", __doc__, check)
