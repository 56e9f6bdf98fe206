"""Text for a message: whatever it comes from, it cannot hide, steer a terminal, or be a command to what reads the log."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

LINES = 2000  # shown one by one; the rest is a count
BYTES = 400_000  # of lines shown one by one
_PRINTABLE = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef"
_UNSEEN = re.compile(f"[{_PRINTABLE}]")  # what Python takes for printable, and no reader sees
_COMMAND = re.compile(r"##(?=\[|vso\[)")


def show(text: object) -> str:
    """A path or any text on one line: control, bidi, tag, zero-width and other unseen characters escaped.

    `::` at its beginning, `##[` and `##vso[` are commands to continuous integration, and are escaped, too.
    """
    shown = os.fspath(text) if isinstance(text, os.PathLike) else str(text)
    if not shown.isprintable():
        shown = "".join(c if c.isprintable() else _escape(c) for c in shown)
    if not shown.isascii():
        shown = _UNSEEN.sub(lambda m: _escape(m.group()), shown)
    if "##" in shown:
        shown = _COMMAND.sub(r"#\\x23", shown)
    if "::" in shown and shown.lstrip().startswith("::"):
        shown = shown.replace(":", r"\x3a", 1)
    return shown


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def flood(lines: Iterable[str], what: str) -> Iterator[str]:
    """`lines`, as many as a person or a log can bear; the rest is a count of `what`."""
    size = rest = number = 0
    for number, line in enumerate(lines, 1):
        size += len(line) if line.isascii() else len(line.encode("utf-8", "backslashreplace"))
        if rest or number > LINES or size > BYTES:
            rest += 1
        else:
            yield line
    if rest:
        yield f"... and {rest} more {what}" if number > rest else f"{rest} {what}, too long to be shown"
