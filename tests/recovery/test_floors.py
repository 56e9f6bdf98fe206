"""What is recovered of our own labelled documents never gets worse without a line of floors.json that says so.

A file of `pages` holds documents of one language, each behind a `###` line with its name: what is to be found, a `-` for
what is not there, several values parted by `; `, then `---` and the text.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from corpuskit.pipeline import Plan, process
from corpuskit.rules.registry import EVERY

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
SLACK = 0.03  # what a floor may lie below what is measured
ALWAYS = {"title", "date", "authors"}
NAMES = {rule.code: rule.name for rule in EVERY}


def documents():
    for file in sorted((HERE / "pages").glob("*.txt")):
        for part in file.read_text(encoding="utf-8").split("### ")[1:]:
            head, _, text = part.partition("\n---\n")
            name, *lines = head.split("\n")
            yield name, dict(line.split(": ", 1) for line in lines), text.rstrip("\n") + "\n"


def found(text):
    """What is found in a text, as the labels write it."""
    result = process(text.encode(), "a.txt", Plan())
    article = result.article
    flags = [NAMES[flag.rule] for flag in article.flags if flag.rule.startswith("QUA")]
    return {
        "title": article.title,
        "date": article.date_published,
        "authors": "; ".join(article.authors),
        "subtitle": article.subtitle,
        "section": article.section,
        "publisher": article.publisher,
        "summary": "; ".join(article.summary),
        "captions": "; ".join(article.captions),
        "keywords": "; ".join(article.keywords),
        "references": "; ".join(article.references),
        "joins": str(sum(edit.action == "join" for edit in result.ledger.edits)),
        "flags": flags,
    }


@pytest.fixture(scope="module")
def misses():
    """For each field how many labels there are, and those that are not met."""
    asked, missed = Counter(), {}
    for name, wanted, text in documents():
        said = found(text)
        for field, value in wanted.items():
            asked[field] += 1
            right = value in said[field] if field == "flags" else (said[field] or "-") == value
            if not right:
                missed.setdefault(field, []).append(f"{name}: {said[field]!r} is not {value!r}")
    return asked, missed


def test_the_documents_are_many_and_of_many_languages():
    names = [name for name, _, _ in documents()]
    assert len(names) == len(set(names)) >= 80
    assert len({name.partition("-")[0] for name in names}) >= 12
    assert all(set(wanted) >= ALWAYS for _, wanted, _ in documents())


@pytest.mark.parametrize("field", sorted(FLOORS))
def test_no_field_is_below_its_floor_or_far_above_it(misses, field):
    asked, missed = misses
    right = 1 - len(missed.get(field, [])) / asked[field]
    assert right >= FLOORS[field], "\n".join(missed[field])
    assert right < FLOORS[field] + SLACK, f"better than its floor: raise {field} in floors.json to {right:.2f}"


def test_every_field_has_a_floor(misses):
    assert sorted(misses[0]) == sorted(FLOORS)
