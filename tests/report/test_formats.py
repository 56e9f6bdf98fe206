import json
import re
import xml.etree.ElementTree as ET

import pytest

from corpuskit.findings import Located
from corpuskit.report.formats import FORMATS, OF_A_FILE

EVIL = "a\n::error::x,y:z%0A]]><b>&\"'\x1b[31m`|\u202e\udcff.txt"
FOUND = [
    Located("seeds/a.txt", 3, 7, "ENC101", "note", "plain", True),
    Located(EVIL, 0, 0, "IO105", "error", EVIL),
    *(Located("seeds/b.txt", n, 1, "ENC102", "warning", f"hidden {n}") for n in range(1, 31)),
]


def text(name, found=FOUND):
    return "\n".join(FORMATS[name](found))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_nothing_of_the_input_is_raw(name):
    out = text(name)
    out.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u200b]", out)
    assert not re.search("^::error::x", out, re.MULTILINE)
    assert name != "junit" or "<b>" not in out


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_parses_back(name):
    out = text(name)
    rows = json.loads(out) if name == "json" else [json.loads(line) for line in out.splitlines()]
    assert [(r["line"], r["column"], r["code"], r["severity"]) for r in rows] == [
        (f.line, f.column, f.code, f.severity) for f in FOUND
    ]


def test_github_shows_ten_of_a_level_and_counts_the_rest():
    lines = text("github").splitlines()
    assert len([line for line in lines if line.startswith("::warning file=")]) == 10
    assert lines[-1] == "::warning title=corpuskit::20 more warnings: see the job summary"
    assert len([line for line in lines if line.startswith("::error file=")]) == 1
    values = re.match(r"::error file=(.*),title=corpuskit IO105::", next(line for line in lines if "IO105" in line))[1]
    assert "," not in values and ":" not in values


def test_junit_is_xml_and_counts():
    top = ET.fromstring(text("junit"))
    assert int(top.get("tests")) == len(top.findall(".//failure")) == len(FOUND)


def test_sarif_places_every_finding():
    log = json.loads(text("sarif"))
    run = log["runs"][0]
    assert log["version"] == "2.1.0" and len(run["results"]) == len(FOUND)
    first = run["results"][0]["locations"][0]["physicalLocation"]
    assert first == {"artifactLocation": {"uri": "seeds/a.txt"}, "region": {"startLine": 3, "startColumn": 7}}
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_gitlab_fingerprints_differ():
    rows = json.loads(text("gitlab", [*FOUND, FOUND[0]]))
    assert len({row["fingerprint"] for row in rows}) == len(rows)


def test_a_flood_ends_in_a_count():
    out = text("full", [FOUND[0]] * 100_000)
    assert len(out) < 512_000 and "more findings" in out


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_file_of_many_findings_is_no_flood(name):
    """The gravest are told, and how many there are besides; other files lose nothing."""
    many = [
        Located("a.txt", n, 1, "ENC102", "warning", "'\\u202e' removed: it hides or reverses", True)
        for n in range(1, 30_001)
    ]
    grave = Located("a.txt", 30_001, 1, "IO105", "error", "grave")
    other = Located("b.txt", 1, 1, "ENC101", "note", "alone")
    out = text(name, [*many, grave, other])
    assert len(out.encode()) < 512_000 and "more" in out
    if name not in ("full", "concise", "github"):
        assert "grave" in out and "alone" in out and f"and {30_001 - OF_A_FILE} more findings in this file" in out
