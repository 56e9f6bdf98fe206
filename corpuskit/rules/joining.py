"""The kit for broken sentences: which lines go on below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpuskit.document import Document, Line
from corpuskit.rules import names
from corpuskit.rules.layout import Layout
from corpuskit.rules.page import BULLET, Page, dangles
from corpuskit.rules.wrapping import UNSPACED, fills

BEGUN = 3  # words of a line that has begun a sentence
RUNNING = 6  # words of a line that is running text and no label
LONG = 12  # words of a line that is no heading and no label
LINK_WORDS = 8  # of the longest link
PAUSES = ",、，"
CLOSING = ",.;:!?)]}%’”»…、，。"
TIGHT = ",.;:!?)]}%…、，。"  # marks without a space before them
CLOSE = 0.05  # of the lines stand right below another where blank lines part all
OPEN = (("(", ")"), ("“", "”"), ("«", "»"), ("„", "“"), ("[", "]"), ("「", "」"))
ENDED = "‘’“”\"'»)] "  # what stands behind the mark that ends a sentence
LABELS = (":", ";", "|")  # behind which a list begins
MENU = " | "  # between the labels of a menu
FOREIGN = ("http", "www.", "doi:")


def joins(document: Document, layout: Layout) -> Iterator[tuple[Line, Line, str]]:
    """The pairs of lines of which the second goes on with the first, and why."""
    lines = [line for line in document.lines if line.text]
    full = layout.page.width
    apart = _apart(document, layout)
    parted = _parted(lines)
    said = 0  # words of the lines that are joined so far
    for place, (above, below) in enumerate(pairwise(lines)):
        why = ""
        if (full or not above.ends_sentence) and above.number not in apart and below.number not in apart:
            said += layout.page.sizes[above.number - 1]
            if full and below.number == above.number + 1:
                why = _wrapped(above, below, full)
            elif not above.text.rstrip(ENDED).endswith((".", "!", "?", "…")):
                why = _broken(layout.page, (above, *lines[place + 1 : place + 3]), said, parted)
        if why:
            yield above, below, why
        else:
            said = 0


def _apart(document: Document, layout: Layout) -> frozenset[int]:
    """The numbers of the lines that take no part: boilerplate and fields."""
    fields = {layout.title, layout.section, *layout.repeats, *(b.index for b in layout.authors)}
    if layout.date:
        fields.add(layout.date.index)
    return frozenset([document.lines[i].number for i in (*layout.noise, *fields) if i is not None])


def _wrapped(above: Line, below: Line, full: int) -> str:
    """Why a line of a wrapped file goes on below."""
    text, follows = above.text, below.text
    if BULLET.match(follows) or not fills(above, below, full):
        return ""
    if text[-1] in "-\u00ad" and text[-2:-1].isalpha() and follows[0].islower():
        return "hyphen"
    return "wrapped"


def _parted(lines: Sequence[Line]) -> bool:
    """Whether blank lines part all lines, so that they say nothing of paragraphs."""
    close = sum([below.number == above.number + 1 for above, below in pairwise(lines)])
    return close <= CLOSE * len(lines)


def _broken(page: Page, near: Sequence[Line], said: int, parted: bool) -> str:
    """Why the first of `near` goes on in the next: `said` are the words of the line with those joined to it, `parted` says
    that blank lines part all lines."""
    above, below, *rest = near
    text = above.text
    follows, adjacent = below.text, below.number == above.number + 1
    if not above.words or BULLET.match(follows) or follows.startswith(FOREIGN) or text.endswith(LABELS) or MENU in text:
        return ""
    if goes_on(below) and said >= BEGUN and (said >= RUNNING or page.sizes[below.number - 1] >= RUNNING):
        single = len(below.words) < BEGUN and not below.ends_sentence and follows[0] not in CLOSING
        if not single or (rest and goes_on(rest[0])):
            return "it goes on in small letters"
    behind = bool(rest) and rest[0].text[0] in PAUSES and not below.ends_sentence
    if not (adjacent or parted or behind):
        return ""
    close = adjacent and not parted
    if close or behind or said >= LONG:
        last = text.rpartition(" ")[2]
        ends = said > page.sizes[above.number - 1] or behind
        if (dangles(page, above) or (ends and last.casefold() in page.tongue.ends())) and not last.isupper():
            return "no sentence ends so"
    linked = bool(rest) and rest[0].number == below.number + 1 and not below.ends_sentence
    if close and said >= RUNNING and text[-1] in PAUSES:
        return "it stops at a comma"
    if close and said >= LONG and any(text.count(a) > text.count(b) and b in follows for a, b in OPEN):
        return "it stops in brackets"
    if said >= LONG and len(below.words) <= LINK_WORDS and (behind or (close and linked and goes_on(rest[0]))):
        return "it goes on behind a link"
    return ""


def goes_on(line: Line) -> bool:
    """Whether a line begins in mid-sentence."""
    text = line.text
    small = text[0].islower() and not text[1:2].isupper() and "_" not in text.split(None, 1)[0]
    return (small or text[0] in CLOSING) and not text.startswith(FOREIGN) and not names.signed(line)


def glued(above: Line, below: Line) -> bool:
    """Whether no space belongs between two lines: before a mark, and in a script without spaces."""
    return below.text[0] in TIGHT or bool(UNSPACED.match(below.text) and UNSPACED.match(above.text[-1]))
