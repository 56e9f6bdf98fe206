import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.errors import CorpuskitError
from corpuskit.index.compare import compare
from corpuskit.index.manifest import BEGIN, COLUMNS, END, KINDS, Entry
from corpuskit.index.paths import harmless, unportable, unsafe, unseen
from corpuskit.index.reader import read
from corpuskit.index.writer import write

HEAD = f"| {' | '.join(COLUMNS)} |\n| --- | --- | --- | --- | --- |\n"


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def entry(path, text=None, **more):
    return Entry(path, sha(text or path), **more)


def table(*rows, head=HEAD):
    return f"# Mine\n\n{BEGIN}\n{head}{''.join(row + chr(10) for row in rows)}{END}\n".encode()


def row(path, digest=None, title=""):
    return f"| [{path}]({path}) | {title} |  |  | {digest if digest is not None else sha(path)} |"


def found(data, entries):
    index = read(data, {e.path for e in entries}) if data is not None else None
    return [(m.code, m.line, m.path) for m in compare(index, entries)]


A, B, C = entry("a.txt"), entry("b.txt"), entry("c.txt")
FIRST = 6  # the line of the first row


CASES = {
    "clean": (table(row("a.txt"), row("b.txt")), [A, B], []),
    "order does not matter": (table(row("b.txt"), row("a.txt")), [A, B], []),
    "no index": (None, [A], [("IDX101", 0, "INDEX.md")]),
    "no index, no files": (None, [], []),
    "empty index": (b"", [A], [("IDX103", 0, "a.txt")]),
    "missing": (table(row("a.txt"), row("zzz.txt")), [A], [("IDX102", FIRST + 1, "zzz.txt")]),
    "unlisted": (table(row("a.txt")), [A, B], [("IDX103", 0, "b.txt")]),
    "stale": (table(row("a.txt", sha("old"))), [A], [("IDX104", FIRST, "a.txt")]),
    "another's": (table(row("a.txt", B.sha256), row("b.txt")), [A, B], [("IDX104", FIRST, "a.txt")]),
    "upper-case digest": (table(row("a.txt", A.sha256.upper())), [A], []),
    "digest empty": (table(row("a.txt", "")), [A], [("IDX105", FIRST, "a.txt")]),
    "digest cut": (table(row("a.txt", A.sha256[:-1])), [A], [("IDX105", FIRST, "a.txt")]),
    "digest too long": (table(row("a.txt", A.sha256 + "0")), [A], [("IDX105", FIRST, "a.txt")]),
    "digest not hex": (table(row("a.txt", "g" * 64)), [A], [("IDX105", FIRST, "a.txt")]),
    "twice": (table(row("a.txt"), row("b.txt"), row("a.txt")), [A, B], [("IDX106", FIRST + 2, "a.txt")]),
    "case": (table(row("A.txt", A.sha256)), [A], [("IDX107", FIRST, "A.txt")]),
    "case and stale": (
        table(row("A.txt")),
        [A],
        [("IDX104", FIRST, "A.txt"), ("IDX107", FIRST, "A.txt")],
    ),
    "absolute": (table(row("/a.txt", A.sha256), row("a.txt")), [A], [("IDX109", FIRST, "/a.txt")]),
    "parent": (table(row("../a.txt", A.sha256), row("a.txt")), [A], [("IDX109", FIRST, "../a.txt")]),
    "parent inside": (table(row("x/../a.txt", A.sha256), row("a.txt")), [A], [("IDX109", FIRST, "x/../a.txt")]),
    "parent encoded": (
        table(f"| [a](%2e%2e/a.txt) | | | | {A.sha256} |", row("a.txt")),
        [A],
        [("IDX109", FIRST, "../a.txt")],
    ),
    "home": (table(row("~/a.txt", A.sha256), row("a.txt")), [A], [("IDX109", FIRST, "~/a.txt")]),
    "drive": (table(row("C:/a.txt", A.sha256), row("a.txt")), [A], [("IDX109", FIRST, "C:/a.txt")]),
    "scheme": (table(row("file:a.txt", A.sha256), row("a.txt")), [A], [("IDX109", FIRST, "file:a.txt")]),
    "web": (table(row("https://x.org/a.txt", A.sha256), row("a.txt")), [A], [("IDX109", FIRST, "https://x.org/a.txt")]),
    "backslash": (
        table(f"| [a](x%5Ca.txt) | | | | {A.sha256} |", row("a.txt")),
        [A],
        [("IDX109", FIRST, "x\\a.txt")],
    ),
    "empty part": (table(row("x//a.txt", A.sha256), row("a.txt")), [A], [("IDX109", FIRST, "x//a.txt")]),
    "dot part": (table(row("./a.txt", A.sha256)), [A], []),
    "dot part inside": (table(row("x/./a.txt", A.sha256), row("a.txt")), [A], [("IDX109", FIRST, "x/./a.txt")]),
    "in a comment": (table("<!--", row("a.txt"), "-->"), [A], [("IDX103", 0, "a.txt")]),
    "in a one-line comment": (table(f"<!-- {row('a.txt')} -->"), [A], [("IDX103", 0, "a.txt")]),
    "in a fence": (table("```", row("a.txt"), "```"), [A], [("IDX103", 0, "a.txt")]),
    "markers in a fence": (b"```\n" + table(row("a.txt")) + b"```\n", [A], [("IDX103", 0, "a.txt")]),
    "conflict": (
        table("<<<<<<< ours", row("a.txt"), "=======", row("b.txt"), ">>>>>>> theirs"),
        [A, B],
        [("IDX115", FIRST, ""), ("IDX115", FIRST + 4, "")],
    ),
    "conflict, base shown": (
        table(row("a.txt"), "||||||| base"),
        [A],
        [("IDX115", FIRST + 1, "")],
    ),
    "not UTF-8": (table(row("a.txt")).replace(b"Mine", b"Min\xe9"), [A], [("IDX114", 1, "")]),
    "BOM and CRLF": (b"\xef\xbb\xbf" + table(row("a.txt")).replace(b"\n", b"\r\n"), [A], []),
    "no end": (table(row("a.txt")).replace(END.encode(), b""), [A], [("IDX117", 3, "")]),
    "no begin": (table(row("a.txt")).replace(BEGIN.encode(), b""), [A], [("IDX117", 7, ""), ("IDX103", 0, "a.txt")]),
    "two tables": (table(row("a.txt")) + table(row("b.txt")), [A, B], [("IDX117", 10, "")]),
    "header merged in twice": (table(row("a.txt"), HEAD.strip().split("\n")[0], row("b.txt")), [A, B], []),
    "prose inside": (table(row("a.txt"), "Some words."), [A], [("IDX112", FIRST + 1, "")]),
    "too few cells": (table("| [a.txt](a.txt) | T |"), [A], [("IDX112", FIRST, "a.txt")]),
    "too many cells": (table(f"| [a.txt](a.txt) | A | B | | | {A.sha256} |"), [A], [("IDX112", FIRST, "a.txt")]),
    "no name": (table(f"|  | T | | | {A.sha256} |", row("a.txt")), [A], [("IDX112", FIRST, "")]),
    "a bare name": (table(f"| a.txt | T | | | {A.sha256} |"), [A], []),
    "a code span": (table(f"| `a.txt` | T | | | `{A.sha256}` |"), [A], []),
    "planned": (table(row("a.txt"), "| ~~[z.txt](z.txt)~~ | later | | | |"), [A], []),
    "large": (table(row("a.txt")) + b"x" * 512_000, [A], [("IDX113", 0, "")]),
    "decomposed": (
        table(row("cafe%CC%81.txt", sha("c"))),
        [entry("caf\u00e9.txt", "c")],
        [("IDX108", FIRST, "cafe\u0301.txt")],
    ),
    "clash": (
        table(row("a.txt"), row("A.txt")),
        [A, entry("A.txt")],
        [("IDX116", FIRST + 1, "A.txt")],
    ),
    "clash by normalisation": (
        table(row("%C3%89.txt", sha("\u00c9.txt")), row("e%CC%81.txt", sha("e\u0301.txt"))),
        [entry("\u00c9.txt"), entry("e\u0301.txt")],
        [("IDX116", FIRST + 1, "e\u0301.txt")],
    ),
    "reserved": (table(row("sub/NUL.txt")), [entry("sub/NUL.txt")], [("IDX110", FIRST, "sub/NUL.txt")]),
    "trailing dot": (table(row("a.txt.")), [entry("a.txt.")], [("IDX110", FIRST, "a.txt.")]),
    "trailing space": (table(row("a%20/b.txt", sha("a /b.txt"))), [entry("a /b.txt")], [("IDX110", FIRST, "a /b.txt")]),
    "zero width": (
        table(row("a%E2%80%8B.txt", sha("a\u200b.txt"))),
        [entry("a\u200b.txt")],
        [("IDX111", FIRST, "a\\u200b.txt")],
    ),
    "bidi": (None, [], []),
    "name not UTF-8": (
        table(row("a%FF.txt", sha("x"))),
        [entry("a\udcff.txt", "x")],
        [("IDX111", FIRST, "a\\udcff.txt")],
    ),
    "backslash on disk": (None, [entry("x\\a.txt")], [("IDX101", 0, "INDEX.md")]),
}


@pytest.mark.parametrize("name", CASES)
def test_mismatches(name):
    data, entries, expected = CASES[name]
    assert found(data, entries) == expected


def test_severities():
    index = read(table(row("a.txt.")), {"a.txt."})
    assert [m.severity for m in compare(index, [entry("a.txt.")])] == ["warning"]
    assert {kind: severity for _, (kind, severity) in KINDS.items() if severity != "error"} == {
        "differs-in-normalisation": "note",
        "unportable-name": "warning",
        "large-index": "warning",
    }


@pytest.mark.parametrize(
    ("listed", "there", "meant"),
    [
        ("article-one.txt", "article-on.txt", True),
        ("article-one.txt", "sub/article-one.txt", True),
        ("article_one.txt", "article-one.txt", True),
        ("article-one.text", "article-one.txt", True),
        ("artcile-one.txt", "article-one.txt", True),
        ("article-one.txt", "something-else.txt", False),
    ],
)
def test_near_misses(listed, there, meant):
    entries = [entry(there)]
    index = read(table(row(listed)), {there})
    missing = next(m for m in compare(index, entries) if m.code == "IDX102")
    assert (f"did you mean {there}?" in missing.message) == meant


def test_a_renamed_file_is_known_by_its_checksum():
    index = read(table(row("old-name.txt", sha("x"))), {"other.txt"})
    missing = compare(index, [entry("other.txt", "x")])[0]
    assert missing.message == "no such file: old-name.txt; it has been renamed to other.txt"


def test_metadata_cells():
    data = table(
        f"| [a.txt](a.txt) | A \\| B &amp; C | en | 2024 | {A.sha256} | CC&#45;BY |",
        head="| File | Title | Language | Published | SHA-256 | License |\n| - | - | - | - | - | - |\n",
    )
    row = read(data, {"a.txt"}).rows[0]
    assert row.cells == (
        ("Title", "A | B & C"),
        ("Language", "en"),
        ("Published", "2024"),
        ("License", "CC-BY"),
    )
    assert row.cell("license") == "CC-BY"


def written(old, *entries):
    new = write(old, entries)
    assert write(new, entries) == new
    assert not found(new, entries)
    return new.decode()


def test_a_fresh_index():
    assert written(None, B, Entry("a.txt", A.sha256, 5, "T", "en", "2024-01-02")) == (
        f"# Index\n\n{BEGIN}\n{HEAD}| [a.txt](a.txt) | T | en | 2024-01-02 | {A.sha256} |\n{row('b.txt')}\n{END}\n"
    )


def test_prose_and_user_columns_stay():
    old = (
        f"\ufeff# Mine\r\n\r\nWords  \r\n{BEGIN}\r\n| License | File | Title | Language | Published | SHA-256 | My *note* |\r\n"
        f"|-|-|-|-|-|-|-|\r\n| MIT | [b.txt](b.txt) | | | | {sha('old')} | see \\| `x` |\r\n"
        f"| CC | [gone.txt](gone.txt) | | | | {C.sha256} | moved |\r\n"
        f"| no | [lost.txt](lost.txt) | | | | {sha('lost')} | lost |\r\n{END}\r\n\r\nend \t\r\n"
    ).encode()
    assert written(old, A, B, C) == (
        f"\ufeff# Mine\r\n\r\nWords  \r\n{BEGIN}\r\n| License | File | Title | Language | Published | SHA-256 | My *note* |\r\n"
        f"| --- | --- | --- | --- | --- | --- | --- |\r\n"
        f"|  | [a.txt](a.txt) |  |  |  | {A.sha256} |  |\r\n"
        f"| MIT | [b.txt](b.txt) |  |  |  | {B.sha256} | see \\| `x` |\r\n"
        f"| CC | [c.txt](c.txt) |  |  |  | {C.sha256} | moved |\r\n{END}\r\n\r\nend \t\r\n"
    )


def test_prose_without_a_list_gets_a_table_below():
    assert written(b"# Mine\n\nOur seeds.", A).startswith(f"# Mine\n\nOur seeds.\n\n{BEGIN}\n")


def test_words_inside_the_markers_are_moved_below_not_lost():
    old = table(row("a.txt"), "Some words.", "```", row("b.txt"), "```")
    assert written(old, A) == (
        f"# Mine\n\n{BEGIN}\n{HEAD}{row('a.txt')}\n{END}\n\nSome words.\n```\n{row('b.txt')}\n```\n"
    )


def test_a_union_merge_is_put_in_order():
    old = table(row("b.txt"), row("c.txt"), row("a.txt"), row("b.txt", sha("old")))
    assert written(old, A, B, C) == table(row("a.txt"), row("b.txt"), row("c.txt")).decode()


def test_two_tables_become_one():
    assert written(table(row("a.txt")) + b"between\n" + table(row("b.txt")) + b"end\n", A, B) == (
        table(row("a.txt"), row("b.txt")).decode() + "between\n# Mine\n\nend\n"
    )


def test_a_lost_end_marker_comes_back():
    old = table(row("a.txt")).replace(END.encode() + b"\n", b"\nWords.\n")
    assert written(old, A) == table(row("a.txt")).decode() + "\nWords.\n"


def test_titles_stay_when_nobody_gives_new_ones():
    assert " Prices &lt;rose&gt; " in written(table(row("a.txt", title="Prices <rose>")), A)


@pytest.mark.parametrize("bad", [b"\xff\xfe#\0", b"caf\xe9", b"<<<<<<< ours\n", b"x\r\n>>>>>>> theirs\r\n"])
def test_what_cannot_be_kept_is_not_overwritten(bad):
    with pytest.raises(CorpuskitError) as error:
        write(bad, [A])
    assert error.value.hint


TITLES = [
    "a | b",
    "a \\| b \\",
    "<script>alert(1)</script>",
    "a\n| [x](x.txt) | | | | |",
    "<!-- corpuskit:index end -->",
    "`a` *b* _c_ ~~d~~ [e](f) ![g](h)",
    "\x1b[31mred\x07",
    "::error::x\r\n",
    "&lt;b&gt; &amp;amp; &#124;",
    "https://example.org www.example.org @name",
    "\u202eabc\u202c \u2028 \x85",
    "$x$ \U0001f3f4\U000e0067\U000e0062\U000e007f \U000e0041",
]


@pytest.mark.parametrize("title", TITLES)
def test_titles_are_inert(title):
    text = written(None, Entry("a.txt", A.sha256, 0, title))
    assert len(text.split("\n")) == 8
    assert not [c for c in "\x1b\x07\x85\u2028\u202e\r" if c in text]
    assert "<script" not in text
    index = read(text.encode(), {"a.txt"})
    assert index.rows[0].cell("Title").split() == [
        w for w in "".join(" " if c in "\x1b\x07\x85\u2028\r\n" else c for c in title)
        .replace("\u202e", "").replace("\u202c", "").replace("\U000e0041", "").split()
    ]  # fmt: skip


names = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=12).filter(
    lambda name: name not in (".", "..")
)


@given(st.lists(st.builds("/".join, st.lists(names, min_size=1, max_size=3)), unique=True, max_size=6), st.text())
def test_any_name_and_title_come_back(paths, title):
    entries = [Entry(path, sha(path), 0, title) for path in paths]
    data = write(None, entries)
    assert write(data, entries) == data
    index = read(data, set(paths))
    rejected = {m.path for m in index.problems if m.code == "IDX109"}
    assert len({r.path for r in index.rows}) + len(rejected) == len(paths)
    assert {r.path for r in index.rows} <= set(paths)
    assert not [m for m in compare(index, entries) if m.code in ("IDX102", "IDX104", "IDX105", "IDX106", "IDX112")]


@given(st.text(), st.text(), st.sampled_from(["\n", "\r\n"]))
def test_text_around_the_table_is_kept(before, after, newline):
    block = table(row("b.txt")).decode().replace("# Mine\n\n", "").replace("\n", newline)
    old = (before + newline + block + after).encode("utf-8")
    try:
        new = write(old, [A])
    except CorpuskitError:
        return
    assert write(new, [A]) == new
    if read(old, set()).canonical and "`" not in before and "~" not in before and "<" not in before:
        assert new.startswith((before + newline).encode())
        assert new.endswith(after.encode())


@given(st.binary(max_size=300))
def test_reading_never_raises(data):
    compare(read(data, {"a.txt"}), [A])
    compare(read(table(row("a.txt")) + data, {"a.txt"}), [A])
    compare(read(BEGIN.encode() + b"\n| File | SHA-256 |\n" + data, {"a.txt"}), [A])


@given(
    st.text(st.sampled_from("aA0._-/\\ ~:*\u200bé"))
    | st.sampled_from(["con", "a/NUL.txt", "lpt1", "com9/x", "cons.txt", "x" * 256])
)
def test_a_harmless_path_is_one_that_nothing_is_said_of(path):
    if harmless(path):
        assert not (unsafe(path) or unseen(path) or unportable(path))
    elif path.isascii() and "/" not in path and len(path) < 256 and path.replace("_", "").isalnum():
        assert unportable(path)
