"""What a run says while and after it works: a line on a terminal, a summary, and less of it when asked."""

import io
import itertools
from types import SimpleNamespace

import pytest

from corpuskit.cli import common, main

TEXT = "Prices rise for a third month\n\nPrices rose for the third month in a row, the bank said on Friday.\n"
VERBS = (["check", "seeds"], ["index", "seeds", "--write"], ["normalize", "seeds", "-o", "a.jsonl", "--index", "off"])


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def say(tmp_path, monkeypatch):
    """What a verb writes to a terminal on which every look at the clock takes two seconds."""
    monkeypatch.chdir(tmp_path)
    for name in ("CI", "PRE_COMMIT", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "seeds/old").mkdir(parents=True)
    for name in ("a", "b", "old/c"):
        (tmp_path / "seeds" / f"{name}.txt").write_text(TEXT)
    clock = itertools.count(0, 2)
    monkeypatch.setattr(common, "time", SimpleNamespace(monotonic=lambda: next(clock)))

    def run(*arguments):
        terminal = Terminal()
        with monkeypatch.context() as patch:
            patch.setattr("sys.stderr", terminal)
            code = main(list(arguments))
        return code, terminal.getvalue()

    return run


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_a_terminal_sees_how_far_a_run_is_and_then_no_more_of_it(say, verb, monkeypatch):
    said = say(*verb)[1]
    assert "3/3 files, " in said and " s left" in said
    assert said[said.rindex(" s left") :].startswith(" s left\r\x1b[K")
    monkeypatch.setenv("CI", "true")
    assert " left" not in say(*verb)[1]


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_quiet_says_nothing_of_what_is_well(say, verb):
    say("index", "seeds", "--write")
    assert say(*verb, "--quiet") == (0, "")


def test_quiet_still_says_what_is_wrong(say, tmp_path):
    code, said = say("normalize", "seeds", "-o", "a.jsonl", "-q")
    assert code == 1 and "IDX101" in said and "nothing was written" in said


def test_files_may_be_named_in_a_file(say, tmp_path):
    (tmp_path / "list").write_text("seeds/a.txt\nseeds/old\n")
    code, _ = say("normalize", "--files-from", "list", "-o", "a.jsonl", "--index", "off")
    assert code == 0 and (tmp_path / "a.jsonl").read_text().count("\n") == 2
    (tmp_path / "list").write_text("\n")
    code, said = say("normalize", "--files-from", "list", "-o", "a.jsonl", "--index", "off")
    assert code == 2 and "list names no file" in said


def test_what_is_excluded_is_taken_when_named_unless_told_otherwise(say, tmp_path):
    (tmp_path / "corpuskit.toml").write_text('exclude = ["old"]\n')
    named = ["normalize", "seeds/a.txt", "seeds/old/c.txt", "-o", "a.jsonl", "--index", "off"]
    for options, count in ([], 2), (["--force-exclude"], 1):
        assert say(*named, *options)[0] == 0
        assert (tmp_path / "a.jsonl").read_text().count("\n") == count
