"""What the documentation shows is run."""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
README = (TOP / "README.md").read_text(encoding="utf-8")


def sessions():
    """(command, expected lines) of every console block; a line `…` stands for any lines, in a line for any text."""
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *expected = part.rstrip("\n").split("\n")
            yield command, expected


def pattern(expected):
    parts = [r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + r"\n" for line in expected]
    return "".join(parts)


def test_every_command_prints_what_the_readme_says(tmp_path):
    shutil.copytree(TOP / "seeds", tmp_path / "seeds")
    env = os.environ | {"COLUMNS": "110"}
    ran = 0
    for command, expected in sessions():
        program, *arguments = shlex.split(command)
        assert program == "corpuskit"
        done = subprocess.run(
            [sys.executable, "-m", "corpuskit", *arguments],
            cwd=tmp_path, env=env, check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert re.fullmatch(pattern(expected), done.stdout), (command, done.stdout)
        ran += 1
    assert ran >= 6


def test_the_library_examples_run():
    found = doctest.testfile(str(TOP / "README.md"), module_relative=False, encoding="utf-8")
    assert found.attempted >= 4 and not found.failed


def test_the_rule_pages_are_up_to_date():
    done = subprocess.run(
        [sys.executable, "-m", "corpuskit", "rule", "--pages"], capture_output=True, check=True, text=True
    )
    assert (TOP / "docs/rules.md").read_text(encoding="utf-8") == done.stdout


@pytest.mark.parametrize("page", sorted(p.name for p in [*TOP.glob("*.md"), *TOP.glob("docs/*.md")]))
def test_links_lead_somewhere(page):
    path = TOP / page if (TOP / page).exists() else TOP / "docs" / page
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target
