"""One index a folder: the writer splits, keeps to what is split, and the reader finds every file."""

import hashlib

import pytest

from corpuskit.errors import CorpuskitError
from corpuskit.index.compare import compare
from corpuskit.index.folders import write_all
from corpuskit.index.manifest import NAME, Entry
from corpuskit.index.reader import read


def entries(*paths):
    return [Entry(path, hashlib.sha256(path.encode()).hexdigest()) for path in paths]


def holds(indexes, files):
    children = {path: data for path, data in indexes.items() if path != NAME}
    return not compare(read(indexes[NAME], {e.path for e in files}, children), files)


FILES = entries("a.txt", "s/b.txt", "s/t/c.txt", "u v/d.txt")
ALL = ["s/t/INDEX.md", "s/INDEX.md", "u v/INDEX.md", NAME]


def written(old, files, **options):
    new = dict(old) | write_all(old, files, **options)
    assert holds(new, files)
    assert write_all(new, files) == {}
    return new


def test_a_folder_has_an_index_of_its_own_and_the_root_links_it():
    new = write_all({}, FILES, per_folder=True)
    assert list(new) == ALL and holds(new, FILES)
    root = new[NAME].decode()
    assert "a.txt" in root and "b.txt" not in root and "- [u v/INDEX.md](u%20v/INDEX.md)" in root
    assert "[d.txt](d.txt)" in new["u v/INDEX.md"].decode()


def test_it_stays_split_without_the_option_and_follows_what_changes():
    split = written({}, FILES, per_folder=True)
    more = written(split, [*FILES, *entries("s/e.txt", "w/f.txt")])
    assert "[e.txt](e.txt)" in more["s/INDEX.md"].decode() and "w/INDEX.md" in more
    less = written(split, FILES[:3])
    assert "u%20v" not in less[NAME].decode() and "d.txt" not in less["u v/INDEX.md"].decode()


def test_columns_of_a_person_go_along():
    whole = write_all({}, FILES)[NAME].decode()
    mine = "\n".join(
        line + (" License |" if "File" in line else " --- |" if "---" in line else f" L{line[3]} |")
        if line[:1] == "|"
        else line
        for line in whole.split("\n")
    )
    split = written({NAME: mine.encode()}, FILES, per_folder=True)
    assert "| File | Title | Language | Published | SHA-256 | License |" in split["s/t/INDEX.md"].decode()
    assert "| Ls |" in split["s/INDEX.md"].decode() and "| Lu |" in split["u v/INDEX.md"].decode()


def test_indexes_that_are_there_keep_their_files_and_their_shape():
    old = {NAME: b"- a.txt\n- [more](s/INDEX.md)\n", "s/INDEX.md": b"# S\n\n- [The B](b.txt)\n- t/c.txt\n"}
    new = written(old, [*FILES[:3], *entries("s/e.txt", "z.txt")])
    assert new["s/INDEX.md"] == b"# S\n\n- [The B](b.txt)\n- e.txt\n- t/c.txt\n"
    assert new[NAME] == b"- a.txt\n- z.txt\n- [more](s/INDEX.md)\n"
    gone = written(old, entries("a.txt", "s/b.txt"))
    assert gone == {NAME: old[NAME], "s/INDEX.md": b"# S\n\n- [The B](b.txt)\n"}


def test_a_hand_made_list_is_not_split():
    with pytest.raises(CorpuskitError) as error:
        write_all({NAME: b"- a.txt\n"}, FILES, per_folder=True)
    assert "by hand" in error.value.message
