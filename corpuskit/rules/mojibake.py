"""Characters that stand for others: mojibake, HTML entities, C1 controls, decomposed letters.

## Why

Text decoded with the wrong encoding, once or several times, reads "â€™" where an apostrophe was. ftfy tells what the
bytes meant. Curly quotes, ligatures and full-width letters are the author's and stay.

```text before
The bankâ€™s prices rose &amp; fell.
```

```text after
The bank’s prices rose & fell.
```

```text keep
“Façade”, the naïve ﬁnder’s Ｗord.
```
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

from corpuskit.document import Document
from corpuskit.findings import Finding, Repair
from corpuskit.mojibake import repair_line
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule

MAX_DIFF = 2000  # difflib is quadratic: a longer stretch of change is one repair


def check(document: Document, layout: Layout | None = None) -> Iterator[Finding]:
    if document.text.isascii() and "&" not in document.text and document.text.isprintable():
        return
    for line in document.lines:
        before = document.text[line.start : line.end]
        after = repair_line(before)
        if after != before:
            for start, end, new in _changes(before, after):
                message = f"{before[start:end]!a} is {new!a}"
                yield Finding("ENC101", line.start + start, line.start + end, message, "safe", Repair(new))


def _changes(before: str, after: str) -> list[tuple[int, int, str]]:
    """Spans of `before` and what they become; an insertion takes the character before it along."""
    head = _common(before, after)
    tail = _common(before[: head - 1 if head else None : -1], after[: head - 1 if head else None : -1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    if old and len(old) <= MAX_DIFF:
        opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if not any(tag == "insert" for tag, *_ in opcodes):
            return [(head + i1, head + i2, new[j1:j2]) for tag, i1, i2, j1, j2 in opcodes if tag != "equal"]
    if old:
        return [(head, head + len(old), new)]
    if head:
        return [(head - 1, head, before[head - 1] + new)]
    return [(0, 1, new + before[0])]


def _common(one: str, other: str) -> int:
    for index, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return index
    return min(len(one), len(other))


RULE = Rule("ENC101", "mojibake", "note", __doc__, check)
