"""The kit for broken sentences: which lines go on below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from corpuskit.document import Document, Line
from corpuskit.rules.layout import Layout
from corpuskit.rules.page import BULLET, UNSPACED, dangles
from corpuskit.values import struct

WIDTHS = range(40, 101)  # code points of a line in a file that is wrapped by hand or by a mail program
FILLED = 0.5  # of the lines with as many words are filled: then the file is wrapped
MIN_FILLED = 4  # lines
WRAP_WORDS = 5  # of a line that tells whether a file is wrapped
RUNNING = 6  # words of a line that is running text and no label
LONG = 12  # words of a line that is no heading and no label
LINK_WORDS = 8  # of the longest link
PAUSES = ",;、，–—"
CLOSING = ",.;:!?)]}%’”»…"
NO_ITEM = frozenset("-*•‣–·>|#+")
OPEN = (("(", ")"), ("“", "”"), ("«", "»"), ("„", "“"), ("[", "]"))


@struct
class Joiner:
    """The lines with words of a document, its width if it is wrapped, and the lines that take no part."""

    lines: tuple[Line, ...]
    width: int
    apart: frozenset[int]
    lead: int

    @classmethod
    def of(cls, document: Document, layout: Layout) -> Joiner:
        fields = {layout.title, layout.section, *layout.repeats, *(b.index for b in layout.authors)}
        fields |= {layout.date.index} if layout.date else set()
        apart = frozenset(document.lines[i].number for i in (*layout.noise, *(f for f in fields if f is not None)))
        lines = tuple([line for line in document.lines if line.text])
        return cls(lines, width(lines), apart, layout.lead)

    def joins(self) -> Iterator[tuple[Line, Line, str]]:
        """The pairs of lines of which the second goes on with the first, and why."""
        lines = self.lines
        for place, (above, below) in enumerate(pairwise(lines)):
            if above.ends_sentence and not self.width:
                continue
            if above.number in self.apart or below.number in self.apart:
                continue
            after = lines[place + 2] if place + 2 < len(lines) else None
            why = self._why(above, below, after)
            if why:
                yield above, below, why

    def _why(self, above: Line, below: Line, after: Line | None) -> str:
        text, follows = above.text, below.text
        if BULLET.match(follows) or not above.words:
            return ""
        blank = below.number - above.number > 1
        if self.width and not blank:
            if text[-1] in "-\u00ad" and text[-2:-1].isalpha() and follows[0].islower():
                return "hyphen"
            if self._full(above, below):
                return "wrapped"
            return ""
        if above.ends_sentence:
            return ""
        size = len(above.words)
        small = follows[0].islower() or follows[0] in CLOSING
        if small and size >= 3 and (size >= RUNNING or len(below.words) >= RUNNING):
            return "goes on in small letters"
        if blank:
            return ""
        if dangles(above):
            return "no end"
        if size >= RUNNING and text[-1] in PAUSES:
            return "comma"
        if size >= LONG and any(text.count(a) > text.count(b) and b in follows for a, b in OPEN):
            return "open bracket"
        if (
            size >= LONG
            and after is not None
            and after.number == below.number + 1
            and not below.ends_sentence
            and len(below.words) <= LINK_WORDS
            and (after.text[0].islower() or after.text[0] in CLOSING)
        ):
            return "link"
        return ""

    def _full(self, above: Line, below: Line) -> bool:
        word = below.text.split(None, 1)[0]
        return len(above.text) + 1 + len(word) > self.width


def width(lines: tuple[Line, ...]) -> int:
    """The width that the lines are filled to, or 0 where they are not wrapped."""
    sizes = Counter()
    total = 0
    longest = 0
    for above, below in pairwise(lines):
        if len(above.words) >= WRAP_WORDS:
            total += 1
            longest = max(longest, len(above.text))
    if longest not in WIDTHS or total < MIN_FILLED:
        return 0
    full = sum(
        len(a.words) >= WRAP_WORDS
        and b.number == a.number + 1
        and len(a.text) + 1 + len(b.text.split(None, 1)[0]) > longest - 2
        for a, b in pairwise(lines)
    )
    return longest if full >= max(MIN_FILLED, FILLED * total) else 0
