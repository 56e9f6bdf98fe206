"""What stands between a bug and a lost byte: the record is proved before it is written, the file before it is read."""

import os

import pytest

from corpuskit import files, record
from corpuskit.article import LedgerLine
from corpuskit.messages import BYTES, LINES, flood, show
from corpuskit.pipeline import Plan, process
from corpuskit.restore import restore

TEXT = b"Prices rise\n\nPrices rose for a third month, the bank said on Friday.\n"


def test_a_record_that_would_not_restore_its_input_is_not_made(monkeypatch):
    monkeypatch.setattr(record, "restore", lambda *arguments: b"something else")
    with pytest.raises(record.LedgerError):
        process(TEXT, "a.txt", Plan())


@pytest.mark.parametrize("change", [lambda e: e.update(raw_start=e["raw_start"] + 1, before=e["before"][1:])])
def test_a_ledger_with_a_gap_is_refused(change):
    result = process(TEXT, "a.txt", Plan())
    line = result.ledger.model_dump()
    change(next(edit for edit in line["edits"] if edit["raw_end"] - edit["raw_start"] > 1))
    with pytest.raises(ValueError, match="does not cover"):
        restore(result.article, LedgerLine.model_validate(line))


def test_a_link_is_not_followed_and_a_large_file_not_read(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "b.txt").symlink_to("a.txt")
    with pytest.raises(files.Unreadable, match="symlink"):
        files.read(tmp_path / "b.txt", 1000)
    os.truncate(tmp_path / "a.txt", 10**12)
    with pytest.raises(files.Unreadable, match="limit"):
        files.read(tmp_path / "a.txt", 1000)


def test_the_many_parts_of_a_ledger_share_what_they_have_in_common():
    """Of a file of many short lines the sets of keys were half of the memory."""
    result = process(TEXT * 1000, "a.txt", Plan())
    for parts in (result.ledger.edits, result.article.blocks):
        assert len(parts) > 1 and len({id(part.model_fields_set) for part in parts}) == 1
        assert [type(part).model_validate(part.model_dump()) for part in parts] == parts


SHOWN = {
    "::error::x": r"\x3a:error::x",
    "  ::error::x": r"  \x3a:error::x",
    "a ::error::x": "a ::error::x",
    "a ##[group]x ##vso[task]": r"a #\x23[group]x #\x23vso[task]",
    "## heading": "## heading",
    "a\nb\tc\x1b[31m": r"a\nb\tc\x1b[31m",
    "a\u202eb\u200bc\U000e0041": r"a\u202eb\u200bc\U000e0041",
    "a\u3164b\ufe0fc\U000e0100\u034f": r"a\u3164b\ufe0fc\U000e0100\u034f",
    "caf\udce9": r"caf\udce9",
    "naïve 中文 “x”": "naïve 中文 “x”",
}


@pytest.mark.parametrize("text", SHOWN)
def test_what_a_message_shows(text):
    assert show(text) == SHOWN[text]


def test_a_flood_is_a_count():
    assert list(flood(["a"] * 3, "findings")) == ["a"] * 3
    assert list(flood(["a"] * (LINES + 5), "findings"))[LINES:] == ["... and 5 more findings"]
    assert list(flood(["a" * BYTES, "b"], "findings")) == ["a" * BYTES, "... and 1 more findings"]
