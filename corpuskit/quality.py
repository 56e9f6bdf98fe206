"""Flags on the body that is left: said, not cut."""

from __future__ import annotations

import re

from corpuskit.findings import Finding
from corpuskit.ledger import Body, Repaired

_SENTENCE = re.compile(r"[^.!?。！？]+[.!?。！？]+[\"'”’»)]*")
MIN_SENTENCE = 40  # code points: a shorter sentence may well be said twice


def flags(body: Body, mended: Repaired, raw_length: int) -> list[Finding]:
    """What a person should know of the body, in raw coordinates."""
    found = []
    where = [(t.start, t.end) for t in body.tiles if t.after.strip()]
    if not body.text:
        return [Finding("QUA101", 0, raw_length, "no text is left")]
    for kind, start, end in body.blocks:
        text = body.text[start:end]
        if kind == "paragraph" and _repeats(text):
            place = _place(body, start)
            found.append(Finding("QUA102", place[0], place[1], "a sentence stands twice in this paragraph"))
    kind, start, end = body.blocks[-1]
    if kind == "paragraph" and re.search(r"[^\W\d_]$", body.text) and len(body.text[start:end].split()) >= 6:
        found.append(Finding("QUA103", *where[-1], "the body ends in mid-sentence"))
    return found


def _repeats(text: str) -> bool:
    seen: set[str] = set()
    for match in _SENTENCE.finditer(text):
        sentence = match.group().strip().casefold()
        if len(sentence) >= MIN_SENTENCE:
            if sentence in seen:
                return True
            seen.add(sentence)
    return False


def _place(body: Body, at: int) -> tuple[int, int]:
    length = 0
    for tile in body.tiles:
        if length + len(tile.after) > at:
            return tile.start, tile.end
        length += len(tile.after)
    raise ValueError("no tile there")
