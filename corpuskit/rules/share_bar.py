"""A line made of nothing but share-button labels, or such labels glued to a paragraph.

## Why

The names of social networks, one after the other, are buttons; scrapers write them without spaces, too, and glue them
to the paragraph above or below. One name alone is not enough evidence, and what is part of a sentence stays.

```text before
Facebook Twitter Email
FacebookTwitterWhatsAppPrices rose for the third month in a row, the central bank said on Friday.
They will rise again, the governor of the bank told members of the council. Share Tweet Email
```

```text after
Prices rose for the third month in a row, the central bank said on Friday.
They will rise again, the governor of the bank told members of the council.
```

```text keep
Facebook and Twitter were fined.
Telegram
Facebook Twitter Instagram are three of the companies that the council wants to hear on Friday.
```
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from corpuskit.document import Document, Line
from corpuskit.findings import Finding, Verdict
from corpuskit.rules.layout import Layout
from corpuskit.rules.phrasebook import ours
from corpuskit.rules.rule import NAMED, Rule, drop

MIN_LABELS = 3
MOST = 60  # labels of the longest row
GLUED = 8  # letters of a word that may be three labels
LONGEST = 24  # code points of a label that is looked for in a line
PARAGRAPH = 8  # words of a paragraph that labels are glued to
BUTTONS = ("share-bar", "share-label")
BETWEEN = " |·•:\t\xa0"
ENDS = (".", "!", "?", "…", "”", '"', "»")
OPENERS = "\"'“„«‘(¿¡"


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    said = ours().exact.get
    known = frozenset(layout.page.labelled.get("share-bar", ()))
    begins, ends = _edges()
    for index, line in enumerate(document.lines):
        words = line.words
        in_row = len(words) >= MIN_LABELS and not line.ends_sentence and said(words[0].casefold()) in BUTTONS
        if index in known or (in_row and all(said(word.casefold()) in BUTTONS for word in words)):
            yield drop(line, "BP105", "share bar")
        elif words and (
            line.key.partition(" ")[0] in begins
            or _camel(words[0])
            or (not line.ends_sentence and (line.key.rpartition(" ")[2] in ends or _camel(words[-1])))
        ):
            start, end = glued(line)
            if end > start:
                at = line.start + line.lead
                verdict = Verdict("drop", score=NAMED)
                yield Finding("BP105", at + start, at + end, "share bar glued to the text", "unsafe", verdict)


def _camel(word: str) -> bool:
    """Whether capitals stand inside a word, as where labels are written without spaces."""
    return len(word) > GLUED and word[1:] != word[1:].lower() and not word.isupper()


def glued(line: Line) -> tuple[int, int]:
    """The part of the text of a line that is share buttons in a row; empty where there is none."""
    text = line.text
    count, end = _buttons(text, 0)
    rest = text[end:].lstrip(BETWEEN)
    if count >= MIN_LABELS and (not rest or _opens(rest, line)):
        return 0, len(text) - len(rest)
    if line.ends_sentence:
        return 0, 0
    last = max([text.rfind(mark) for mark in ENDS]) + 1
    count, end = _buttons(text, last)
    if last and count >= MIN_LABELS and end == len(text) and len(text[:last].split()) >= PARAGRAPH:
        return last, end
    return 0, 0


def _opens(rest: str, line: Line) -> bool:
    """Whether a paragraph begins behind the buttons."""
    begun = rest[0] in OPENERS or rest[0] != rest[0].lower()
    return begun and line.ends_sentence and len(rest.split()) >= PARAGRAPH


def _buttons(text: str, at: int) -> tuple[int, int]:
    """How many labels of share buttons stand in a row from `at` on, those of several words double, and where they end."""
    count, small = 0, text.lower()
    while len(small) == len(text) and count < MOST:
        start = at
        while start < len(text) and text[start] in BETWEEN:
            start += 1
        named = _names().get(small[start : start + 1], ()) if text[start : start + 1].isupper() else ()
        name = next((name for name in named if small.startswith(name, start)), "")
        if not name or text[start + len(name) :][:1].islower():
            break
        count, at = count + 1 + (" " in name), start + len(name)
    return count, at


@cache
def _names() -> Mapping[str, Sequence[str]]:
    """The labels of share buttons that may be glued, longest first, by their first letters."""
    labels = [label for label, section in ours().exact.items() if section in BUTTONS and len(label) <= LONGEST]
    found: dict[str, list[str]] = {}
    for label in sorted(labels, key=lambda label: (-len(label), label)):
        if label.replace(" ", "").isalpha() and label != label.upper():
            found.setdefault(label[0], []).append(label)
    return found


@cache
def _edges() -> tuple[frozenset[str], frozenset[str]]:
    """The words that labels begin with, and those that they end in."""
    parts = [name.split() for names in _names().values() for name in names]
    return frozenset([words[0] for words in parts]), frozenset([words[-1] for words in parts])


RULE = Rule("BP105", "share-bar", "note", __doc__, check)
