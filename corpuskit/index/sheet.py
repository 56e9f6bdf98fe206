"""The lines of a hand-made index, each with its own line end, and where its list items and sections begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from corpuskit.index.lines import Skipper

HTML_ITEM = re.compile(r"[ \t]*(?:<li\b[^<>]*>|<tr\b[^<>]*>[ \t]*<td\b[^<>]*>)[ \t]*", re.IGNORECASE)
ITEM = re.compile(r"([ \t>]*)(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]+|\Z)")
REFERENCE = re.compile(r" {0,3}\[[^\]]+\]:")
HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]|\Z)")
UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_END = re.compile("\r\n|\r|\n")


class Sheet:
    """Lines by number from 1. They are changed in place, dropped and added; numbers stay until the whole is written."""

    def __init__(self, data: bytes) -> None:
        text = data.decode("utf-8")
        self._bom = text[:1] if text[:1] == "\ufeff" else ""
        text = text[len(self._bom) :]
        self.lines = _END.split(text)
        self._ends = [*_END.findall(text), ""]
        self._dropped: set[int] = set()
        self._added: dict[int, list[str]] = {}
        self._levels = self._headings()
        self._starts = sorted(self._levels)
        self._above, self._ends_at = self._nested()

    @property
    def newline(self) -> str:
        """The line end of the first line; a line feed if there is only one line."""
        return self._ends[0] or "\n"

    def drop(self, start: int, stop: int) -> None:
        """Leave out the lines from `start` up to `stop`; of two blank lines around them, one."""
        before = start - 1
        while before in self._dropped:
            before -= 1
        blank = stop <= len(self.lines) and not self.lines[stop - 1].strip()
        if blank and (before < 1 or not self.lines[before - 1].strip()):
            stop += 1
        self._dropped.update(range(start, stop))

    def add(self, before: int, lines: list[str]) -> None:
        """Put lines before the line `before`."""
        self._added.setdefault(before, []).extend(lines)

    def strike(self, number: int) -> None:
        """Cross out the words of a heading or an item: the file is known not to be there, and no word is lost."""
        line = self.lines[number - 1]
        opening = HEADING.match(line) or ITEM.match(line)
        start = opening.end() if opening else len(line) - len(line.lstrip())
        words = line[start:].strip()
        self.lines[number - 1] = f"{line[:start].rstrip()} ~~{words}~~" if opening else f"{line[:start]}~~{words}~~"

    def written(self) -> bytes:
        """The bytes of what is left."""
        out: list[str] = [self._bom]
        for number in range(1, len(self.lines) + 2):
            for line in self._added.get(number, ()):
                if len(out) > 1 and not "".join(out[-2:]).endswith(("\n", "\r")):
                    out.append(self.newline)
                out.append(line + self.newline)
            if number <= len(self.lines) and number not in self._dropped:
                out.append(self.lines[number - 1] + self._ends[number - 1])
        return "".join(out).encode("utf-8")

    def _headings(self) -> dict[int, int]:
        levels: dict[int, int] = {}
        skip = Skipper()
        for number, line in enumerate(self.lines, 1):
            if skip.step(line):
                continue
            found = HEADING.match(line)
            if found:
                levels[number] = len(found.group(1))
            elif number > 1 and UNDERLINE.fullmatch(line) and self.lines[number - 2].strip():
                before = self.lines[number - 2]
                if not (ITEM.match(before) or "|" in before or number - 1 in levels):
                    levels[number - 1] = 1 if "=" in line else 2
        return levels

    def _nested(self) -> tuple[dict[int, int], dict[int, int]]:
        """For each heading the heading above it, and the line at which its section ends."""
        above: dict[int, int] = {}
        ends: dict[int, int] = {}
        open_ones: list[int] = []
        for at in self._starts:
            while open_ones and self._levels[open_ones[-1]] >= self._levels[at]:
                ends[open_ones.pop()] = at
            above[at] = open_ones[-1] if open_ones else 0
            open_ones.append(at)
        return above, ends

    @cached_property
    def outer(self) -> list[int]:
        """For each line (by number, 0 unused) the nearest line above it that is indented less; 0 where there is none."""
        found = [0]
        stack: list[tuple[int, int]] = []
        for number, line in enumerate(self.lines, 1):
            indent = self.indent(number)
            if not line.strip():
                found.append(0)
                continue
            while stack and stack[-1][0] >= indent:
                stack.pop()
            found.append(stack[-1][1] if stack else 0)
            stack.append((indent, number))
        return found

    @cached_property
    def references(self) -> list[int]:
        """The lines that say where a link leads which is used elsewhere."""
        return [number for number, line in enumerate(self.lines, 1) if REFERENCE.match(line)]

    def level(self, number: int) -> int:
        """The level of the heading in a line; 0 if there is none."""
        return self._levels.get(number, 0)

    def heading(self, number: int) -> int:
        """The line of the heading below which a line stands; 0 if there is none."""
        place = bisect_left(self._starts, number)
        return self._starts[place - 1] if place else 0

    def parent(self, number: int) -> int:
        """The line of the heading above the one in line `number`, of a higher rank; 0 if there is none."""
        return self._above.get(number, 0)

    def section(self, number: int) -> tuple[int, int]:
        """The lines of the section of the heading in line `number`, the end exclusive."""
        return number, self._ends_at.get(number, len(self.lines) + 1)

    def item(self, number: int) -> tuple[int, int]:
        """The lines of the list item that holds the line `number`, with all that is nested in it, the end exclusive."""
        if HTML_ITEM.match(self.lines[number - 1]):
            return number, number + 1
        start = number
        while start > 1 and not ITEM.match(self.lines[start - 1]):
            start -= 1
        indent, quoted = self.indent(start), self._quoted(start)
        end = start + 1
        while end <= len(self.lines):
            after = end
            while after <= len(self.lines) and not self.lines[after - 1].strip(" \t>"):
                after += 1
            if after > len(self.lines) or (after > end and self.indent(after) <= indent):
                break
            if (
                self.level(after)
                or self._quoted(after) != quoted
                or (self.indent(after) <= indent and ITEM.match(self.lines[after - 1]))
            ):
                break
            end = after + 1
        return start, min(end, len(self.lines) + 1)

    def _quoted(self, number: int) -> bool:
        return self.lines[number - 1].lstrip().startswith(">")

    def indent(self, number: int) -> int:
        """The columns before the first sign of a line."""
        line = self.lines[number - 1].expandtabs(4)
        return len(line) - len(line.lstrip(" >"))
