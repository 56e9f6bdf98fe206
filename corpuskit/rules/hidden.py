"""Characters nobody sees: controls, bidi overrides, tag characters, stray zero-width characters and byte order marks.

## Why

They reverse what is read, hide words from a reader and show them to a machine, or break other tools. What a script or an
emoji needs stays: ZWNJ and ZWJ between letters that join, ZWJ between emoji, flags of regions, directional marks.

```text before
Pri\u200bces rose.
```

```text after
Prices rose.
```

```text keep
می‌خواهم
```
"""

import re
from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding, Repair
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule

HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200d\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0001\U000e0020-\U000e007f]"
)
_SPACES = "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_JOINING = re.compile(r"[\u0590-\u08ff\u0900-\u0dff\u0f00-\u0fff\u1000-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefe]")
_EMOJI = re.compile(r"[\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff]")
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,8}\U000e007f")
_SOFT_KEPT = "\u00ad\u061c"


def check(document: Document, layout: Layout | None = None) -> Iterator[Finding]:
    text = document.text
    if text.isascii() and not HIDDEN.search(text):
        return
    flags = {i for match in _FLAG.finditer(text) for i in range(match.start() + 1, match.end())}
    for match in HIDDEN.finditer(text):
        at = match.start()
        character = match.group()
        if character in _SOFT_KEPT or at in flags or _needed(text, at, character):
            continue
        after = " " if character in _SPACES else ""
        yield Finding("ENC102", at, at + 1, f"hidden character U+{ord(character):04X}", "safe", Repair(after))


def _needed(text: str, at: int, character: str) -> bool:
    if character not in "\u200c\u200d" or not 0 < at < len(text) - 1:
        return False
    before, after = text[at - 1], text[at + 1]
    if _JOINING.match(before):
        return True
    return character == "\u200d" and bool(_EMOJI.match(before) and _EMOJI.match(after))


RULE = Rule("ENC102", "hidden-character", "warning", __doc__, check)
