from hypothesis import given
from hypothesis import strategies as st

from corpuskit.document import read
from corpuskit.findings import Finding, Repair, Verdict
from corpuskit.ledger import apply, repair, resolve


def build(raw, repairs=(), verdicts=()):
    repaired = repair(raw, repairs)
    claims, _ = resolve(read(repaired.text), verdicts)
    return apply(repaired, len(raw), claims)


def check(raw, body):
    at = length = 0
    for tile in body.tiles:
        assert tile.start == at
        assert not tile.verbatim or raw[tile.start : tile.end] == tile.after
        at = tile.end
        length += len(tile.after)
    assert at == len(raw) and "".join(t.after for t in body.tiles) == body.text
    assert "\n\n".join(body.text[s:e] for _, s, e in body.blocks) == body.text


def test_what_nobody_claims_is_kept():
    raw = "One.\n\n  Two. \r\n"
    body = build(raw)
    check(raw, body)
    assert body.text == "One.\n\nTwo."


def test_a_dropped_line_and_a_join():
    raw = "He spoke to\nLe Monde.\nShare\nEnd."
    drop = Finding("BP105", 22, 27, "", "unsafe", Verdict("drop"))
    join = Finding("STR201", 12, 21, "", "unsafe", Verdict("join"))
    body = build(raw, (), [drop, join])
    check(raw, body)
    assert body.text == "He spoke to Le Monde.\n\nEnd."
    assert [t.claim.code for t in body.tiles if not t.verbatim] == ["STR201", "WS001", "BP105", "WS001"]


def test_what_goes_on_with_a_dropped_line_stands_alone():
    raw = "One line.\nHe spoke to\nLe Monde.\n"
    drop = Finding("BP201", 10, 21, "", "unsafe", Verdict("drop"))
    join = Finding("STR201", 22, 31, "", "unsafe", Verdict("join"))
    body = build(raw, (), [drop, join])
    check(raw, body)
    assert body.text == "One line.\n\nLe Monde."


words = st.text(alphabet="ab .\n\r", max_size=40)
repairs = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 4), st.sampled_from(["", " ", "x", " y", "z "])), max_size=6
)
verdicts = st.lists(
    st.tuples(st.integers(0, 10), st.sampled_from(["keep", "drop", "field", "join"]), st.floats(0, 1)), max_size=6
)


@given(words, repairs, verdicts)
def test_tiles_cover_the_raw_text_once(raw, wanted, judged):
    mends = [Finding("ENC001", s, s + n, "", "safe", Repair(a)) for s, n, a in wanted if s + n <= len(raw)]
    lines = [line for line in read(repair(raw, mends).text).lines if line.text]
    found = [
        Finding("BP105", lines[i].start, lines[i].end, "", "unsafe", Verdict(kind, score=score))
        for i, kind, score in judged
        if i < len(lines)
    ]
    check(raw, build(raw, mends, found))
