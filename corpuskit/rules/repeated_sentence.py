"""A sentence or a paragraph that stands twice.

## Why

Scrapers glue a summary to the paragraph that it was taken from, print a paragraph twice, or fall into a loop; models
learn to repeat from it. Flagged are a sentence that stands twice in one paragraph, a paragraph that stands twice in the
body, and anything said three times in a row. A line that comes back four times and more is a refrain or a form, where
only long paragraphs count. Nothing is cut, because nobody knows which of the two was meant.

```text flag
Prices rose for the third month in a row, the bank said. Rents rose most. Prices rose for the third month in a row, the bank said.
```

```text keep
Prices rose for the third month in a row, the bank said. They had risen for the second month in a row, it had said before.
Who pays?
Tenants pay most of it, the bank found in its report on the rents of the year.
Who pays?
Owners pay little of it, the bank found in its report on the rents of the year.
```
"""

from collections import Counter
from collections.abc import Iterator

from corpuskit.findings import Finding
from corpuskit.rules.reading import Block, Reading, flag, quality_rule, sentences

MIN_LABEL = 12  # code points of a line that counts as one that comes back
FORM = 4  # a line that comes back as often makes the page a form
MIN_IN_FORM = 150  # code points of a paragraph that does not come back in a form by chance
LOOP = 3  # times in a row that nobody says anything
MIN_LOOP = 5  # code points of a sentence in a loop
LOOP_WORDS = 24  # words of a paragraph that may hold a loop without a full stop
FEW = 0.5  # of its words are different: then it is looked at
PHRASE = 6  # words that come back in a loop without a full stop


def judge(reading: Reading) -> Iterator[Finding]:
    keys = [block.text.casefold() for block in reading.blocks]
    counts = Counter(key for key in keys if len(key) >= MIN_LABEL)
    shortest = MIN_IN_FORM if max(counts.values(), default=0) >= FORM else reading.thresholds.repeated_paragraph
    seen: set[str] = set()
    last, row = "", 0
    for block, key in zip(reading.blocks, keys, strict=True):
        message = ""
        if key in seen and shortest <= len(key) and counts[key] < FORM:
            message = "a paragraph stands twice"
        seen.add(key)
        if block.kind != "caption":
            found, last, row = _within(block, last, row, reading.thresholds.repeated_sentence)
            message = found or message
        if message:
            yield flag("QUA102", block.start, block.start + len(block.text), message)


def _within(block: Block, last: str, row: int, shortest: float) -> tuple[str, str, int]:
    """What is repeated in a block, the last sentence, and how often it came in a row."""
    found = ""
    seen: set[str] = set()
    for sentence in sentences(block.text):
        row = row + 1 if sentence == last and len(sentence) >= MIN_LOOP else 1
        last = sentence
        if row >= LOOP:
            found = "the same is said over and over"
        elif sentence in seen:
            found = found or "a sentence stands twice in this paragraph"
        if len(sentence) >= shortest:
            seen.add(sentence)
    return found or _loop(block.text), last, row


def _loop(text: str) -> str:
    if len(text) < 2 * LOOP_WORDS - 1:
        return ""
    words = text.split()
    if len(words) < LOOP_WORDS or len(set(words)) > FEW * len(words):
        return ""
    phrases = Counter(tuple(words[at : at + PHRASE]) for at in range(len(words) - PHRASE + 1))
    return "the same is said over and over" if max(phrases.values()) >= LOOP else ""


RULE = quality_rule("QUA102", "repeated-sentence", "note", __doc__, judge)
