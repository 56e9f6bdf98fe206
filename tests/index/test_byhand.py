"""Hand-made indexes that are brought up to date keep their shape: rows added, renamed, removed; other lines stay."""

import hashlib
import importlib.util
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpuskit.errors import CorpuskitError
from corpuskit.index.compare import compare
from corpuskit.index.manifest import BEGIN, Entry
from corpuskit.index.reader import read
from corpuskit.index.writer import write

_SPEC = importlib.util.spec_from_file_location("shapes", Path(__file__).with_name("test_shapes.py"))
shapes = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(shapes)


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def entries(*paths):
    return [Entry(path, sha(path), 7, f"T {path[0]}", "en", "2024") for path in paths]


def wrong(data, files):
    index = read(data, {entry.path for entry in files})
    return [(m.code, m.line) for m in compare(index, files) if m.severity == "error"]


# old index, files that are there, new index
WRITTEN = {
    "table": (
        "# Mine\n\n| File | Title | Note |\n|---|---|---|\n| [a.txt](a.txt) | A | *x* |\n| [c.txt](c.txt) | C | |\n\nend\n",
        "ab",
        "# Mine\n\n| File | Title | Note |\n|---|---|---|\n| [a.txt](a.txt) | A | *x* |\n| [b.txt](b.txt) | T b |  |\n\nend\n",
    ),
    "table, padded": (
        "| File    | Title |\n|---------|-------|\n| `a.txt` | A     |\n| `c.txt` | C     |\n",
        "abc",
        "| File    | Title |\n|---------|-------|\n| `a.txt` | A     |\n| `b.txt` | T b   |\n| `c.txt` | C     |\n",
    ),
    "table, tight, file last": ("|Lang|Date|File|\n|-|-|-|\n|de|1|a.txt|\n", "ab", "|Lang|Date|File|\n|-|-|-|\n|de|1|a.txt|\n|en|2024|b.txt|\n"),
    "table, checksums": (
        f"|File|SHA-256|\n|-|-|\n|a.txt|{sha('old').upper()}|\n|x.txt|`{sha('b.txt')}`|\n",
        "abc",
        f"|File|SHA-256|\n|-|-|\n|a.txt|{sha('a.txt')}|\n|b.txt|`{sha('b.txt')}`|\n|c.txt|`{sha('c.txt')}`|\n",
    ),
    "table, several in a cell": ("|Topic|Files|\n|-|-|\n|x|a.txt, b.txt and c.txt|\n", "ac", "|Topic|Files|\n|-|-|\n|x|a.txt and c.txt|\n"),
    "table, the first in a cell": ("|Topic|Files|\n|-|-|\n|x|[A](a.txt)<br>[B](b.txt)|\n", "b", "|Topic|Files|\n|-|-|\n|x|[B](b.txt)|\n"),
    "table, planned": ("|File|State|\n|-|-|\n|a.txt|done|\n|z.txt|TODO|\n", "ab", "|File|State|\n|-|-|\n|a.txt|done|\n|b.txt||\n|z.txt|TODO|\n"),
    "list": ("Words.\n\n- [The A](a.txt) - about a\n- [The C](c.txt)\n\nMore.\n", "abc", "Words.\n\n- [The A](a.txt) - about a\n- [T b](b.txt)\n- [The C](c.txt)\n\nMore.\n"),
    "list, bare with words": ("* a.txt: The A\n* c.txt: The C\n", "abd", "* a.txt: The A\n* b.txt: T b\n* d.txt: T d\n"),
    "list, code": ("- `a.txt` — The A\n", "ab", "- `a.txt` — The A\n- `b.txt` — T b\n"),
    "list, numbered": ("1. a.txt\n2. b.txt\n", "abc", "1. a.txt\n2. b.txt\n3. c.txt\n"),
    "list, details go with their item": ("- a.txt\n  - long\n\n  words\n- b.txt\n  - more\n", "b", "- b.txt\n  - more\n"),
    "list, loose": ("- a.txt\n\n- c.txt\n", "abc", "- a.txt\n\n- b.txt\n\n- c.txt\n"),
    "list, unsorted": ("- c.txt\n- a.txt\n", "abc", "- c.txt\n- a.txt\n- b.txt\n"),
    "list, stems": ("- a\n- b\n", "abc", "- a\n- b\n- c\n"),
    "list, wiki": ("- [[a]]\n- [[c|The C]]\n", "abc", "- [[a]]\n- [[b|T b]]\n- [[c|The C]]\n"),
    "list, HTML": ('<ul>\n<li><a href="a.txt">A</a></li>\n</ul>\n', "ab", '<ul>\n<li><a href="a.txt">A</a></li>\n<li><a href="b.txt">T b</a></li>\n</ul>\n'),
    "list, quoted": ("> - a.txt\n> - c.txt\n", "abc", "> - a.txt\n> - b.txt\n> - c.txt\n"),
    "list, no line end": ("- a.txt", "ab", "- a.txt\n- b.txt\n"),
    "headings": ("# X\n\n## a.txt\n\nAbout a.\n\n## c.txt\n\nAbout c.\n", "abc", "# X\n\n## a.txt\n\nAbout a.\n\n## b.txt\n\n## c.txt\n\nAbout c.\n"),
    "headings, at the end": ("## a.txt\n\nAbout a.\n", "ab", "## a.txt\n\nAbout a.\n\n## b.txt\n"),
    "headings, gone without words": ("## a.txt\n\n## b.txt\n\nAbout b.\n", "b", "## b.txt\n\nAbout b.\n"),
    "headings, gone, but its words stay": ("## a.txt\n\nAbout a.\n\n## b.txt\n", "b", "## ~~a.txt~~\n\nAbout a.\n\n## b.txt\n"),
    "headings, titles": ("## The A\n\n- File: `a.txt`\n\n## The B\n\n- File: `b.txt`\n", "abc", "## The A\n\n- File: `a.txt`\n\n## The B\n\n- File: `b.txt`\n\n## T c\n\n- File: `c.txt`\n"),
    "lines": ("a.txt\nc.txt\n", "abc", "a.txt\nb.txt\nc.txt\n"),
    "lines, labelled": ("## A\n\nFile: a.txt\n\n## B\n\nFile: b.txt\n", "abc", "## A\n\nFile: a.txt\n\n## B\n\nFile: b.txt\n\n## T c\n\nFile: c.txt\n"),
    "a record a section": (
        "### The A\n**File:** `a.txt`  \n**Title:** A\n\n### The B\n**File:** `b.txt`\n",
        "abc",
        "### The A\n**File:** `a.txt`  \n**Title:** A\n\n### The B\n**File:** `b.txt`\n\n### T c\n\n**File:** `c.txt`\n",
    ),
    "BOM and CRLF": ("\ufeff- a.txt\r\n- c.txt\r\n", "abc", "\ufeff- a.txt\r\n- b.txt\r\n- c.txt\r\n"),
    "case": ("- [The A](A.txt) words\n", "a", "- [The A](a.txt) words\n"),
    "a link in prose is a person's": ("See [old](gone.txt).\n\n- a.txt\n", "ab", "See [old](gone.txt).\n\n- a.txt\n- b.txt\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN)
def test_written(name):
    old, stems, new = WRITTEN[name]
    files = entries(*(f"{stem}.txt" for stem in stems))
    assert write(old.encode(), files).decode() == new
    assert write(new.encode(), files).decode() == new


def test_folders_are_spelled_as_their_neighbours():
    old = "- sub/\n  - b.txt\n- a.txt\n- [X](<c d/x.txt>)\n"
    files = entries("a.txt", "sub/b.txt", "sub/c.txt", "c d/x.txt", "c d/y.txt")
    assert write(old.encode(), files).decode() == (
        "- sub/\n  - b.txt\n  - c.txt\n- a.txt\n- [X](<c d/x.txt>)\n- [T c](<c d/y.txt>)\n"
    )
    moved = entries("a.txt", "old/b.txt", "c d/x.txt")
    assert not wrong(write(old.encode(), moved), moved)


def test_a_file_that_moved_or_has_its_old_checksum_is_renamed():
    old = f"|File|Note|SHA256|\n|-|-|-|\n|[a](a.txt)|mine|{sha('b.txt')}|\n|[c](c.txt)|too||\n"
    new = write(old.encode(), entries("b.txt", "sub/c.txt")).decode()
    assert new == f"|File|Note|SHA256|\n|-|-|-|\n|[b](b.txt)|mine|{sha('b.txt')}|\n|[c](sub/c.txt)|too||\n"
    reference = b"- [The A][1]\n- b.txt\n\n[1]: a.txt 'x'\n"
    assert write(reference, entries("b.txt", "sub/a.txt")) == reference.replace(b": a.txt", b": sub/a.txt")


def test_what_lists_nothing_or_cannot_keep_its_shape_gets_a_table():
    for old in ("# Words only\n", "The corpus has a.txt and b.txt.\n"):
        files = entries("a.txt", "b.txt", "c.txt")
        new = write(old.encode(), files).decode()
        assert new.startswith(old) and BEGIN in new and not wrong(new.encode(), files)


@pytest.mark.parametrize("name", shapes.CLEAN)
@pytest.mark.parametrize("change", ["none", "more", "less"])
def test_every_shape_that_is_read_is_kept(name, change):
    text, paths = shapes.CLEAN[name]
    old = text if isinstance(text, bytes) else text.encode()
    files = entries(
        *(paths if change != "less" else paths[1:]), *(["k.txt", "sub/k k.txt"] if change == "more" else ())
    )
    if change == "none" and paths:
        checked = [Entry(path, sha(path)) for path in paths]
        assert write(old, checked) == old
        return
    new = write(old, files)
    a_note_of_a_person = change == "less" and name == "table, notes name others"
    assert wrong(new, files) == ([("IDX102", 3)] if a_note_of_a_person else [])
    assert write(new, files) == new
    if name not in ("no files", "words"):
        assert BEGIN.encode() not in new


TITLED = {
    "link table": "|File|T|\n|-|-|\n|[The A](a.txt)|x|\n",
    "title table": "|Title|File|\n|-|-|\n|The A|a.txt|\n",
    "wiki table": "|File|\n|-|\n|[[a.txt\\|The A]]|\n",
    "links": "- [The A](a.txt)\n",
    "words": "- a.txt: The A\n",
    "wiki": "- [[a.txt|The A]]\n",
    "headings": "## [The A](a.txt)\n",
    "sections": "## The A\n\n- File: `a.txt`\n\n## The C\n\n- File: `c.txt`\n",
    "HTML": '<ul>\n<li><a href="a.txt">The A</a></li>\n</ul>\n',
}
HOSTILE = [
    "a | b", "x](y.txt) [z](q.txt)", "]] [[q.txt", "<script>alert(1)</script>", "a\n- [x](x.txt)\n", "<!-- x", "```", "| x |",
    "`a` *b* ~~d~~ </a></li>", "\x1b[31mred\u202e\u2028x", "# q.txt", "q.txt", "a.txt",
]  # fmt: skip


@pytest.mark.parametrize("shape", TITLED)
@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_stays_in_its_row(shape, title):
    old = TITLED[shape]
    files = [*entries("a.txt", *(["c.txt"] if "c.txt" in old else [])), Entry("b.txt", sha("b.txt"), 0, title)]
    new = write(old.encode(), files)
    assert not wrong(new, files) and write(new, files) == new
    text = new.decode()
    assert "<script" not in text and not [c for c in text if c != "\n" and not c.isprintable()]
    added = text.count("\n") - old.count("\n")
    assert added <= (4 if shape == "sections" else 2) or BEGIN in text


def test_a_line_of_several_names_goes_when_all_of_them_are_gone():
    old = b"- a.txt, b.txt\n- c.txt and d.txt\n"
    assert write(old, entries("c.txt")) == b"- c.txt\n"


names = st.text("abcdefgh0-é", min_size=1, max_size=5).filter(lambda s: s.strip("-") == s)
prose = st.sampled_from(
    ["# Title\n\n", "Some words.\n\n", "", "> quoted *words*\n\n", "```\nq.txt\n```\n\n", "<!-- x -->\n\n"]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(names, unique=True, min_size=2, max_size=7), st.data())
def test_a_list_says_what_is_there_after_writing_and_keeps_the_words(stems, data):
    shape = data.draw(st.sampled_from(sorted(shapes.SHAPES)))
    newline = data.draw(st.sampled_from(["\n", "\r\n"]))
    before, after = data.draw(prose), data.draw(prose).replace("```\nq.txt\n```\n\n", "")
    cut = data.draw(st.integers(1, len(stems) - 1))
    gone = data.draw(st.integers(0, cut - 1))
    paths = [f"{stem}.txt" for stem in stems]
    middle = shapes.SHAPES[shape](paths[:cut])
    old = f"{before}{middle}\n{after}".replace("\n", newline)
    files = entries(*paths[gone:])
    new = write(old.encode(), files)
    assert not wrong(new, files)
    assert write(new, files) == new
    text = new.decode()
    if BEGIN not in text:
        assert text.startswith(before.replace("\n", newline))
        changed = paths[:gone] + paths[cut:]
        kept = [line for line in old.split(newline) if line.strip() and not any(path in line for path in changed)]
        rest = iter(text.split(newline))
        assert all(line in rest for line in kept)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.one_of(shapes.words, st.text(max_size=4), st.just("\n"), st.just("|-|\n"))))
def test_writing_any_text_is_right_or_refused(parts):
    old = " ".join(parts).encode("utf-8", "replace")
    files = entries("a.txt", "c.txt")
    try:
        new = write(old, files)
    except CorpuskitError:
        return
    assert write(new, files) == new
    codes = {m.code for m in compare(read(new, {"a.txt", "c.txt"}), files)}
    assert not codes & {"IDX103", "IDX104"}
