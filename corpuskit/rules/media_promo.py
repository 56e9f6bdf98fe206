"""A pointer to a video or audio player behind the article.

## Why

"Watch the video below" points at something that the text does not hold. Where the sentence was broken at a link, its
second half goes with it.

```text before
Prices rose for the third month in a row, the central bank said on Friday in its report.
Watch the video below that talks about
the bank's visit to the capital.
This video is from the
Money channel.
```

```text after
Prices rose for the third month in a row, the central bank said on Friday in its report.
```

```text keep
They watch the video below deck.
This video is from the camera of a passing car, the police said.
```
"""

import re
from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import NAMED, Rule, drop

_PROMO = re.compile(r"(?:watch|listen to|see|play) the (?:full )?(?:video|podcast|interview|clip)(?: below)?\b|this (?:video|clip|podcast) is from\b", re.IGNORECASE)  # fmt: skip


def check(document: Document, layout: Layout) -> Iterator[Finding]:
    continues = False
    known = frozenset(layout.page.labelled.get("media-promo", ()))
    for index, line in enumerate(document.lines):
        if index in known:
            yield drop(line, "BP115", "media promo")
        elif line.blank or index <= layout.lead:
            continues = False
        elif continues or (_PROMO.match(line.text) and not line.ends_sentence):
            yield drop(line, "BP115", "media promo", NAMED)
            continues = not continues and not line.ends_sentence


RULE = Rule("BP115", "media-promo", "note", __doc__, check)
