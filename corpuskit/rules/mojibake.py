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

import re
from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding, Repair
from corpuskit.mojibake import needs_repair, repair_line
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule

WINDOW = 6  # words of a repaired line that may lie between two that stand in it unchanged
SHOWN = 40
_TOKEN = re.compile(r"\s+|\S+")


def check(document: Document, layout: Layout | None = None) -> Iterator[Finding]:
    if not needs_repair(document.text, document.rare):
        return
    for line in document.lines:
        before = document.text[line.start : line.end]
        after = _repaired(before)
        if after == before:
            continue
        for start, end, new in changes(before, after):
            message = f"{before[start:end][:SHOWN]!a} is {new[:SHOWN]!a}"
            yield Finding("ENC101", line.start + start, line.start + end, message, "safe", Repair(new))


def _repaired(line: str) -> str:
    """The line as it is repaired, and its text as it is repaired without the white space around it, which may go."""
    line = repair_line(line)
    text = line.strip()
    if not text or len(text) == len(line):
        return line
    start = line.index(text)
    return line[:start] + repair_line(text) + line[start + len(text) :]


def changes(before: str, after: str) -> list[tuple[int, int, str]]:
    """Spans of `before` and what they become, word by word, in linear time; sorted, apart, and none of them empty."""
    found: list[tuple[int, int, str]] = []
    for start, end, text in _gaps(_TOKEN.findall(before), _TOKEN.findall(after)):
        if found and start <= found[-1][1]:
            first, _, already = found.pop()
            found.append((first, end, already + text))
        elif start == end and start:
            found.append((start - 1, end, before[start - 1] + text))
        else:
            found.append((start, end, text))
    if found and found[0][1] == 0:
        _, _, text = found.pop(0)
        start, end, already = found.pop(0) if found and found[0][0] == 0 else (0, 1, before[0])
        found.insert(0, (start, end, text + already))
    return found


def _gaps(old: list[str], new: list[str]) -> Iterator[tuple[int, int, str]]:
    i = j = at = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and old[i] == new[j]:
            at += len(old[i])
            i, j = i + 1, j + 1
            continue
        k, m = _resume(old, new, i, j)
        was, becomes = "".join(old[i:k]), "".join(new[j:m])
        head = _common(was, becomes)
        head -= was[head - 1 : head] == "&"  # an entity is shown whole
        tail = _common(was[head:][::-1], becomes[head:][::-1])
        yield at + head, at + len(was) - tail, becomes[head : len(becomes) - tail]
        at += len(was)
        i, j = k, m


def _resume(old: list[str], new: list[str], i: int, j: int) -> tuple[int, int]:
    """Where both go on alike: behind one token of each, at the next word that both have, or at the end."""
    if len(old) - i == len(new) - j:
        return i + 1, j + 1
    for distance in range(1, 2 * WINDOW):
        for k in range(max(0, distance - WINDOW), min(distance, WINDOW) + 1):
            left, right = i + k, j + distance - k
            if left < len(old) and right < len(new) and old[left] == new[right] and not old[left].isspace():
                return left, right
    if i + 1 < len(old) and j + 1 < len(new) and old[i + 1] == new[j + 1]:
        return i + 1, j + 1
    return len(old), len(new)


def _common(one: str, other: str) -> int:
    for index, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return index
    return min(len(one), len(other))


RULE = Rule("ENC101", "mojibake", "note", __doc__, check)
