"""Real pre-commit on a real repository, offline: the hooks are this project's, run by the installed command."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
ROW = "corpuskit index --write"


class Repository:
    def __init__(self, folder, home):
        self.folder = folder
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT"))}
        self.env = clean | {
            "PATH": f"{BIN}:{clean['PATH']}",
            "HOME": str(home),
            "PRE_COMMIT_HOME": str(home / "cache"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
        }  # fmt: skip

    def run(self, *command, check=True):
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.env,
            check=False,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert done.returncode == 0 or not check, done.stdout
        return done

    def git(self, *arguments, check=True):
        return self.run("git", *arguments, check=check)

    def commit(self, passes):
        done = self.git("commit", "-q", "-m", "change", check=False)
        assert (done.returncode == 0) == passes, done.stdout
        return done.stdout

    def seed(self, name, text="The bank said on Friday that prices rose for a third month in a row.\n"):
        (self.folder / "seeds" / name).write_text(text, encoding="utf-8")
        return f"seeds/{name}"

    def index(self):
        self.run("corpuskit", "index", "--write")
        self.git("add", "seeds/INDEX.md")


def hooks(*names):
    """This project's hooks as local ones: the same entry and flags, run by the command that is installed."""
    found = []
    for block in (TOP / ".pre-commit-hooks.yaml").read_text().split("- id: ")[1:]:
        name = block.split("\n", 1)[0]
        if name in names:
            found.append(
                "      - id: " + re.sub(r"\n  ", "\n        ", block.replace("language: python", "language: system"))
            )
    return "repos:\n  - repo: local\n    hooks:\n" + "".join(found)


@pytest.fixture
def repository(tmp_path):
    if not (BIN / "pre-commit").exists() or not shutil.which("git"):
        pytest.skip("needs pre-commit and git")
    folder, home = tmp_path / "repository", tmp_path / "home"
    home.mkdir()
    shutil.copytree(TOP / "seeds", folder / "seeds")
    (folder / ".pre-commit-config.yaml").write_text(hooks("corpuskit-index", "corpuskit-check"))
    made = Repository(folder, home)
    made.git("init", "-q", "-b", "main")
    made.git("add", ".")
    made.git("commit", "-q", "-m", "first")
    made.run("pre-commit", "install")
    return made


def test_a_clean_commit_passes(repository):
    (repository.folder / "notes.md").write_text("x\n")
    repository.git("add", "notes.md")
    repository.commit(passes=True)


def test_a_new_seed_needs_its_row(repository):
    repository.git("add", repository.seed("new.txt"))
    assert ROW in repository.commit(passes=False)
    repository.index()
    repository.commit(passes=True)


def test_a_commit_that_only_deletes_fails_too(repository):
    repository.git("rm", "-q", "seeds/000_f55f551b39f3e567.txt")
    assert "IDX102" in repository.commit(passes=False)
    repository.index()
    repository.commit(passes=True)


def test_an_untracked_seed_does_not_matter(repository):
    repository.seed("untracked.txt")
    (repository.folder / "notes.md").write_text("x\n")
    repository.git("add", "notes.md")
    repository.commit(passes=True)


def test_a_renamed_seed(repository):
    repository.git("mv", "seeds/000_f55f551b39f3e567.txt", "seeds/zero.txt")
    assert "zero.txt" in repository.commit(passes=False)
    repository.index()
    repository.commit(passes=True)


def test_a_partially_staged_seed_is_judged_by_what_is_staged(repository):
    name = repository.seed("half.txt", "Staged.\n")
    repository.index()
    repository.git("add", name)
    repository.seed("half.txt", "Staged.\nNot staged.\n")
    repository.commit(passes=True)
    repository.git("add", name)
    assert "IDX104" in repository.commit(passes=False)


def test_many_files_in_one_commit(repository):
    for number in range(500):
        repository.seed(f"{number:04}.txt")
    repository.git("add", "seeds")
    assert "IDX103" in repository.commit(passes=False)
    repository.index()
    repository.commit(passes=True)


def test_a_symlink_is_refused(repository):
    (repository.folder / "seeds" / "link.txt").symlink_to("/etc/hostname")
    repository.git("add", "seeds")
    assert "IO102" in repository.commit(passes=False)


def test_a_fixing_hook_changes_the_file_and_its_row(repository):
    (repository.folder / ".pre-commit-config.yaml").write_text(hooks("corpuskit-index", "corpuskit-fix"))
    name = repository.seed("dirty.txt", "The bankâ€™s prices rose for a third month in a row.\n")
    repository.index()
    repository.git("add", name, ".pre-commit-config.yaml")
    repository.commit(passes=False)
    assert "bank’s" in (repository.folder / name).read_text(encoding="utf-8")
    repository.git("add", "seeds")
    repository.commit(passes=True)


def test_the_schema_hook(repository):
    (repository.folder / ".pre-commit-config.yaml").write_text(hooks("corpuskit-schema"))
    repository.run("corpuskit", "normalize", "-o", "data.jsonl")
    repository.git("add", ".pre-commit-config.yaml", "data.jsonl")
    repository.commit(passes=True)
    lines = (repository.folder / "data.jsonl").read_text().splitlines()
    lines[2] = lines[2].replace('"word_count":', '"words":')
    (repository.folder / "data.jsonl").write_text("\n".join(lines) + "\n")
    repository.git("add", "data.jsonl")
    said = repository.commit(passes=False)
    assert "data.jsonl:3: word_count" in said and "data.jsonl:3: words" in said


def test_a_commit_of_all_that_changed_reads_the_index_of_that_commit(repository):
    """`git commit -a` and `git commit PATH` give hooks a git index of their own, by GIT_INDEX_FILE."""
    name = repository.seed("000_f55f551b39f3e567.txt", "Rewritten, and long enough to be a line.\n")
    said = repository.git("commit", "-q", "-am", "change", check=False).stdout
    assert "IDX104" in said and ROW in said
    said = repository.git("commit", "-q", "-m", "change", name, check=False).stdout
    assert "IDX104" in said
    repository.run("corpuskit", "index", "--write")
    repository.git("commit", "-q", "-am", "change")


def test_the_configuration_of_this_repository_passes_and_keeps_writers_away_from_seeds(repository):
    config = (TOP / ".pre-commit-config.yaml").read_text()
    (repository.folder / ".pre-commit-config.yaml").write_text(config)
    dirty = "Words with space at the end  \nand no line end"
    name = repository.seed("dirty.txt", dirty)
    (repository.folder / "notes.md").write_text("space  \n\n\n")
    repository.index()
    repository.git("add", ".")
    entries = dict(re.findall(r"- id: (\S+)\n.*?\n +entry: (\S+)", config))
    missing = [hook for hook, program in entries.items() if not (BIN / program).exists()]
    assert not [hook for hook in missing if hook.startswith("corpuskit")]
    repository.env["SKIP"] = ",".join([*missing, "mypy", "lint-imports"])
    done = repository.run("pre-commit", "run", "--all-files", check=False)
    assert (repository.folder / name).read_text() == dirty
    for hook in ("corpuskit index", "corpuskit check"):
        assert re.search(rf"^{hook}\.+Passed", done.stdout, re.MULTILINE), done.stdout
    writers = {"end-of-file-fixer", "trailing-whitespace"}
    blocks = {block.split("\n", 1)[0]: block for block in config.split("- id: ")[1:]}
    assert all("exclude: ^seeds/\n" in blocks[hook] for hook in writers)
    if not writers & set(missing):
        assert (repository.folder / "notes.md").read_text() == "space\n"


def test_prek_runs_the_same_hooks(repository):
    if not (BIN / "prek").exists():
        pytest.skip("needs prek")
    repository.run("prek", "install", "--overwrite")
    assert "prek" in (repository.folder / ".git/hooks/pre-commit").read_text()
    repository.git("add", repository.seed("new.txt"))
    assert ROW in repository.commit(passes=False)
    repository.index()
    repository.commit(passes=True)
    repository.git("rm", "-q", "seeds/new.txt")
    assert "IDX102" in repository.commit(passes=False)


@pytest.mark.slow
def test_try_repo(repository):
    if os.environ.get("CORPUSKIT_SLOW") != "1":
        pytest.skip("builds an environment from the package registry: set CORPUSKIT_SLOW=1")
    done = repository.run("pre-commit", "try-repo", str(TOP), "corpuskit-index", "--all-files")
    assert "Passed" in done.stdout


def test_the_offered_hooks_are_safe_to_run_side_by_side_and_read_what_is_staged():
    yaml = pytest.importorskip("yaml")
    offered = {hook["id"]: hook for hook in yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text())}
    assert set(offered) == {"corpuskit-index", "corpuskit-check", "corpuskit-fix", "corpuskit-schema"}
    assert all(hook["require_serial"] and hook["language"] == "python" for hook in offered.values())
    assert offered["corpuskit-index"]["always_run"] and not offered["corpuskit-index"]["pass_filenames"]
    for name in ("corpuskit-index", "corpuskit-check"):
        assert "--read-from git-index" in offered[name]["entry"]
    assert "--exit-non-zero-on-fix" in offered["corpuskit-fix"]["entry"]
