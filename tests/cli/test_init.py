import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest


def test_init_sets_up_a_corpus_that_passes_and_overwrites_nothing(corpuskit, tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/a.txt").write_text("One.\n")
    (tmp_path / ".gitattributes").write_text("*.png binary")
    corpuskit("init", "texts", check=0)
    corpuskit("normalize", "-o", "a.jsonl", check=0)
    assert (tmp_path / ".gitattributes").read_text().splitlines() == [
        "*.png binary",
        "texts/INDEX.md merge=union",
        "texts/**/INDEX.md merge=union",
        "texts/**/*.txt -text",
    ]
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    corpuskit("init", "texts", check=0)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    for bad in ("../x", "..", "/x", "a:b", "a$(id)", "a'b", "-x", "a#b"):
        corpuskit("init", "--", bad, check=2)


def test_two_branches_that_append_merge(corpuskit, corpus, tmp_path):
    def git(*arguments):
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
        return subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)

    corpuskit("init", check=0)
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "first")
    for branch, name in (("one", "a.txt"), ("two", "z.txt")):
        git("checkout", "-q", "-b", branch, "main")
        (corpus / name).write_text(f"{name}.\n")
        corpuskit("index", "--write", check=0)
        git("add", ".")
        git("commit", "-qm", name)
    git("merge", "-q", "one")
    corpuskit("index", check=0)
    corpuskit("index", "--write", check=0)
    names = [line for line in (corpus / "INDEX.md").read_text().splitlines() if line.startswith("| [")]
    assert names == sorted(names) and len(names) == 7


@pytest.mark.parametrize("root", ["my seeds v1.0", ".", "a/b"])
def test_what_init_writes_holds_for_any_root(corpuskit, tmp_path, root):
    (tmp_path / root).mkdir(parents=True, exist_ok=True)
    (tmp_path / root / "a.txt").write_text("One.\n")
    corpuskit("init", root, check=0)
    env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True, env=env)
    names = [os.path.normpath(f"{root}/{name}") for name in ("a.txt", "INDEX.md")]
    command = ["git", "check-attr", "text", "merge", "--", *names]
    said = subprocess.run(
        command, cwd=tmp_path, check=True, capture_output=True, text=True, env=env
    ).stdout.splitlines()
    assert f"{names[0]}: text: unset" in said and f"{names[1]}: merge: union" in said
    yaml = pytest.importorskip("yaml")
    hooks = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
    assert re.search(hooks[1]["files"], names[0]) and not re.search(hooks[1]["files"], "requirements.md")
    steps = yaml.safe_load((tmp_path / ".github/workflows/corpus.yml").read_text())["jobs"]["normalize"]["steps"]
    assert shlex.split(steps[-2]["run"])[-1] == root


def test_the_action_installs_its_own_checkout_and_runs(corpuskit, corpus, tmp_path):
    yaml = pytest.importorskip("yaml")
    top = Path(__file__).parents[2]
    action = yaml.safe_load((top / "action.yml").read_text())
    install, *steps = action["runs"]["steps"]
    assert action["runs"]["using"] == "composite" and '"$GITHUB_ACTION_PATH"' in install["run"]
    env = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "CORPUSKIT_PATHS": "seeds",
        "CORPUSKIT_OUTPUT": "build/a b.jsonl",
    }
    for step in steps:
        assert set(step["env"]) <= env.keys() and "${{" not in step["run"]
        subprocess.run(["bash", "-e", "-c", step["run"]], cwd=tmp_path, env=env, check=True, capture_output=True)
    assert (tmp_path / "build/a b.jsonl").exists()
