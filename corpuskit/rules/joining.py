"""The kit for broken sentences: which lines go on below."""

from __future__ import annotations

from collections.abc import Iterator
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
    said = 0  # words of the lines that are joined so far
    for place, (above, below) in enumerate(pairwise(lines)):
        why = ""
        if (full or not above.ends_sentence) and above.number not in apart and below.number not in apart:
            said += layout.page.sizes[above.number - 1]
            if full and below.number == above.number + 1:
                why = _wrapped(above, below, full)
            elif not above.text.rstrip(ENDED).endswith((".", "!", "?", "…")):
                why = _broken(layout.page, above, lines[place + 1 : place + 3], said)
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


def _broken(page: Page, above: Line, rest: list[Line], said: int) -> str:
    """Why a line goes on below: `rest` are the next two lines, `said` the words of the line with those joined to it."""
    text, below = above.text, rest[0]
    follows, blank = below.text, below.number > above.number + 1
    if not above.words or BULLET.match(follows) or follows.startswith(FOREIGN) or text.endswith(LABELS) or MENU in text:
        return ""
    if goes_on(below) and said >= BEGUN and (said >= RUNNING or page.sizes[below.number - 1] >= RUNNING):
        single = len(below.words) < BEGUN and not below.ends_sentence and follows[0] not in CLOSING
        if not single or (len(rest) > 1 and goes_on(rest[1])):
            return "it goes on in small letters"
    if blank:
        return ""
    if dangles(page, above) or (
        said > page.sizes[above.number - 1] and text.split()[-1].casefold() in page.tongue.ends()
    ):
        return "no sentence ends so"
    if said >= RUNNING and text[-1] in PAUSES:
        return "it stops at a comma"
    if said >= LONG and any(text.count(a) > text.count(b) and b in follows for a, b in OPEN):
        return "it stops in brackets"
    link = said >= LONG and not below.ends_sentence and len(below.words) <= LINK_WORDS
    if link and len(rest) > 1 and rest[1].number == below.number + 1 and goes_on(rest[1]):
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
