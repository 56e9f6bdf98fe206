"""Characters nobody sees: controls, bidi overrides, tag characters, stray joiners, selectors and byte order marks.

## Why

They reverse what is read, hide words from a reader and show them to a machine, or break other tools. They are judged
after repair, because repair can make them: `&#x202e;` is one. What a script or an emoji needs stays: the joiners and
non-joiners of Arabic, Persian and Indic text, ZWJ between emoji, variation selectors, flags of regions, directional
marks in lines that run both ways, the invisible spaces between words of Thai and Khmer. A line separator becomes a
line break.

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
from functools import cache

from corpuskit.document import Document
from corpuskit.findings import Finding, Repair
from corpuskit.rules.layout import Layout
from corpuskit.rules.rule import Rule

BREAKS = "\x0b\x0c\x85\u2028\u2029"
SEPARATORS = "\x1c\x1d\x1e\x1f"
MARKS = "\u061c\u200e\u200f"
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_INSIDE = (
    "\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffc\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_SPACES = "\u1680\u2000-\u200a\u202f\u205f\u3000"
HIDDEN = re.compile(f"[{_INSIDE}]")
_ANY = re.compile(f"[{_INSIDE}{SELECTORS}]")
_JOINED = (  # scripts whose letters join, or form clusters, and need to be told when not to
    "\u0590-\u08ff\u0900-\u0dff\u0f00-\u0fff\u1000-\u109f\u1700-\u18af\u1900-\u1cff\ua800-\uaaff\uabc0-\uabff"
    "\ufb1d-\ufdff\ufe70-\ufefe\U00010a00-\U00010aff\U00011000-\U00011fff\U0001e900-\U0001e95f"
)
_EMOJI = "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff"
_UNSPACED = "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\ua9e0-\uaa7f"
_RIGHT_TO_LEFT = re.compile(
    "[\u05be-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]"
)
_HAN = "\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MONGOLIAN = "\u1800-\u180a\u1810-\u18af"

# Which hidden characters are needed, by the character before and, where it matters, the one after.
_NEEDED = (
    ("\u200c\u200d", _JOINED, ""),
    ("\u200d", _EMOJI, _EMOJI),
    ("\u200b", _UNSPACED, _UNSPACED),
    ("\u034f", "\u0300-\u036f\u0590-\u05ff", "\u0300-\u036f\u0590-\u05ff"),
    ("\u115f", "", "\u1161-\u11a7"),
    ("\u1160", "\u1100-\u115e", ""),
    ("\u180b-\u180f", _MONGOLIAN, ""),
    ("\ufe00-\ufe0f", "^\x00-\x22$-)+-/:-\xa0" + _SPACES + _INSIDE + SELECTORS, ""),
    ("\U000e0100-\U000e01ef", _HAN, ""),
    ("\U0001bca0-\U0001bca3", "\U0001bc00-\U0001bc9f", ""),
    ("\U0001d173-\U0001d17a", "\U0001d100-\U0001d172\U0001d17b-\U0001d1ff", ""),
)


def hides(rare: str) -> bool:
    """Whether a text with these rare characters holds a hidden one or a selector, wherever it stands."""
    return bool(_ANY.search(rare))


def check(document: Document, layout: Layout | None = None) -> Iterator[Finding]:
    text = document.text
    if not hides(document.rare):
        return
    start = end = 0
    made = ""
    for at in _needless(text):
        after = "\n" if text[at] in BREAKS else " " if text[at] in SEPARATORS else ""
        if start < end and (after != made or at > end):
            yield _replaced(text, start, end, made)
            start = end
        start, end, made = (start if start < end else at), at + 1, after
    if start < end:
        yield _replaced(text, start, end, made)


def _replaced(text: str, start: int, end: int, after: str) -> Finding:
    """A run of hidden characters of one kind is one finding, and each of them becomes `after`."""
    more = f" and {end - start - 1} more" if end - start > 1 else ""
    message = f"hidden character U+{ord(text[start]):04X}{more}"
    return Finding("ENC102", start, end, message, "safe", Repair(after * (end - start)))


def _needless(text: str) -> Iterator[int]:
    """Where hidden characters stand that nothing needs."""
    end, kept = 0, False
    for match in _stray().finditer(text):
        character = match.group()
        if len(character) > 1:
            continue  # the flag of a region
        if character in MARKS:
            if match.start() >= end:
                end = text.find("\n", match.start()) + 1 or len(text)
                kept = _marks_are_needed(text[text.rfind("\n", 0, end - 1) + 1 : end])
            if kept:
                continue
        yield match.start()


@cache
def _stray() -> re.Pattern[str]:
    """Hidden characters that nothing beside them needs; a flag of a region is found whole, so that it can be left."""
    needed = "".join(
        f"(?!(?<=[{characters}]){f'(?<=[{before}].)' if before else ''}{f'(?=[{after}])' if after else ''})"
        for characters, before, after in _NEEDED
    )
    small, digit = "\U000e0061-\U000e007a", "\U000e0030-\U000e0039"
    flag = f"(?<=\U0001f3f4[{small}])[{small}][{small}{digit}]{{1,4}}\U000e007f"
    return re.compile(f"[{_INSIDE}{SELECTORS}](?:{flag}|{needed})", re.DOTALL)


def _marks_are_needed(line: str) -> bool:
    """A directional mark works in a line with letters that run from right to left, or with no letters at all."""
    return bool(_RIGHT_TO_LEFT.search(line)) or not any(map(str.isalpha, line))


RULE = Rule("ENC102", "hidden-character", "warning", __doc__, check)
