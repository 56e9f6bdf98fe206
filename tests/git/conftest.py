import os
import subprocess

import pytest


@pytest.fixture(autouse=True)
def no_git_variables(monkeypatch):
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def run_git(folder, *arguments):
    command = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout


@pytest.fixture
def git():
    return run_git


@pytest.fixture
def repo(tmp_path):
    top = tmp_path / "repo"
    seeds = top / "seeds"
    seeds.mkdir(parents=True)
    run_git(top, "init", "-q", "-b", "main")
    (seeds / "a.txt").write_bytes(b"a\n")
    (seeds / "b.txt").write_bytes(b"b\r\n\0\xff")
    (top / "README.md").write_bytes(b"x")
    run_git(top, "add", ".")
    run_git(top, "commit", "-q", "-m", "one")
    return top
