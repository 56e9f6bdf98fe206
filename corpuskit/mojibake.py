"""ftfy under the product's settings, behind a gate that lets only lines through that it could change."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_ASCII_WORK = re.compile(r"[&\x00-\x08\x0b-\x1f\x7f]")
_MARKS = re.compile(
    r"[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u20d0-\u20ff]{30}"
)
MAX_ENTITIES = 500  # ftfy's time is quadratic in nested entities
PASSES = 4


def repair_line(line: str) -> str:
    """`line` (without line break) as ftfy would have it, applied until nothing changes; the same line if it is clean."""
    for _ in range(PASSES):
        if line.isascii() and not _ASCII_WORK.search(line):
            return line
        fixed = _fix(line)
        if fixed == line:
            return line
        line = fixed
    return line


def _fix(line: str) -> str:
    import ftfy

    plain = line.count("&") <= MAX_ENTITIES
    return str(ftfy.fix_text(line, _config(plain, not _MARKS.search(line))))


@cache
def _config(entities: bool, normalise: bool) -> Any:
    import ftfy

    return ftfy.TextFixerConfig(
        unescape_html="auto" if entities else False,
        uncurl_quotes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        fix_line_breaks=False,
        normalization="NFC" if normalise else None,
        explain=False,
        max_decode_length=1_000_000,
    )
