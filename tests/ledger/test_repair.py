from hypothesis import given
from hypothesis import strategies as st

from corpuskit.findings import Finding, Repair
from corpuskit.ledger import compose, repair, undo


def finding(start, end, after, code="ENC001"):
    return Finding(code, start, end, "", "safe", Repair(after))


def test_repairs_are_applied_and_map_back():
    got = repair("a\u200bbcaf\u00c3\u00a9 d", [finding(1, 2, ""), finding(6, 8, "é")])
    assert got.text == "abcafé d"
    assert [got.raw(i) for i in range(9)] == [0, 2, 3, 4, 5, 6, 8, 9, 10]


def test_the_end_of_a_replacement_maps_behind_it():
    got = repair("x&amp;amp;y", [finding(1, 10, "&&")])
    assert (got.raw(2), got.raw(2, end=True), got.raw(3)) == (1, 10, 10)


def test_of_two_overlapping_repairs_one_wins():
    got = repair("abcdef", [finding(2, 4, "Y"), finding(1, 3, "X"), finding(1, 2, "Z")])
    assert (got.text, len(got.edits)) == ("aXdef", 1)


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.text(max_size=3)), max_size=10)


@given(st.text(min_size=31, max_size=40), spans)
def test_what_was_repaired_can_be_undone(raw, wanted):
    got = repair(raw, [finding(s, min(len(raw), s + n), after) for s, n, after in wanted])
    assert undo(got, [raw[e.start : e.end] for e in got.edits]) == raw
    places = [got.raw(i) for i in range(len(got.text) + 1)]
    assert places == sorted(places) and places[-1] <= len(raw)


@given(st.text(min_size=31, max_size=40), spans, spans)
def test_two_rounds_of_repairs_are_one(raw, wanted, again):
    first = repair(raw, [finding(s, min(len(raw), s + n), after) for s, n, after in wanted])
    size = len(first.text)
    second = repair(first.text, [finding(s, min(size, s + n), after) for s, n, after in again if s < size])
    both = compose(first, second)
    assert both.text == second.text
    assert undo(both, [raw[e.start : e.end] for e in both.edits]) == raw
    assert repair(raw, [finding(e.start, e.end, e.after) for e in both.edits if e.end > e.start]).text == both.text
