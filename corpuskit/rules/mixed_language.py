"""Paragraphs in another language than the rest.

## Why

Quotations, cookie walls, translations and parts of a page for other readers stay in scraped text; the record has one
language. Flagged is each run of paragraphs in another one, where it is long enough to say. Whether it belongs to the
article nobody knows, so it stays.

```text flag
The government said on Tuesday that the talks would go on next week, and that nobody had asked for more time or money.
It had been expected that one of the parties would leave the talks, but all of them said that they would stay.
Die Regierung teilte am Dienstag mit, dass die Gespräche in der nächsten Woche weitergehen und niemand mehr Zeit braucht.
```

```text keep
The government said on Tuesday that the talks would go on next week, and that nobody had asked for more time or money.
It had been expected that one of the parties would leave the talks, but all of them said that they would stay.
The chancellor, Angela Merkel, told the Süddeutsche Zeitung in Berlin that "wir schaffen das" was still her view.
```
"""

from collections import Counter
from collections.abc import Iterator

from corpuskit import language
from corpuskit.findings import Finding
from corpuskit.language.close import same
from corpuskit.language.english import english
from corpuskit.language.script import script, spaced
from corpuskit.rules.reading import Block, Reading, Spoken, flag, quality_rule

MIN_LETTERS = 60
MIN_LENGTH = 80  # code points of a paragraph that is asked about
SURE = 0.95
CLEAR = 0.99  # score of a text that is in one language
SHARED = 0.2  # of the words of a paragraph that the others have, where all are in one language
MOST = 100  # paragraphs of a text that are asked about: each takes as long as all other rules together
GLANCE = 200  # code points of a paragraph that show whether it is English
WIDTH = 400  # code points from the middle of a paragraph


def judge(reading: Reading) -> Iterator[Finding]:
    main = reading.spoken.tag
    if main == language.UNDETERMINED or len(reading.blocks) < 2:
        return
    suspicious = _suspicious(reading)[:MOST]
    if not any(_other(block, reading.spoken) for block in suspicious):
        return
    asked = {id(block) for block in (suspicious if len(reading.blocks) > MOST else reading.blocks)}
    run: tuple[str, int, int] | None = None
    for block in reading.blocks:
        other = _other(block, reading.spoken) if id(block) in asked else ""
        if run and run[0] != other:
            yield _found(run, main)
            run = None
        if other:
            run = other, run[1] if run else block.start, block.start + len(block.text)
    if run:
        yield _found(run, main)


def _found(run: tuple[str, int, int], main: str) -> Finding:
    return flag("LANG103", run[1], run[2], f"this part is {run[0]}, the text is {main}")


def _other(block: Block, spoken: Spoken) -> str:
    """The language of a block where it is sure and not that of the text."""
    text = language.middle(block.text, WIDTH)
    if sum(map(str.isalpha, text)) < MIN_LETTERS:
        return ""
    answer = language.detect(text, spoken.backend)
    sure = answer.score is not None and answer.score >= SURE
    return answer.tag if sure and not same(answer.tag, spoken.tag) else ""


def _suspicious(reading: Reading) -> list[Block]:
    """Long blocks in another script than the middle of the text, or with few of its words; all if it is in doubt."""
    blocks = [block for block in reading.blocks if len(block.text) >= MIN_LENGTH]
    score = reading.spoken.score
    if score is not None and score < CLEAR:
        return blocks
    if reading.spoken.tag == "en":
        return [block for block in blocks if not english(language.middle(block.text, GLANCE).lower().split())]
    start = max(0, (len(reading.text) - language.WINDOW) // 2)
    end = start + language.WINDOW
    central = [block for block in blocks if block.start < end and block.start + len(block.text) > start]
    kind = script("".join(block.text for block in central))
    if not spaced(kind):
        return [block for block in blocks if script(block.text) != kind]
    return list(_apart(blocks, central))


def _apart(blocks: list[Block], central: list[Block]) -> Iterator[Block]:
    """Blocks of whose words few stand in the central ones, or in another of them."""
    known = Counter(word for block in central for word in set(block.text.casefold().split()))
    inside = set(map(id, central))
    for block in blocks:
        words = block.text.casefold().split()
        least = 2 if id(block) in inside else 1
        if len(central) > least - 1 and len([w for w in words if known[w] >= least]) < SHARED * len(words):
            yield block


RULE = quality_rule("LANG103", "mixed-language", "warning", __doc__, judge)
