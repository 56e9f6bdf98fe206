"""What the documentation shows is run."""

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]


PAGES = ("README.md", "docs/add-a-seed.md", "docs/adopt.md", "docs/ci.md", "docs/suppress.md")


def sessions(page):
    """(command, expected lines) of every console block; a line `…` stands for any lines, in a line for any text."""
    text = (TOP / page).read_text(encoding="utf-8")
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *expected = part.rstrip("\n").split("\n")
            yield command, expected


def pattern(expected):
    parts = [r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + r"\n" for line in expected]
    return "".join(parts)


def clean_environment(folder):
    env = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))}
    return env | {
        "COLUMNS": "110",
        "PATH": f"{Path(sys.executable).parent}:{env['PATH']}",
        "HOME": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1",
    }


@pytest.mark.parametrize("page", PAGES)
def test_every_command_prints_what_the_page_says(tmp_path, page):
    shutil.copytree(TOP / "seeds", tmp_path / "seeds")
    env = clean_environment(tmp_path.parent)
    git = "git init -q -b main . && git add . && git -c user.name=A -c user.email=a@example.org commit -qm first"
    subprocess.run(git, shell=True, cwd=tmp_path, env=env, check=True)
    ran = 0
    for command, expected in sessions(page):
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command],
            cwd=tmp_path, env=env, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        fails = any(line.startswith("hint:") for line in expected)
        assert done.returncode == fails, (command, done.stdout)
        assert re.fullmatch(pattern(expected), done.stdout), (command, done.stdout)
        ran += 1
    assert ran >= 4


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
