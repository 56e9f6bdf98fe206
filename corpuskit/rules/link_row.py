"""A row of links, a trail of sections, the numbers of other pages, or the marks that parted or closed them.

## Why

Where signs part short words and one of these is a label of menus, a scraper has read a row of links; where a trail
begins with such a label, it leads to the page that one is on. Numbers that rise and end in "next" are other pages. The
shape says so and not the words, which is why the profile `keep` leaves them.

```text before
Home » Harbours » Ferries of the North
Prices rose for the third month in a row, the central bank said on Friday in its report.
Login | Harbour Webcams | Our Lighthouses
« 1 2 3 … 17 »
×
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text keep
* * *
Wool | linen | hemp
Sound quality • Comfort • Battery life
1 2 3
Rovers 2 | 1 United
Home » he wrote on the door.
```
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from corpuskit.document import Document, fold
from corpuskit.findings import Finding
from corpuskit.rules.layout import Layout
from corpuskit.rules.phrasebook import Book, ours
from corpuskit.rules.rule import Rule, drop

SHAPE = 0.8  # the evidence of a shape
LONGEST = 300  # code points of a line that is read as links
PARTS = 3  # links that make a row
NUMBERS = 3  # pages that make a row
WORDS = 4  # of the longest link, and
LENGTH = 30  # its code points
END = 100  # code points of the last part of a trail, which may be the title of the page
MARKS = frozenset("|│›»‹«×✕✖☰▲▼↑↓ ")
MARKS_LENGTH = 5  # code points of a line of them
_PARTED = re.compile(r"[|•・»›▸]|\s[·/>]\s")
_SIGN = re.compile(r"\s*[|•・»›▸]\s*|\s+[·/>]\s+")
_LEADS = re.compile(r"[»›▸]|\s[/>]\s")
_CODE = re.compile(r"[{}\[\]=;<]|-->")
_ARROWS = frozenset(["«", "»", "‹", "›", "<", ">", "<<", ">>", "…", "...", "..", "→", "←"])


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    known = ours()
    for line in document.lines:
        text, words = line.text, line.words
        if not words and text and len(text) <= MARKS_LENGTH and MARKS.issuperset(text):
            yield drop(line, "BP131", "marks of a menu", SHAPE)
        if line.ends_sentence or len(words) < PARTS or len(text) > LONGEST:
            continue
        if words[1].isdecimal() and (words[0].isdecimal() or words[2].isdecimal()) and is_pages(text, known):
            yield drop(line, "BP131", "numbers of other pages", SHAPE)
        elif _PARTED.search(text) and not _CODE.search(text) and is_row(text, known):
            yield drop(line, "BP131", "links in a row", SHAPE)


def is_row(text: str, known: Book) -> bool:
    """Whether signs part a line into links, one of which is a known label; a trail that begins with one ends as it likes."""
    parts = [part for part in _SIGN.split(text) if part]
    if len(parts) < PARTS:
        return False
    said = [bool(known.find(fold(part))) for part in parts]
    links = parts[:-1] if said[0] and _LEADS.search(text) and len(parts[-1]) <= END else parts
    return any(said) and all(_is_link(part) for part in links)


def _is_link(part: str) -> bool:
    return len(part) <= LENGTH and len(part.split()) <= WORDS and any(map(str.isalpha, part))


def is_pages(text: str, known: Book) -> bool:
    """Whether a line is numbers that rise, and arrows or a known label beside them."""
    numbers: list[int] = []
    words: list[str] = []
    arrows = 0
    for token in text.split():
        if token.isdecimal() and len(token) < 5:
            numbers.append(int(token))
        elif token in _ARROWS:
            arrows += 1
        else:
            words.append(token)
    rising = len(numbers) >= NUMBERS and all(a < b for a, b in pairwise(numbers))
    if not rising or not words:
        return rising and arrows > 0
    labels = [fold(word) for word in words]
    return all(labels) and all(known.find(label) or known.find(f"0 {label}") for label in labels)


RULE = Rule("BP131", "link-row", "note", __doc__, check)
