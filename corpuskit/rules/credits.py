"""The kit for credits: who took the picture that a line belongs to."""

from __future__ import annotations

import re
from itertools import pairwise

from corpuskit.document import Line, fold
from corpuskit.rules.rule import phrases

TAIL = 90  # code points at the end of a line where a credit stands
NAMED_WORDS = 8  # of the longest credit
SURE, LIKELY, WEAK = 0.8, 0.6, 0.3  # evidence that a line is a caption
_BRACKETS = re.compile(r"[(（[]([^()（）]{2,80})[)）\]]\.?$")
_BEHIND = re.compile(r"[/©]\s?([^/©.]{2,40}(?:\.[^/©.]{1,4})?)$")
_LABEL = re.compile(r"[^\W\d_]{3,}$")
_WORDS = re.compile(r"[^\W\d_][\w.'’-]*")


def credited(line: Line) -> float:
    """The evidence that a credit ends the line."""
    text = line.text
    tail = text[-TAIL:]
    closes = text[-1] in ")]）" or text[-2:-1] in (")", "]")
    colon = ":" in tail
    if line.ends_sentence:
        if not colon and not closes:
            return 0.0
    elif (". " in tail or " by " in tail) and _said_so(tail):
        return SURE
    behind = "/" in tail or "©" in tail
    if not (colon or closes or behind or "：" in tail):
        return 0.0
    at = max(tail.rfind(":"), tail.rfind("："))
    label = tail[:at].rsplit(None, 1)[-1:] if at > 0 and not tail[at - 1].isdigit() else []
    if label and fold(label[0].lstrip("(（[|")) in phrases("photo-credit") and is_name(tail[at + 1 :]):
        return SURE
    bracketed = _BRACKETS.search(tail) if closes else None
    if bracketed:
        return _bracketed(line, bracketed[1])
    if behind and len(line.words) <= NAMED_WORDS and not phrases("photo-credit").isdisjoint(_said(tail)):
        return SURE
    named = _BEHIND.search(tail) if behind else None
    if named and (named[0][0] == "©" or not phrases("picture-agency").isdisjoint(_said(named[1]))):
        return SURE if is_name(named[1]) else WEAK
    return 0.0


def _said_so(tail: str) -> bool:
    """Whether a line ends in a credit that no mark parts: "Photo by Jane Roe", "Fot. Jane Roe"."""
    labels = phrases("photo-credit")
    words = tail.split(" ")
    for at, (word, name) in enumerate(pairwise(words), 1):
        if name[:1].isalpha() and not "a" <= name[:1] <= "z":
            said = words[at - 2] if word == "by" and at > 1 else word[:-1] if word.endswith(".") else ""
            label = _LABEL.search(said)
            if label and fold(label[0]) in labels and is_name(" ".join(words[at:])):
                return True
    return False


def _bracketed(line: Line, inside: str) -> float:
    """Brackets behind a sentence name a picture's source only with a word for it: an agency signs its text so, too."""
    said = _said(inside)
    credit, agency = phrases("photo-credit"), not phrases("picture-agency").isdisjoint(said)
    named = is_name(inside) or said[:1] and said[0] in credit
    if (named and not credit.isdisjoint(said)) or ("/" in inside and agency):
        return SURE
    ended = line.text[: line.text.rfind(inside) - 1].rstrip().endswith((".", "!", "?", "。"))
    return LIKELY if agency and not ended else 0.0


def is_name(text: str) -> bool:
    """Whether what stands behind a credit's mark is short and has capitals, as names have, or no letters that could."""
    words = _WORDS.findall(text)
    if not words or len(words) > NAMED_WORDS:
        return False
    small = sum(word[0].islower() for word in words)
    return 2 * small <= len(words) or not phrases("picture-agency").isdisjoint(_said(text))


def _said(text: str) -> list[str]:
    return [fold(word) for word in _WORDS.findall(text)]
