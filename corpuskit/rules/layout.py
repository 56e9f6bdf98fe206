"""Where the parts of a page stand: found once a document, read by every structure rule."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpuskit.document import Document, Line
from corpuskit.rules.rule import phrases

NOISE = (
    "advertisement",
    "comments",
    "cookie-notice",
    "donation-appeal",
    "feedback-widget",
    "image-placeholder",
    "login-wall",
    "navigation",
    "newsletter-appeal",
    "pagination",
    "read-more",
    "related-posts",
    "site-widget",
)
BULLET = re.compile(r"^[-*•‣–·]\s+(?=\S)")
PROSE_WORDS = 12  # a sentence of at least as many words is body text wherever it stands
DANGLING_WORDS = 3  # a shorter line is no broken sentence
MAX_TAIL = 2  # words in the longest dangling phrase
TITLE_WORDS = range(4, 31)


@dataclass(frozen=True, slots=True)
class Layout:
    """Indexes into `document.lines`.

    `text` are the lines with words that no phrase calls boilerplate; `lead` is the first of prose (or the number of
    lines); `title`, `doubled` (the title again) and `section` stand before it; `sources` are the lines of source
    lists, label first.
    """

    text: tuple[int, ...]
    noise: frozenset[int]
    lead: int
    section: int | None
    title: int | None
    doubled: int | None
    sources: tuple[tuple[int, ...], ...]


def lay_out(document: Document) -> Layout:
    lines = document.lines
    known = frozenset().union(*map(phrases, NOISE))
    noise = frozenset(i for i, line in enumerate(lines) if line.key in known)
    text = tuple(i for i, line in enumerate(lines) if line.words and i not in noise)
    lead = next((i for i in text if is_prose(lines[i])), len(lines))
    head = [i for i in text if i < lead]
    section = head[0] if head and lines[head[0]].key in phrases("section") else None
    title = next((i for i in head if i != section and _is_title(lines[i])), None)
    doubled = None
    if title is not None:
        doubled = next((i for i in head if i > title and lines[i].key == lines[title].key), None)
    return Layout(text, noise, lead, section, title, doubled, tuple(_sources(document, text)))


def is_prose(line: Line) -> bool:
    return line.ends_sentence and len(line.words) >= PROSE_WORDS and not BULLET.match(line.text)


def dangles(line: Line) -> bool:
    """Whether a line ends in a word that no sentence ends in."""
    if len(line.words) < DANGLING_WORDS or not line.text[-1].isalpha():
        return False
    ends = phrases("dangling")
    tail = [word.casefold() for word in line.words[-MAX_TAIL:]]
    return tail[-1] in ends or " ".join(tail) in ends


def _is_title(line: Line) -> bool:
    return (
        len(line.words) in TITLE_WORDS
        and not line.text.endswith((".", ":", ",", ";"))
        and not BULLET.match(line.text)
        and not line.text[0].islower()
        and not dangles(line)
    )


def _sources(document: Document, text: tuple[int, ...]) -> list[tuple[int, ...]]:
    lists = []
    for place, index in enumerate(text):
        line = document.lines[index]
        if not line.text.endswith(":") or line.key not in phrases("source-list"):
            continue
        members = []
        for follower in text[place + 1 :]:
            item = document.lines[follower]
            if item.ends_sentence or len(item.words) > 10:
                break
            members.append(follower)
        if members:
            lists.append((index, *members))
    return lists
