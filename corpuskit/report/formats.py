"""One function a format: findings in, lines out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from corpuskit.findings import Located
from corpuskit.messages import flood, show

Format = Callable[[Sequence[Located]], Iterator[str]]
OF_A_CELL = 200  # characters of a message in a job summary
OF_A_LEVEL = 10  # annotations of one level that a workflow shows
OF_A_FILE = 800  # findings of one file that a program is told
_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}
_RANKS = {"error": 0, "warning": 1, "note": 2}


def place(finding: Located) -> str:
    """path:line:column, or the path alone for a finding about the whole file."""
    path = show(finding.path)
    if path.startswith((":", "#", " ", "-", "+")):
        path = f"./{path}"
    return path + (f":{finding.line}:{max(1, finding.column)}" if finding.line else "")


def full(findings: Sequence[Located]) -> Iterator[str]:
    """One line a finding, with its severity, and whether it can be fixed."""
    marks = {True: " [*]", False: ""}
    lines = (f"{place(f)}: {f.severity} {f.code}{marks[f.fixable]} {show(f.message)}" for f in findings)
    yield from flood(lines, "findings")


def concise(findings: Sequence[Located]) -> Iterator[str]:
    """path:line:column: code message."""
    yield from flood((f"{place(f)}: {f.code} {show(f.message)}" for f in findings), "findings")


def bounded(findings: Sequence[Located]) -> Sequence[Located]:
    """Of each file the OF_A_FILE gravest findings, in their order; of what is left a count, under the gravest code."""
    many = {path for path, count in Counter(f.path for f in findings).items() if count > OF_A_FILE}
    if not many:
        return findings
    told: list[Located] = []
    for path, group in groupby(sorted(findings, key=lambda f: f.path), key=lambda f: f.path):
        found = list(group)
        grave = sorted(range(len(found)), key=lambda at: _RANKS[found[at].severity])
        told += [found[at] for at in sorted(grave[:OF_A_FILE])]
        if rest := grave[OF_A_FILE:]:
            first = found[rest[0]]
            message = f"and {len(rest)} more findings in this file"
            told.append(Located(path, 0, 0, first.code, first.severity, message))
    return told


def as_json(findings: Sequence[Located]) -> Iterator[str]:
    """One JSON array."""
    yield json.dumps([_row(finding) for finding in bounded(findings)], ensure_ascii=True, indent=1)


def jsonl(findings: Sequence[Located]) -> Iterator[str]:
    """One JSON object a line."""
    for finding in bounded(findings):
        yield json.dumps(_row(finding), ensure_ascii=True)


def github(findings: Sequence[Located]) -> Iterator[str]:
    """Workflow commands for errors and warnings, at most ten of a level; the rest is a count."""
    shown: Counter[str] = Counter()
    for finding in findings:
        if finding.severity == "note":
            continue
        shown[finding.severity] += 1
        if shown[finding.severity] <= OF_A_LEVEL:
            where = f"file={_property(finding.path)}"
            if finding.line:
                where += f",line={finding.line},col={max(1, finding.column)}"
            text = _data(f"{finding.code} {show(finding.message)}")
            yield f"::{_LEVELS[finding.severity]} {where},title=corpuskit {finding.code}::{text}"
    for level, count in sorted(shown.items()):
        if count > OF_A_LEVEL:
            more = count - OF_A_LEVEL
            yield f"::{_LEVELS[level]} title=corpuskit::{more} more {level}{'s' * (more > 1)}: see the job summary"


def job_summary(findings: Sequence[Located]) -> Iterator[str]:
    """All findings but notes, as an HTML table for the summary of a workflow's job, and the counts of every level.

    GitHub takes a megabyte of it; a flood ends in a count.
    """
    counts = Counter(finding.severity for finding in findings)
    yield f"corpuskit: {counts['error']} errors, {counts['warning']} warnings, {counts['note']} notes"
    told = [finding for finding in findings if finding.severity != "note"]
    if not told:
        return
    rows = list(flood(map(_table_row, told), "findings"))
    rest = [] if rows[-1].startswith("<tr>") else ["", rows.pop()]
    yield from ("", "<table>", *rows, "</table>", *rest)


def _table_row(finding: Located) -> str:
    cells = (place(finding), finding.severity, finding.code, finding.message[:OF_A_CELL])
    return "<tr>" + "".join(f"<td><code>{_html(cell)}</code></td>" for cell in cells) + "</tr>"


def _html(text: str) -> str:
    escaped = show(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace('"', "&quot;")


def _row(finding: Located) -> dict[str, object]:
    return {
        "path": show(finding.path),
        "line": finding.line,
        "column": finding.column,
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message.encode("utf-8", "backslashreplace").decode("utf-8"),
        "fixable": finding.fixable,
        "key": finding.key,
    }


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(show(text)).replace(":", "%3A").replace(",", "%2C")


def _machine(name: str) -> Format:
    def write(findings: Sequence[Located]) -> Iterator[str]:
        from corpuskit.report import machine

        report: Format = getattr(machine, name)
        return report(bounded(findings))

    return write


FORMATS: dict[str, Format] = {
    "full": full,
    "concise": concise,
    "json": as_json,
    "jsonl": jsonl,
    "github": github,
    "gitlab": _machine("gitlab"),
    "junit": _machine("junit"),
    "sarif": _machine("sarif"),
}
