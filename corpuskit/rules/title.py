"""The title, its repetition, and the section label above it.

## Why

Scrapers print the headline from the page's head and again from its body. Each short line above the body is scored: by
its length and place, the words that it shares with the body, a date or a byline below it, and what it is not (a
sentence, a label, a credit). The best is the title if it is likelier than that there is none; a line under the title,
longer and as good, stays behind it because the first such line is the likelier one. The same line again is dropped; a
section word from a closed list above the title is the section. The name of the site behind the title is cut where it
stands elsewhere on the page, or where the bar that titles are joined with parts it.

```text before
Prices rise for a third month
Prices rise for a third month
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text keep
Prices rose for the third month in a row, the central bank said on Friday in its report.
```
"""

import re
from collections.abc import Iterator

from corpuskit.document import Document, fold
from corpuskit.findings import Finding, Verdict
from corpuskit.rules.layout import Layout, section_of
from corpuskit.rules.page import Page
from corpuskit.rules.publisher import named
from corpuskit.rules.rule import Rule, drop, field, inner, phrases
from corpuskit.rules.scoring import claim_score
from corpuskit.rules.wrapping import UNSPACED

_TAIL = re.compile(r"(?<=\s)(?:[|»·•]|::|[-–—])(?=\s)")
TAIL_WORDS = 5  # of the longest name of a site
HEAD_WORDS = 3  # of the shortest title that a name is cut from
HEAD_LETTERS = 6  # the same where no spaces are written
MAX_TAILS = 8  # names that are cut from a title
_DOMAIN = re.compile(r"(?:[\w-]{1,63}\.){1,3}[a-z]{2,12}", re.IGNORECASE)


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    lines = document.lines
    for rank, scored in enumerate(layout.titles):
        line = lines[scored.index]
        won = rank == 0 and layout.title is not None
        value = without_site(line.text, layout.page)
        score = claim_score(scored.evidence, won=won)
        tail = line.text[len(value) :]
        site = _site(tail) if tail and won and not named(document, layout) else ""
        if not site:
            yield field(line, "META201", ("title", value), "title", score)
            continue
        start, end = inner(line)
        parted = start + len(value)
        yield Finding("META201", start, parted, "title", "unsafe", Verdict("field", "title", value, score))
        yield Finding("META204", parted, end, "behind the title", "unsafe", Verdict("field", "publisher", site, score))
    for index in layout.repeats:
        yield drop(lines[index], "META201", "the title again", 0.8)
    if layout.section is not None:
        line = lines[layout.section]
        yield field(line, "META201", ("section", section_of(line)), "section", 0.98)


def _site(tail: str) -> str:
    """The name of the site in what was cut from a title: the last part of it, if that is no section."""
    name = _TAIL.split(tail)[-1].strip()
    return "" if fold(name) in phrases("section-word") else name


def without_site(text: str, page: Page) -> str:
    """The title without the names of section and site behind it, where there is evidence that they are."""
    if text.replace(" ", "").isalnum() or not _TAIL.search(text):
        return text
    keys = {page.lines[i].key for i in page.text}
    for _ in range(MAX_TAILS):
        head = _head(text, keys)
        if head == text:
            break
        text = head
    return text


def _head(text: str, keys: set[str]) -> str:
    parts = list(_TAIL.finditer(text))
    if not parts:
        return text
    cut = parts[-1]
    head, tail = text[: cut.start()].rstrip(), text[cut.end() :].lstrip()
    short = len(head.split()) < HEAD_WORDS and len(UNSPACED.findall(head)) < HEAD_LETTERS
    if short or len(tail.split()) > TAIL_WORDS:
        return text
    said = fold(head) in keys or fold(tail) in keys or bool(_DOMAIN.fullmatch(tail))
    return head if said or "|" in cut.group() else text


RULE = Rule("META201", "title", "note", __doc__, check)
