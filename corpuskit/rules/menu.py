"""Menus: labels in a row, one below the other or side by side.

## Why

"Sport" alone may be a heading, "About" the beginning of one. Where four such labels follow one another, a scraper has read
the site's menu or its footer.

```text before
Home
News
Sport
Contact
Prices rose for the third month in a row, the central bank said on Friday in its report.
Home | News | Sport | Contact
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text keep
Sport
Prices rose for the third month in a row, the central bank said on Friday in its report.
News, sport and weather follow at six.
Sport | Culture
```
"""

import re
from collections.abc import Iterator, Sequence

from corpuskit.document import Document, Line
from corpuskit.findings import Finding
from corpuskit.rules.layout import Layout
from corpuskit.rules.phrasebook import LABELS, NOISE, Book, numberless, ours, unspaced
from corpuskit.rules.rule import NAMED, Rule, drop

NEAR = 5  # lines on either side that keep a label company
COMPANY = 4  # of these lines and the label itself that are labels or boilerplate; numbers are no company
SIDE_BY_SIDE = 6  # labels that make a line a menu; one that is boilerplate even alone counts double
GLUED = 4  # the same where no spaces are written
PARTED = 3  # the same where signs part them
LONGEST = 300  # code points of a line that is read as labels
WORDS = 4  # of the longest label
LETTERS = 6  # the same where no spaces are written
DIGITS = "0123456789"
_SIGN = re.compile(r"[|·•・>/»›∙]")


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    for index in stacked(layout):
        yield drop(document.lines[index], "BP118", "menu", NAMED)
    known = ours()
    for line in document.lines:
        if (
            not line.words
            or line.ends_sentence
            or len(line.key) > LONGEST
            or (len(line.words) < PARTED and line.text.isascii())
        ):
            continue
        if in_row(line, known):
            yield drop(line, "BP118", "menu", NAMED)


def stacked(layout: Layout) -> list[int]:
    """The labels that stand among others, one below the other."""
    labelled = layout.page.labelled
    labels = {i for name in LABELS for i in labelled.get(name, ()) if i != layout.section}
    if len(labels) < 2:
        return []
    known = labels | {i for name in NOISE for i in labelled.get(name, ())}
    filled = [i for i, line in enumerate(layout.page.lines) if not line.blank]
    marks = [i in known and layout.page.lines[i].text[0] not in DIGITS for i in filled]
    return [i for at, i in enumerate(filled) if i in labels and _company(marks, at) >= COMPANY]


def _company(marks: Sequence[bool], at: int) -> int:
    return sum(marks[max(0, at - NEAR) : at + NEAR + 1])


def in_row(line: Line, known: Book) -> bool:
    """Whether a line is nothing but labels side by side."""
    key = line.key
    parted = "|" in key or "/" in key or ">" in key or (not key.isascii() and bool(_SIGN.search(key)))
    least = PARTED if parted else SIDE_BY_SIDE
    if 2 * len(line.words) < least and key.isascii():
        return False
    key = _SIGN.sub(" ", key) if parted else key
    first = key.split(None, WORDS)[:WORDS]
    if "".join(first).isalpha() and not unspaced(first[0]) and not _longest(first, known):
        return False
    tokens = [token for token in numberless(key).split() if token.strip("-–—,")]
    found = at = 0
    while at < len(tokens):
        token = tokens[at]
        size = _longest(tokens[at : at + WORDS], known)
        if not size and not unspaced(token):
            return False
        found += _weight(" ".join(tokens[at : at + size]), known) if size else _glued(token, known)
        least = min(least, GLUED) if unspaced(token) else least
        at += size or 1
    return found >= least


def _longest(tokens: Sequence[str], known: Book) -> int:
    """How many of the first tokens are the longest label."""
    longest, label = 0, ""
    for size, token in enumerate(tokens, 1):
        label = f"{label} {token}" if label else token
        if label in known.exact:
            longest = size
    return longest


def _glued(token: str, known: Book) -> int:
    """How many labels a token is made of, where no spaces are written; too few for anything if not of labels alone."""
    found = at = 0
    while at < len(token):
        size = next((n for n in range(LETTERS, 1, -1) if token[at : at + n] in known.exact), 0)
        if not size or not unspaced(token[at]):
            return -LONGEST
        found += _weight(token[at : at + size], known)
        at += size
    return found


def _weight(label: str, known: Book) -> int:
    """What a label counts: a number nothing, one that is boilerplate even alone double."""
    return 0 if not any(map(str.isalpha, label)) else 2 if known.exact[label] in NOISE else 1


RULE = Rule("BP118", "menu", "note", __doc__, check)
