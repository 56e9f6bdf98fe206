"""Short lines make no list of links: poems, recipes, interviews, chronicles, results and the like stay whole and unflagged."""

from pathlib import Path

import pytest

from corpuskit.pipeline import Plan, process

GENRES = sorted((Path(__file__).parent / "genres").glob("*.txt"))


@pytest.mark.parametrize("profile", ["keep", "standard", "strict"])
@pytest.mark.parametrize("path", GENRES, ids=lambda path: path.stem)
def test_a_genre_of_short_lines_is_no_list_and_not_cut_and_loses_nothing(path, profile):
    result = process(path.read_bytes(), path.name, Plan(findings_only=True, profile=profile))
    assert {f.code for f in result.findings}.isdisjoint({"QUA101", "QUA103", "QUA104", "QUA108", "QUA109"})
    assert [c.code for c in result.claims if c.verdict.kind == "drop"] == []


def test_links_without_a_known_label_are_a_list_where_they_are_many():
    places = [
        f"{a} {b}"
        for a in ("Harbour", "Mill", "Ferry", "Bridge", "Orchard", "Chapel")
        for b in ("Lane", "Road", "Hill", "Row", "End", "Court")
    ]
    assert "QUA104" in codes("\n".join(places))
    assert "QUA104" not in codes("\n".join(places[:20]))
    assert "QUA104" not in codes("\n".join(f"and then the {place}" for place in places))


def codes(text):
    return {f.code for f in process(text.encode(), "a.txt", Plan(findings_only=True)).findings}
