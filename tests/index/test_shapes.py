"""Indexes as people write them: each variant with the exact findings and lines."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpuskit.index.compare import compare
from corpuskit.index.manifest import BEGIN, COLUMNS, END, Entry
from corpuskit.index.reader import read


def sha(path):
    return hashlib.sha256(path.encode()).hexdigest()


def found(text, *paths, children=None):
    data = text if isinstance(text, bytes) else text.encode()
    index = read(data, set(paths), {k: v.encode() for k, v in (children or {}).items()})
    return [(m.code, m.line, m.path) for m in compare(index, [Entry(p, sha(p)) for p in paths])]


AB = ("a.txt", "b.txt")
IN = ("a.txt", "sub/b.txt", "sub/c d.txt")

# Each names every file once: no finding at all.
CLEAN = {
    "table, links": ("| File | Title |\n|---|---|\n| [a.txt](a.txt) | A |\n| [b.txt](b.txt) | B |\n", AB),
    "table, link in the title": ("| # | Title |\n|-|-|\n| 1 | [The A](a.txt) |\n| 2 | [The B](b.txt) |\n", AB),
    "table, code spans": ("| File | Title |\n|---|---|\n| `a.txt` | A |\n| `b.txt` | B |\n", AB),
    "table, bare names": ("|File|Title|\n|-|-|\n|a.txt|A|\n|b.txt|B|\n", AB),
    "table, no outer pipes": ("File | Title\n--- | ---\na.txt | A\nb.txt | B\n", AB),
    "table, stems": ("| ID | Title |\n|-|-|\n| a | The A |\n| b | The B |\n", AB),
    "table, file last": ("| Title | Lang | File |\n|-|:-:|-:|\n| The A | en | a.txt |\n| The B | en | b.txt |\n", AB),
    "table, link and name": ("| File | Link |\n|-|-|\n| a.txt | [open](a.txt) |\n| b.txt | [open](b.txt) |\n", AB),
    "table, escaped pipes": ("| File | Title |\n|-|-|\n| [a\\|b](a.txt) | x \\| y |\n| `b.txt` | \\| |\n", AB),
    "table, several names in one cell": ("| Topic | Files |\n|-|-|\n| x | a.txt, b.txt<br>c.txt |\n", (*AB, "c.txt")),
    "table, several links in one cell": ("| Topic | Files |\n|-|-|\n| x | [a](a.txt) [b](b.txt) |\n", AB),
    "table, checksums": (f"| File | SHA-256 |\n|-|-|\n| a.txt | {sha('a.txt')} |\n| b.txt | `{sha('b.txt')[:12]}` |\n", AB),
    "table, notes name others": ("| File | Note |\n|-|-|\n| a.txt | see b.txt |\n| b.txt | like [a](a.txt) |\n", AB),
    "two tables": ("## X\n\n|File|\n|-|\n|a.txt|\n\n## Y\n\n|File|\n|-|\n|b.txt|\n", AB),
    "a table of something else too": ("|Key|Means|\n|-|-|\n|en|English|\n\n|File|\n|-|\n|a.txt|\n|b.txt|\n", AB),
    "list, links": ("- [The A](a.txt)\n- [The B](b.txt) - words about it\n", AB),
    "list, stars and numbers": ("* [The A](a.txt)\n\n1. [The B](b.txt)\n", AB),
    "list, bare": ("- a.txt\n- b.txt: The B\n", AB),
    "list, code": ("- `a.txt` — The A\n- `b.txt` — The B\n", AB),
    "list, strong": ("- **a.txt**: The A\n- *b.txt*\n", AB),
    "list, title first": ("- The A (a.txt)\n- The B, 2024: b.txt\n", AB),
    "list, stems": ("- a\n- b - The B\n", AB),
    "list, done boxes": ("- [x] a.txt\n- [ ] [The B](b.txt)\n", AB),
    "list, nested under topics": ("- Topic\n  - a.txt\n  - Deeper\n    - [B](b.txt)\n", AB),
    "list, nested under folders": ("- sub/\n  - b.txt\n  - c d.txt\n- a.txt\n", IN),
    "list, details below": ("- a.txt\n  - Title: The A\n  - File: [a.txt](a.txt)\n- b.txt\n", AB),
    "list, others in the words": ("- [A](a.txt) - goes on in [B](b.txt)\n- [B](b.txt), after a.txt\n", AB),
    "list, in a quote": ("> - a.txt\n> - b.txt\n", AB),
    "list, checksum beside": (f"- a.txt {sha('a.txt')}\n- b.txt\n", AB),
    "headings": ("# Index\n\n## a.txt\n\nThe A.\n\n## b.txt\n\nThe B.\n", AB),
    "headings, links": ("## [The A](a.txt)\n\n## [The B](b.txt)\n", AB),
    "headings, underlined": ("a.txt\n-----\n\nb.txt\n=====\n", AB),
    "headings, stems": ("### a\n\nwords\n\n### b\n", AB),
    "headings, link below": ("## a.txt\n\n[open](a.txt)\n\n- Size: 3, as b.txt\n\n## b.txt\n\n`b.txt`\n", AB),
    "headings, titles and a list": ("## The A\n\n- File: `a.txt`\n- Date: x\n\n## The B\n\n- File: `b.txt`\n", AB),
    "headings, titles and a line": ("## The A\n\nFile: a.txt\n\n## The B\n\nFile: b.txt\n", AB),
    "headings, folders": ("## sub\n\n- b.txt\n- c d.txt\n\n## Rest\n\n- a.txt\n", IN),
    "lines": ("a.txt\nb.txt\n", AB),
    "lines with titles": ("a.txt The A\n\nb.txt - The B\n", AB),
    "lines, links": ("[The A](a.txt)  \n[The B](b.txt)\n", AB),
    "words": ("The corpus has a.txt and b.txt.\n", AB),
    "wiki links": ("- [[a]]\n- [[b.txt|The B]]\n", AB),
    "wiki links in a table": ("|File|\n|-|\n|[[a.txt\\|The A]]|\n|[[b#top]]|\n", AB),
    "HTML list": ('<ul>\n<li><a href="a.txt">A</a></li>\n<li><a class=x href=b.txt>B</a>\n</ul>\n', AB),
    "HTML table": ("<table><tr><th>File</th></tr>\n<tr><td>a.txt</td></tr>\n<tr><td>b.txt</td></tr></table>\n", AB),
    "HTML inside lines": ('- <a href="a.txt">A</a>\n- <b>b.txt</b>\n', AB),
    "percent-encoded": ("- [A](a.txt)\n- [C](sub/c%20d.txt)\n- [B](./sub/b.txt)\n", IN),
    "angle brackets": ("- [A](<a.txt>)\n- [C](<sub/c d.txt>)\n- <sub/b.txt>\n", IN),
    "references": ("- [The A][1]\n- [b]\n\n[1]: a.txt\n[b]: b.txt 'B'\n", AB),
    "query and fragment": ("- [A](a.txt#L3)\n- [B](b.txt?plain=1)\n", AB),
    "names with spaces": ("- a.txt\n- sub/b.txt\n- sub/c d.txt: words\n", IN),
    "names with odd characters": ("- a (1).txt\n- `x, y.txt`\n- [_z_](%5Fz%5F.txt)\n- _q_.txt\n", ("a (1).txt", "x, y.txt", "_z_.txt", "_q_.txt")),
    "other scripts": ("- [記事](%E8%A8%98%E4%BA%8B.txt)\n- статья.txt\n", ("記事.txt", "статья.txt")),
    "bare names of sub-folders": ("- a.txt\n- b.txt\n- c d.txt\n", IN),
    "BOM and CRLF": (b"\xef\xbb\xbf- a.txt\r\n- b.txt\r\n", AB),
    "BOM before a heading": (b"\xef\xbb\xbf## a.txt\n\n## b.txt\n", AB),
    "old Mac line ends": (b"- a.txt\r- b.txt\r", AB),
    "web links beside": ("- [A](a.txt) from <https://x.org/q.txt>\n- [B](b.txt), https://x.org/r.txt\n", AB),
    "web links that show the name": ("- [a.txt](https://github.com/x/y/blob/main/a.txt)\n- [b.txt](https://x.org/b.txt)\n", AB),
    "itself and README": ("See [here](INDEX.md), [readme](../README.txt), README.txt.\n\n- a.txt\n- b.txt\n", AB),
    "fences and comments": ("- a.txt\n- b.txt\n\n```\nc.txt\n- a.txt\n```\n\n<!-- - c.txt -->\n\n~~~\nx.txt\n~~~\n\n    y.txt\n", AB),
    "comment over several lines": ("- a.txt\n- b.txt <!-- c.txt\n  d.txt --> end\n\n<!--\n- e.txt\n-->\n", AB),
    "placeholders": ("Add `<name>.txt`, `*.txt`, `path/to/file.txt` or {slug}.txt; YYYY-MM-DD.txt.\n\n- a.txt\n- b.txt\n- ….txt\n- ...\n", AB),
    "other kinds of files": ("- [script](build.py), notes.md, c.pdf\n- a.txt\n- b.txt\n", AB),
    "planned, struck": ("- a.txt\n- b.txt\n- ~~c.txt~~\n- <del>[D](d.txt)</del>\n", AB),
    "planned, words": ("- a.txt\n- b.txt\n- TODO: c.txt\n- d.txt (planned)\n- [ ] e.txt\n", AB),
    "planned, cell": ("|File|State|\n|-|-|\n|a.txt|done|\n|b.txt|TODO|\n|c.txt|todo|\n|d.txt|coming soon|\n", AB),
    "planned, section": ("## Here\n\n- a.txt\n- b.txt\n\n## Planned\n\n- c.txt\n", AB),
    "contents, then headings": ("- [a.txt](#atxt)\n- [b.txt](#btxt)\n\n## a.txt\n\n## b.txt\n", AB),
    "prose before a list": ("We dropped old.txt; a.txt was first.\n\n- a.txt\n- b.txt\n", AB),
    "front matter": ("---\ntitle: Index\nfiles:\n  - old.txt\n---\n\n- a.txt\n- b.txt\n", AB),
    "bold labels": ("**File:** a.txt\n\n**File:** b.txt\n", AB),
    "a record a section": ("### Article 1\n**File:** `a.txt`  \n**Title:** A\n\n### Article 2\n**File:** `b.txt`  \n", AB),
    "embedded notes": ("- ![[a.txt]]\n- ![[b]]\n", AB),
    "names in two columns": ("| | |\n|-|-|\n| a.txt | b.txt |\n", AB),
    "link titles": ("- [A](a.txt \"The A\")\n- [B](b.txt 'x')\n", AB),
    "escaped underscore": ("- a\\_1.txt\n- b&amp;1.txt\n", ("a_1.txt", "b&1.txt")),
    "no files": ("# Nothing yet\n", ()),
}  # fmt: skip


@pytest.mark.parametrize("name", CLEAN)
def test_an_index_that_names_every_file_once_is_clean(name):
    text, paths = CLEAN[name]
    assert found(text, *paths) == []


@pytest.mark.parametrize("name", [name for name in CLEAN if CLEAN[name][1]])
def test_and_only_such_an_index(name):
    """A further file is unlisted; a file less is missing or, as a mere stem, none."""
    text, paths = CLEAN[name]
    assert found(text, *paths, "zz/unlisted.txt") == [("IDX103", 0, "zz/unlisted.txt")]


A, B = ("a.txt",), ("b.txt",)
BROKEN = {
    "table, missing": ("|File|\n|-|\n|[a.txt](a.txt)|\n|[gone](gone.txt)|\n", A, [("IDX102", 4, "gone.txt")]),
    "table, bare missing": ("|File|\n|-|\n|a.txt|\n|gone.txt|\n", A, [("IDX102", 4, "gone.txt")]),
    "table, twice": ("|File|\n|-|\n|a.txt|\n|b.txt|\n|`a.txt`|\n", AB, [("IDX106", 5, "a.txt")]),
    "table, one of several missing": ("|File|\n|-|\n|a.txt, gone.txt|\n", A, [("IDX102", 3, "gone.txt")]),
    "table, stale checksum": (f"|File|SHA256|\n|-|-|\n|a.txt|{sha('x')}|\n", A, [("IDX104", 3, "a.txt")]),
    "table, broken link beside": ("|File|Note|\n|-|-|\n|a.txt|[x](gone.txt)|\n", A, [("IDX102", 3, "gone.txt")]),
    "list, missing": ("- a.txt\n- gone.txt\n", A, [("IDX102", 2, "gone.txt")]),
    "list, missing in a folder": ("- a.txt\n- [x](sub/gone.txt)\n", A, [("IDX102", 2, "sub/gone.txt")]),
    "list, twice": ("- a.txt\n- b.txt\n\nwords\n\n- [A](a.txt)\n", AB, [("IDX106", 6, "a.txt")]),
    "list, stems twice": ("- a\n- b\n- a\n", AB, [("IDX106", 3, "a.txt")]),
    "list, nested missing": ("- Topic\n  - a.txt\n  - gone.txt\n", A, [("IDX102", 3, "gone.txt")]),
    "list, wrapped": ("- [The long\n  title](a.txt)\n- [Another\n  one](gone.txt)\n", A, [("IDX102", 3, "gone.txt")]),
    "list, case": ("- A.txt\n", A, [("IDX107", 1, "A.txt")]),
    "list, decomposed": ("- [x](cafe%CC%81.txt)\n", ("caf\u00e9.txt",), [("IDX108", 1, "cafe\u0301.txt")]),
    "list, stale": (f"- a.txt {sha('x')}\n", A, [("IDX104", 1, "a.txt")]),
    "list, link to another folder": ("- [b](b.txt)\n", ("sub/b.txt",), [("IDX102", 1, "b.txt"), ("IDX103", 0, "sub/b.txt")]),
    "list, stem of two": ("- b\n", ("x/b.txt", "y/b.txt"), [("IDX103", 0, "x/b.txt"), ("IDX103", 0, "y/b.txt")]),
    "heading, missing": ("## a.txt\n\n## gone.txt\n\nwords\n", A, [("IDX102", 3, "gone.txt")]),
    "heading, twice": ("## a.txt\n\n## b.txt\n\n## a.txt\n", AB, [("IDX106", 5, "a.txt")]),
    "lines, missing": ("a.txt\ngone.txt\n", A, [("IDX102", 2, "gone.txt")]),
    "lines, twice": ("a.txt\na.txt\n", A, [("IDX106", 2, "a.txt")]),
    "wiki, missing": ("- [[a]]\n- [[gone.txt]]\n", A, [("IDX102", 2, "gone.txt")]),
    "HTML, missing": ('<ul>\n<li><a href="a.txt">A</a></li>\n<li><a href="gone.txt">G</a></li>\n</ul>\n', A, [("IDX102", 3, "gone.txt")]),
    "reference, missing": ("- a.txt\n- [x][1]\n\n[1]: gone.txt\n", A, [("IDX102", 2, "gone.txt")]),
    "link in prose, missing": ("See [old](gone.txt).\n\n- a.txt\n", A, [("IDX102", 1, "gone.txt")]),
    "only in prose": ("Never forget b.txt.\n\n- a.txt\n", AB, [("IDX103", 0, "b.txt")]),
    "only in a fence": ("```\na.txt\n```\n", A, [("IDX103", 0, "a.txt")]),
    "only in a comment": ("<!-- a.txt -->\n\n<!--\n- a.txt\n-->\n", A, [("IDX103", 0, "a.txt")]),
    "only in an open comment": ("<!-- a.txt\n\n- a.txt\n", A, [("IDX103", 0, "a.txt")]),
    "only in pre": ("<pre>\na.txt\n</pre>\n", A, [("IDX103", 0, "a.txt")]),
    "unused reference": ("[1]: a.txt\n", A, [("IDX103", 0, "a.txt")]),
    "parent": ("- [A](a.txt)\n- [x](../x.txt)\n", A, [("IDX109", 2, "../x.txt")]),
    "parent, encoded": ("- [A](a.txt)\n- [x](%2e%2e/x.txt)\n", A, [("IDX109", 2, "../x.txt")]),
    "parent, bare": ("- a.txt\n- ../../x.txt\n", A, [("IDX109", 2, "../../x.txt")]),
    "parent, back inside": ("- [A](../seeds/a.txt)\n", A, [("IDX109", 1, "../seeds/a.txt"), ("IDX103", 0, "a.txt")]),
    "absolute": ("- [A](/a.txt)\n", A, [("IDX109", 1, "/a.txt"), ("IDX103", 0, "a.txt")]),
    "home": ("- a.txt\n- ~/x.txt\n", A, [("IDX109", 2, "~/x.txt")]),
    "drive": ("- a.txt\n- [x](C:/x.txt)\n- `D:\\y.txt`\n", A, [("IDX109", 2, "C:/x.txt"), ("IDX109", 3, "D:\\y.txt")]),
    "file scheme": ("- a.txt\n- [x](file:///etc/x.txt)\n", A, [("IDX109", 2, "file:///etc/x.txt")]),
    "backslash": ("- a.txt\n- `sub\\x.txt`\n", A, [("IDX109", 2, "sub\\x.txt")]),
    "conflict": ("- a.txt\n<<<<<<< HEAD\n- b.txt\n=======\n>>>>>>> x\n", AB, [("IDX115", 2, ""), ("IDX115", 5, "")]),
    "not UTF-8": (b"- a.txt\n- caf\xe9\n", A, [("IDX114", 2, "")]),
    "zero width": (b"- [x](a%E2%80%8B.txt)\n", ("a\u200b.txt",), [("IDX111", 1, "a\\u200b.txt")]),
    "large": ("- a.txt\n\n" + "words words\n\n" * 40_000, A, [("IDX113", 0, "")]),
    "too large": ("- a.txt\n\n" + "x" * 1_000_000, A, [("IDX103", 0, "a.txt"), ("IDX113", 0, ""), ("IDX118", 0, "")]),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_found_with_its_line(name):
    text, paths, expected = BROKEN[name]
    assert found(text, *paths) == expected


def test_planned_rows_are_known():
    rows = read(b"- a.txt\n- ~~c.txt~~\n", {"a.txt"}).rows
    assert [(row.path, row.line, row.planned) for row in rows] == [("a.txt", 1, False), ("c.txt", 2, True)]


def test_cells_of_a_table():
    text = "| License | File | URL | Note |\n|-|-|-|-|\n| CC | [A](a.txt) | [x](https://x.org/) | *so* `it` \\| is |\n"
    assert read(text.encode(), {"a.txt"}).rows[0].cells == (
        ("License", "CC"),
        ("URL", "https://x.org/"),
        ("Note", "*so* it | is"),
    )


def test_an_index_below_lists_its_folder():
    child = "- b.txt\n- [C](<c d.txt>)\n"
    assert found("- a.txt\n- [more](sub/INDEX.md)\n", *IN, children={"sub/INDEX.md": child}) == []
    assert found("- a.txt\n- sub/b.txt\n", *IN, children={"sub/INDEX.md": child}) == []


def test_mismatches_of_an_index_below():
    index = read(b"- a.txt\n", {"a.txt"}, {"sub/INDEX.md": b"\n- gone.txt\n- [x](../a.txt)\n- <a>\n"})
    assert [(m.code, m.index, m.line, m.path) for m in compare(index, [Entry("a.txt", sha("a.txt"))])] == [
        ("IDX102", "sub/INDEX.md", 2, "sub/gone.txt"),
        ("IDX109", "sub/INDEX.md", 3, "../a.txt"),
    ]


def test_a_canonical_index_below():
    row = f"| [b.txt](b.txt) | | | | {sha('sub/b.txt')} |"
    child = f"{BEGIN}\n| {' | '.join(COLUMNS)} |\n|-|-|-|-|-|\n{row}\n{END}\n"
    assert found("- a.txt\n", "a.txt", "sub/b.txt", children={"sub/INDEX.md": child}) == []
    stale = child.replace(sha("sub/b.txt"), sha("x"))
    assert found("- a.txt\n", "a.txt", "sub/b.txt", children={"sub/INDEX.md": stale}) == [("IDX104", 4, "sub/b.txt")]


words = st.sampled_from(
    [
        "a.txt",
        "b.txt",
        "a",
        "[a](a.txt)",
        "[[a]]",
        "`a.txt`",
        "|",
        "-",
        "#",
        "##",
        ">",
        "~~",
        "<!--",
        "-->",
        "```",
        "<del>",
        "<pre>",
        "<a",
        "href=a.txt>",
        "</a>",
        "[",
        "]",
        "(",
        ")",
        "\\",
        "../x.txt",
        "/x.txt",
        "&",
        "&amp;",
        "![",
        "*",
        "_",
        "\t",
        "",
        "",
        "1.",
        "---",
        "===",
        "\u2028",
        "\x00",
        "\r",
        "%2e",
        "[a]:",
        "é",
        "TODO",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(words, st.text(max_size=4), st.just("\n"), st.just("|-|\n"))))
def test_reading_never_raises_and_lists_only_what_may_be(parts):
    text = " ".join(parts)
    index = read(text.encode("utf-8", "replace"), {"a.txt", "b.txt"})
    lines = text.count("\n") + text.count("\r") + 1
    for row in index.rows:
        assert 1 <= row.line <= lines
        assert row.path.endswith(".txt")
        assert ".." not in row.path
    compare(index, [Entry("a.txt", sha("a.txt"))])


stems = st.text(st.characters(categories=["L", "N"], exclude_characters="xnyXNY"), min_size=1, max_size=8).filter(
    lambda stem: not stem.upper().startswith("README")
)
SHAPES = {
    "table": lambda paths: "| File | T |\n|-|-|\n" + "".join(f"| {p} | x |\n" for p in paths),
    "link table": lambda paths: "| T | F |\n|-|-|\n" + "".join(f"| x | [y](<{p}>) |\n" for p in paths),
    "list": lambda paths: "".join(f"- {p}\n" for p in paths),
    "code": lambda paths: "".join(f"* `{p}` words\n" for p in paths),
    "headings": lambda paths: "".join(f"## {p}\n\nwords\n\n" for p in paths),
    "wiki": lambda paths: "".join(f"- [[{p}]]\n" for p in paths),
    "lines": lambda paths: "".join(f"{p}\n" for p in paths),
    "html": lambda paths: "<ul>\n" + "".join(f'<li><a href="{p}">x</a></li>\n' for p in paths) + "</ul>\n",
}


@settings(max_examples=200, deadline=None)
@given(st.lists(stems, unique_by=str.casefold, min_size=1, max_size=5), st.sampled_from(sorted(SHAPES)), st.data())
def test_every_shape_lists_any_names(names, shape, data):
    paths = [f"{name}.txt" for name in names]
    text = SHAPES[shape](paths)
    index = read(text.encode(), set(paths))
    assert {row.path for row in index.rows} == set(paths)
    assert not [
        m for m in compare(index, [Entry(p, sha(p)) for p in paths]) if m.code in ("IDX102", "IDX103", "IDX106")
    ]
    less = data.draw(st.sampled_from(paths))
    rest = [p for p in paths if p != less]
    assert ("IDX102", less) in {(c, p) for c, _, p in found(text, *rest)}
