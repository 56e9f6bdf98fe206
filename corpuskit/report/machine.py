"""Findings for other programs: SARIF 2.1.0, JUnit XML, GitLab code quality."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from corpuskit import __version__
from corpuskit.files import show
from corpuskit.findings import Located
from corpuskit.rules.registry import EVERY

_SARIF_LEVELS = {"error": "error", "warning": "warning", "note": "note"}
_GITLAB_LEVELS = {"error": "major", "warning": "minor", "note": "info"}


def names() -> dict[str, str]:
    """The name of every code."""
    return {rule.code: rule.name for rule in EVERY}


def _about(code: str) -> str:
    """The first line of a rule's page."""
    page = next((rule.page for rule in EVERY if rule.code == code), None) or ""
    return page.strip().split("\n")[0] or code


def sarif(findings: Sequence[Located]) -> Iterator[str]:
    """A SARIF 2.1.0 log with one run."""
    named = names()
    codes = sorted({finding.code for finding in findings})
    place = {code: number for number, code in enumerate(codes)}
    rules = [{"id": code, "name": named.get(code, code), "shortDescription": {"text": _about(code)}} for code in codes]
    driver = {"name": "corpuskit", "version": __version__, "rules": rules}
    results = [_result(finding, place[finding.code]) for finding in findings]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    yield json.dumps(log, ensure_ascii=True, indent=1)


def _result(finding: Located, rule: int) -> dict[str, object]:
    location: dict[str, object] = {"artifactLocation": {"uri": uri(finding.path)}}
    if finding.line:
        location["region"] = {"startLine": finding.line, "startColumn": max(1, finding.column)}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": show(finding.message)},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"corpuskit/v1": finding.key},
    }


def uri(path: str) -> str:
    """A path as a relative URI reference."""
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")


def junit(findings: Sequence[Located]) -> Iterator[str]:
    """One test suite a file, one failed test case a finding; a file without findings has none."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    total = len(findings)
    yield f'<testsuites name="corpuskit" tests="{total}" failures="{total}" errors="0">'
    for path, group in groupby(sorted(findings, key=lambda f: f.path), key=lambda f: f.path):
        found = list(group)
        yield f'  <testsuite name="{_xml(path)}" tests="{len(found)}" failures="{len(found)}" errors="0">'
        for finding in found:
            name = f"{finding.code} {finding.line}:{max(1, finding.column)}" if finding.line else finding.code
            yield f'    <testcase name="{_xml(name)}" classname="{_xml(path)}">'
            yield f'      <failure type="{finding.severity}" message="{_xml(finding.message)}"/>'
            yield "    </testcase>"
        yield "  </testsuite>"
    yield "</testsuites>"


def _xml(text: str) -> str:
    escaped = show(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace('"', "&quot;").replace("'", "&#39;")


def gitlab(findings: Sequence[Located]) -> Iterator[str]:
    """A GitLab code quality report; a fingerprint is that of path, code and message, numbered where they repeat."""
    seen: dict[str, int] = {}
    rows = []
    for finding in findings:
        key = f"{finding.path}\x00{finding.code}\x00{finding.message}"
        seen[key] = seen.get(key, 0) + 1
        text = f"{key}\0{seen[key]}".encode("utf-8", "surrogateescape")
        rows.append(
            {
                "description": show(finding.message),
                "check_name": finding.code,
                "fingerprint": hashlib.sha256(text).hexdigest(),
                "severity": _GITLAB_LEVELS[finding.severity],
                "location": {"path": show(finding.path), "lines": {"begin": max(1, finding.line)}},
            }
        )
    yield json.dumps(rows, ensure_ascii=True, indent=1)
