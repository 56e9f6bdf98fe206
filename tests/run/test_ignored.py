"""What git ignores is remembered only while nothing has changed that git goes by."""

import os
import subprocess
from pathlib import Path

import pytest

from corpuskit import gitignore
from corpuskit.cli import main
from corpuskit.run import ignored

TEXT = "Prices rise for a third month\n\nPrices rose for the third month in a row, the bank said on Friday.\n"
NAMES = ("a", "b", "old/c", "old/deep/d")


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """A corpus in a repository, its cache, and every question that git is asked from now on."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ignored, "WORTH", 0)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_CONFIG_HOME", "GIT_DIR"):
        monkeypatch.delenv(name, raising=False)
    subprocess.run(["git", "init", "-q"], check=True)
    for name in NAMES:
        path = Path("seeds", f"{name}.txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT)
    asked = []
    ask = gitignore.ask
    monkeypatch.setattr(gitignore, "ask", lambda folder, paths: asked.append(folder) or ask(folder, paths))
    files()
    files()
    asked.clear()
    return asked


def files():
    """The names of the files in the records, with a cache."""
    assert main(["normalize", "seeds", "-o", "out.jsonl", "--index", "off", "--allow-empty", "-j", "1"]) == 0
    return [line.split('"id":"')[1].split('"')[0] for line in Path("out.jsonl").read_text().splitlines()]


def write(path, text):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)


CHANGES = {
    "the top": lambda: write(".gitignore", "b.txt\n"),
    "the corpus": lambda: write("seeds/.gitignore", "b.txt\n"),
    "the repository": lambda: write(".git/info/exclude", "b.txt\n"),
    "a person": lambda: write("home/.config/git/ignore", "b.txt\n"),
    "a person's own file": lambda: (
        write("mine", "b.txt\n"), subprocess.run(["git", "config", "core.excludesFile", os.path.abspath("mine")], check=True)
    ),
    "whether case counts": lambda: (
        write(".gitignore", "B.TXT\n"), files(), files(), subprocess.run(["git", "config", "core.ignoreCase", "true"], check=True)
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_new_rule_is_heard(asked, change):
    assert files() == list(NAMES) and asked == []
    CHANGES[change]()
    assert files() == [name for name in NAMES if name != "b"] and asked
    assert files() == [name for name in NAMES if name != "b"]


def test_a_rule_in_a_folder_below_is_heard(asked):
    write("seeds/old/.gitignore", "deep/\n")
    assert files() == ["a", "b", "old/c"]
    Path("seeds/old/.gitignore").unlink()
    assert files() == list(NAMES) and len(asked) == 1  # the question is the first one again


def test_a_new_file_is_asked_for(asked):
    write(".gitignore", "*.tmp.txt\n")
    assert files() == files() == list(NAMES)
    write("seeds/x.tmp.txt", TEXT)
    assert files() == list(NAMES)


def test_what_git_ignores_is_asked_each_time(asked):
    write(".gitignore", "b.txt\n")
    files()
    subprocess.run(["git", "add", "-f", "seeds/b.txt"], check=True)
    assert files() == list(NAMES)  # a tracked file is never ignored
    subprocess.run(["git", "rm", "-q", "--cached", "seeds/b.txt"], check=True)
    assert "b" not in files()


def memory():
    return [path for path in Path(".corpuskit_cache").iterdir() if path.suffix == ".ignored"]


@pytest.mark.parametrize("what", [b"", b"x", b"0" * 64, b"0" * 65])
def test_a_spoilt_memory_is_no_answer(asked, what):
    (path,) = memory()
    path.write_bytes(what)
    assert files() == list(NAMES) and len(asked) == 1
    path.unlink()
    path.mkdir()
    assert files() == list(NAMES) and len(asked) == 2


def test_a_symlink_or_a_fifo_as_gitignore_is_left_to_git(asked):
    write("rules", "b.txt\n")
    os.symlink("rules", ".gitignore")
    assert files() == files() == list(NAMES) and len(asked) == 2
    os.unlink(".gitignore")
    os.mkfifo(".gitignore")
    assert files() == list(NAMES) and len(asked) == 3


def test_without_a_cache_nothing_is_remembered(asked):
    assert main(["cache", "--clear"]) == 0
    for _ in range(2):
        assert main(["normalize", "seeds", "-o", "out.jsonl", "--index", "off", "--no-cache"]) == 0
    assert len(asked) == 2 and not Path(".corpuskit_cache").exists()
