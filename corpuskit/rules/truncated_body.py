"""A body that ends in mid-sentence.

## Why

Teasers before a paywall and pages cut at a byte count end so. The last block of the cleaned body is flagged when it has
no end: six words and more that stop at a letter or a comma, an open quotation, a few words of running text, or one word
with which sentences begin. A credit, a link, a label and a signature are no sentences, and poems and lists have none.

```text flag
Prices rose for the third month in a row, the central bank said on Friday in its report.
The governor of the bank told members of the council that they wou
```

```text keep
Prices rose for the third month in a row, the central bank said on Friday in its report.
Jane Roe
```
"""

import re
from collections.abc import Iterator, Sequence

from corpuskit.document import fold
from corpuskit.findings import Finding
from corpuskit.rules.reading import ENDED, Block, Reading, flag, quality_rule
from corpuskit.rules.rule import phrases
from corpuskit.rules.wrapping import UNSPACED

SHORT = range(3, 6)  # words of running text, if half of them are written small
NOTE_WORDS = 16  # of the longest credit, link or label
ENDING = 0.2  # of the blocks above that end in a sentence: with fewer it is a poem or a list
STARTED = 2  # words of a sentence that has just begun
HAN_LETTERS = 10  # letters of a line in Han or kana that is no label
_OPEN = ",;’'-–—、，"
_ADDRESS = re.compile(r"https?:|www\.|[@©|]")
_BY = re.compile(r"\bby [A-Z]|\b(?:AP|AFP|dpa|Reuters)$")


def judge(reading: Reading) -> Iterator[Finding]:
    blocks = [block for block in reading.blocks if block.kind != "caption"]
    if (
        len(blocks) > 1
        and blocks[-1].kind in ("paragraph", "quote")
        and is_cut(blocks[-1], reading.thresholds.cut_words)
        and _in_sentences(blocks[:-1])
    ):
        block = blocks[-1]
        yield flag("QUA103", block.start, block.start + len(block.text), "the body ends in mid-sentence")


def _in_sentences(blocks: Sequence[Block]) -> bool:
    """Whether blocks of a text end in sentences, as those of a poem or a list do not."""
    return sum([bool(ENDED.search(block.text)) for block in blocks]) >= ENDING * len(blocks)


def is_cut(block: Block, running: float) -> bool:
    text = block.text
    words = text.split()
    if ENDED.search(text) or (len(words) <= NOTE_WORDS and _is_note(text, words)):
        return False
    if UNSPACED.search(text[-1]):
        return len(text) >= HAN_LETTERS and any(mark in text for mark in "、，")
    last = text[-1].isalpha()
    if len(words) >= running:
        return last or text[-1] in _OPEN
    if len(words) > 1 and (text.count("“") > text.count("”") or text.count('"') == 1):
        return True
    small = sum(word[0].islower() for word in words)
    if len(words) in SHORT:
        return last and 2 * small >= len(words) and text[0].isupper()
    return len(words) <= STARTED and fold(words[0]) in phrases("sentence-start")


def _is_note(text: str, words: list[str]) -> bool:
    """Whether a short line is a credit, a link or a label."""
    labelled = ":" in " ".join(words[:2]) or fold(words[0]) in phrases("photo-credit")
    return labelled or bool(_ADDRESS.search(text) or _BY.search(text))


RULE = quality_rule("QUA103", "truncated-body", "warning", __doc__, judge)
