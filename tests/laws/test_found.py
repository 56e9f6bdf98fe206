"""Every input that ever broke a law, as small as it could be made: the fuzzer wrote them down."""

import hashlib
from pathlib import Path

import pytest
from laws import holds, index_holds

from corpuskit.errors import CorpuskitError
from corpuskit.index.manifest import Entry
from corpuskit.index.writer import write

FOUND = sorted((Path(__file__).parent / "found").glob("*.bin"))
ENTRIES = [Entry(f"{name}.txt", hashlib.sha256(name.encode()).hexdigest(), 1, name) for name in ("a", "b|c", "é d")]
INDEXES = {
    "cells too many, the first empty": b"<!--corpuskit:index begin-->\n|File||\n|[](b%7Cc.txt)||8",
    "carriage returns among line feeds": b"# Index\n\r<!-- corpuskit:index begin -->\n| [a.txt](a.txt) |\n",
    "a carriage return alone": b"a \r",
}


@pytest.mark.parametrize("file", FOUND, ids=lambda file: file.stem)
def test_it_holds_now(file):
    holds(file.read_bytes())


@pytest.mark.parametrize("name", INDEXES)
def test_an_index_is_written_once_or_refused(name):
    index_holds(INDEXES[name], ENTRIES)
    try:
        new = write(INDEXES[name], ENTRIES)
    except CorpuskitError:
        return
    assert write(new, ENTRIES) == new
