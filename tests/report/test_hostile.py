"""Names and titles that try to break out come through no report raw, and every report tells the same places."""

import html
import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from urllib.parse import unquote_to_bytes

import pytest

from corpuskit.article import Report
from corpuskit.findings import Located
from corpuskit.report.formats import FORMATS, job_summary

HOSTILE = {
    "newline": "a\n::error::b\r\nc.txt",
    "pipe": "a|b|c.txt",
    "backtick": "`a` ``b``.txt",
    "script": "<script>alert(1)</script></code></td></tr></table>",
    "terminal escape": "\x1b]0;owned\x07\x1b[31m\x9b2Jred.txt",
    "workflow command": "::error file=x,line=1::owned",
    "workflow command inside": "a,title=x::error::owned %0A::warning::.txt",
    "old workflow command": "##[error]owned",
    "parent": "../../etc/passwd",
    "absolute": "/etc/passwd",
    "255 bytes": "é" * 125 + "x.txt",
    "invalid UTF-8": b"caf\xe9\xff.txt".decode("utf-8", "surrogateescape"),
    "bidi and zero width": "a\u202egpj.txt\u2066\u200b\ufeff\U000e0041",
    "separators": "a\u2028b\u2029c\x85d\x0b\x0ce",
    "markup": "![x](y) [a](javascript:b) **c** @team #1 &amp; &lt; ]]> --> \"'",
    "template": "{0} %s ${{ secrets.X }} $(id) \\n",
}
REPORTS = {**FORMATS, "summary": job_summary}


def findings(text):
    return [
        Located(text, 3, 7, "ENC102", "warning", text, True),
        Located(text, 0, 0, "IO105", "error", text),
        Located("seeds/plain.txt", 12, 1, "BP101", "note", text),
    ]


def lines(name, text):
    return "\n".join(REPORTS[name](findings(text))).split("\n")


@pytest.mark.parametrize("name", sorted(REPORTS))
@pytest.mark.parametrize("kind", HOSTILE)
def test_nothing_hostile_is_raw(name, kind):
    found = lines(name, HOSTILE[kind])
    assert len(found) == len(lines(name, "plain.txt"))
    for line in found:
        assert "##[" not in line or name not in ("full", "concise")
        assert not [c for c in line if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
        command = re.match(r"(::(?:error|warning)(?: [^:]*)?::|##\[)", line)
        assert not command or (name == "github" and command.group().count("title=corpuskit") == 1)
        if name in ("junit", "summary"):
            assert "<script" not in line and line.count("<td>") in (0, 4)
    "\n".join(found).encode("utf-8")


def commands(text):
    """What a runner reads of workflow commands: level, properties, message."""
    for line in text.split("\n"):
        found = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert found, line
        properties = dict(part.split("=", 1) for part in found.group(2).split(","))
        for code, sign in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            properties = {key: value.replace(code, sign) for key, value in properties.items()}
        yield found.group(1), properties, found.group(3).replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_workflow_commands_parse_back_to_the_findings_and_count_all():
    many = [
        Located(f"seeds/{n:02},:%.txt", n % 4, n % 4 and 5, code, level, f"100% of {n}: a,b")
        for n in range(40)
        for code, level in (("IDX102", "error"), ("ENC102", "warning"), ("BP101", "note"))
    ]
    shown = {"error": [], "warning": []}
    more = {}
    for level, properties, message in commands("\n".join(FORMATS["github"](many))):
        if "file" in properties:
            place = (properties["file"], int(properties.get("line", 0)), int(properties.get("col", 0)))
            shown[level].append((*place, properties["title"].split()[-1], message.partition(" ")[2]))
        else:
            more[level] = int(message.split()[0])
    for level, told in shown.items():
        all_of_them = [(f.path, f.line, f.column, f.code, f.message) for f in many if f.severity == level]
        assert told == all_of_them[:10] and more[level] + 10 == len(all_of_them)
    summary = "\n".join(job_summary(many))
    assert summary.startswith("corpuskit: 40 errors, 40 warnings, 40 notes\n") and summary.count("<tr>") == 80


def places(name, found):
    """(path, line, column, code) of every finding that a report shows; column 0 where the format has none."""
    text = "\n".join(REPORTS[name](found))
    if name in ("json", "jsonl"):
        rows = json.loads(text) if name == "json" else [json.loads(line) for line in text.splitlines()]
        return [(r["path"], r["line"], r["column"], r["code"]) for r in rows]
    if name == "gitlab":
        return [(r["location"]["path"], r["location"]["lines"]["begin"], 0, r["check_name"]) for r in json.loads(text)]
    if name == "sarif":
        made = []
        for result in json.loads(text)["runs"][0]["results"]:
            place = result["locations"][0]["physicalLocation"]
            region = place["region"]
            path = unquote_to_bytes(place["artifactLocation"]["uri"]).decode()
            made.append((path, region["startLine"], region["startColumn"], result["ruleId"]))
        return made
    if name == "junit":
        cases = [(c.get("classname"), c.get("name").split()) for c in ET.fromstring(text.encode()).iter("testcase")]
        return [(path, *map(int, place.split(":")), code) for path, (code, place) in cases]
    if name == "github":
        return [(p["file"], int(p["line"]), int(p["col"]), p["title"].split()[-1]) for _, p, _ in commands(text)]
    if name == "summary":
        rows = [re.findall(r"<code>(.*?)</code>", line) for line in text.split("\n") if "<tr>" in line]
        rows = [(html.unescape(place), code) for place, _, code, _ in rows]
    else:
        rows = [re.fullmatch(r"(.*?): (?:\w+ )?([A-Z]+\d+) .*", line).groups() for line in text.split("\n")]
    split = [(place.rsplit(":", 2), code) for place, code in rows]
    return [(path, int(line), int(column), code) for (path, line, column), code in split]


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_all_reports_tell_the_same_places(name):
    found = [
        Located("seeds/a b,c.txt", 3, 7, "ENC101", "warning", "one"),
        Located("seeds/é.txt", 1, 1, "IDX104", "error", "two"),
        Located("seeds/é.txt", 20, 4, "ENC102", "warning", "three"),
    ]
    expected = [(f.path, f.line, 0 if name == "gitlab" else f.column, f.code) for f in found]
    assert places(name, found) == expected


def test_json_rows_are_findings_of_the_schema():
    for text in HOSTILE.values():
        for row in json.loads("\n".join(FORMATS["json"](findings(text)))):
            Report.model_validate(row)


SARIF = {
    "log": ({"$schema", "version", "runs"}, {"version", "runs"}),
    "run": ({"tool", "columnKind", "results"}, {"tool"}),
    "driver": ({"name", "version", "rules"}, {"name"}),
    "rule": ({"id", "name", "shortDescription"}, {"id"}),
    "result": ({"ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"}, {"message"}),
    "region": ({"startLine", "startColumn"}, {"startLine"}),
}  # what SARIF 2.1.0 allows of what we write, and what it requires


def shaped(kind, value):
    allowed, required = SARIF[kind]
    assert required <= value.keys() <= allowed
    return value


@pytest.mark.parametrize("kind", [None, *HOSTILE])
def test_sarif_has_the_shape_of_its_schema(kind):
    log = shaped("log", json.loads("\n".join(FORMATS["sarif"](findings(HOSTILE[kind]) if kind else []))))
    assert log["version"] == "2.1.0" and len(log["runs"]) == 1
    run = shaped("run", log["runs"][0])
    rules = shaped("driver", run["tool"]["driver"])["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert len({shaped("rule", rule)["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        shaped("result", result)
        assert result["level"] in ("error", "warning", "note") and result["message"]["text"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert re.fullmatch(r"(?:[A-Za-z0-9_.~/-]|%[0-9A-F]{2})+", place["artifactLocation"]["uri"])
        assert not place.get("region") or min(shaped("region", place["region"]).values()) >= 1


JUNIT = {
    "testsuites": {"name", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors"},
    "testcase": {"name", "classname"},
    "failure": {"type", "message"},
}  # what every element has, all of it known to the schemas of Jenkins and Ant


@pytest.mark.parametrize("kind", HOSTILE)
def test_junit_has_the_shape_of_its_schema(kind):
    top = ET.fromstring("\n".join(FORMATS["junit"](findings(HOSTILE[kind]))).encode())
    inside = {"testsuites": "testsuite", "testsuite": "testcase", "testcase": "failure", "failure": None}
    for element in top.iter():
        assert set(element.keys()) == JUNIT[element.tag]
        assert {child.tag for child in element} <= {inside[element.tag]}
        if element.get("tests"):
            assert int(element.get("tests")) == int(element.get("failures")) == len(list(element.iter("testcase")))
