"""The kit every rule is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, cast

from corpuskit.document import Document, Line
from corpuskit.findings import Finding, Severity, Verdict
from corpuskit.rules.phrasebook import listed
from corpuskit.values import struct

if TYPE_CHECKING:
    from corpuskit.rules.layout import Layout

KNOWN = 0.99  # of a line that a phrase names; only what a field takes from it goes before
NAMED = 0.9  # from here on a line is dropped for its words, below for its shape
Check = Callable[..., Iterator[Finding]]


@struct
class Rule:
    """A code for ever, a name, a severity, a page and a check. A rule looks; it changes nothing.

    Without a line in the `section` of the phrases, if it names one, it is not asked.
    """

    code: str
    name: str
    severity: Severity
    page: str | None
    check: Check
    section: str = ""


class _Lazy:
    """Stands for a pattern and takes its methods from it when the first is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.made = pattern, flags

    def __getattr__(self, name: str) -> object:
        method = getattr(re.compile(*self.made), name)
        self.__dict__[name] = method
        return method


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled when it is first needed: wide sets of letters cost a start up to two milliseconds."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


@cache
def phrases(section: str) -> frozenset[str]:
    """The folded phrases of `[section]` over all language files."""
    return frozenset(listed(section))


def drop(line: Line, code: str, message: str, score: float = 1.0) -> Finding:
    """A finding that removes the whole line."""
    return Finding(code, line.start, line.end, message, "unsafe", Verdict("drop", score=score))


def by_shape(finding: Finding) -> bool:
    """Whether a finding would drop a line for its shape alone, without a word that names it."""
    verdict = finding.fix
    if not isinstance(verdict, Verdict) or verdict.kind != "drop":
        return False
    return finding.code.startswith("BP") and verdict.score < NAMED


def keep(line: Line, code: str, block: str, message: str, score: float = 0.5) -> Finding:
    """A finding that keeps the line as a block of another kind than paragraph."""
    start, end = inner(line)
    return Finding(code, start, end, message, "unsafe", Verdict("keep", block, score=score))


def field(line: Line, code: str, filled: tuple[str, str], message: str, score: float = 0.6) -> Finding:
    """A finding that moves the whole line into a field; `filled` is its name and the value."""
    start, end = inner(line)
    return Finding(code, start, end, message, "unsafe", Verdict("field", *filled, score))


def inner(line: Line) -> tuple[int, int]:
    """Where the text of a line starts and ends without its outer white space."""
    end = line.start + line.lead + len(line.text)
    return line.start + line.lead, end


def phrase_rule(code: str, name: str, page: str | None, message: str) -> Rule:
    """A rule that is only words: it drops each line that stands in its section of the phrase files."""

    def check(document: Document, layout: Layout) -> Iterator[Finding]:
        for index in layout.page.labelled.get(name, ()):
            yield drop(document.lines[index], code, message, KNOWN)

    return Rule(code, name, "note", page, check, name)
