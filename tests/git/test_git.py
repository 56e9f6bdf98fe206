import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpuskit import git as tool
from corpuskit.errors import CorpuskitError
from corpuskit.git import changed_since, contents, tracked
from corpuskit.gitignore import ignored


def staged(root):
    files = tracked(root)
    return dict(zip([f.path for f in files], contents(root, files), strict=True))


def test_tracked_files_with_their_staged_contents(repo):
    (repo / "seeds/a.txt").write_bytes(b"not staged\n")
    (repo / "seeds/new.txt").write_bytes(b"untracked\n")
    assert staged(repo / "seeds") == {"a.txt": b"a\n", "b.txt": b"b\r\n\0\xff"}
    assert [f.size for f in tracked(repo / "seeds")] == [2, 5]
    assert set(staged(repo)) == {"README.md", "seeds/a.txt", "seeds/b.txt"}


def test_half_staged(repo, git):
    (repo / "seeds/a.txt").write_bytes(b"staged\n")
    git(repo, "add", "seeds/a.txt")
    (repo / "seeds/a.txt").write_bytes(b"later\n")
    git(repo, "rm", "-q", "--cached", "seeds/b.txt")
    assert staged(repo / "seeds") == {"a.txt": b"staged\n"}


def test_the_index_file_of_the_environment(repo, git, monkeypatch, tmp_path):
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "other"))
    git(repo, "read-tree", "HEAD")
    git(repo, "rm", "-q", "--cached", "seeds/b.txt")
    assert set(staged(repo / "seeds")) == {"a.txt"}
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert set(staged(repo / "seeds")) == {"a.txt", "b.txt"}


def test_as_a_hook_of_a_partial_commit_sees_it(repo, git):
    hook = repo / ".git/hooks/pre-commit"
    code = (
        "from pathlib import Path; from corpuskit.git import tracked; print([f.path for f in tracked(Path('seeds'))])"
    )
    hook.write_text(
        f'#!/bin/sh\n{sys.executable} -c "{code}" > seen\nGIT_DIR=.git {sys.executable} -c "{code}" >> seen\n'
    )
    hook.chmod(0o755)
    (repo / "seeds/c.txt").write_bytes(b"c")
    (repo / "seeds/d.txt").write_bytes(b"d")
    git(repo, "add", "seeds")
    git(repo, "commit", "-q", "-m", "only c", "seeds/c.txt")
    assert (repo / "seen").read_text() == "['a.txt', 'b.txt', 'c.txt']\n" * 2


def test_a_linked_work_tree_and_a_symlinked_root(repo, git, tmp_path):
    git(repo, "worktree", "add", "-q", str(tmp_path / "tree"))
    (tmp_path / "link").symlink_to(tmp_path / "tree/seeds")
    assert set(staged(tmp_path / "link")) == {"a.txt", "b.txt"}


def test_kinds(repo, git):
    (repo / "seeds/link.txt").symlink_to("/etc/passwd")
    git(repo, "add", "seeds/link.txt")
    git(repo, "update-index", "--add", "--cacheinfo", "160000," + "1" * 40 + ",seeds/sub")
    assert [(f.path, f.kind, f.size) for f in tracked(repo / "seeds")][2:] == [
        ("link.txt", "symlink", 11),
        ("sub", "submodule", -1),
    ]


def test_announced_files_are_not_tracked_and_empty_ones_are(repo, git):
    (repo / "seeds/later.txt").write_bytes(b"later")
    (repo / "seeds/empty.txt").write_bytes(b"")
    git(repo, "add", "-N", "seeds/later.txt")
    git(repo, "add", "seeds/empty.txt")
    assert [(f.path, f.size) for f in tracked(repo / "seeds")] == [("a.txt", 2), ("b.txt", 5), ("empty.txt", 0)]


def test_unmerged_paths_stand_once(repo, git):
    git(repo, "checkout", "-q", "-b", "other")
    (repo / "seeds/a.txt").write_bytes(b"theirs\n")
    git(repo, "commit", "-q", "-a", "-m", "theirs")
    git(repo, "checkout", "-q", "main")
    (repo / "seeds/a.txt").write_bytes(b"ours\n")
    git(repo, "commit", "-q", "-a", "-m", "ours")
    with pytest.raises(subprocess.CalledProcessError):
        git(repo, "merge", "-q", "other")
    files = tracked(repo / "seeds")
    assert [(f.path, f.unmerged) for f in files] == [("a.txt", True), ("b.txt", False)]
    assert next(contents(repo / "seeds", files)) == b"ours\n"


HOSTILE = [
    "new\nline.txt",
    'quote".txt',
    ":(top)x.txt",
    "-rf.txt",
    "*.txt",
    "tab\t.txt",
    "\udcff.txt",
    "é.txt",
    " .txt",
    "$(id).txt",
]


def test_hostile_names(repo, git):
    root = repo / "seeds/:(glob)*"
    root.mkdir()
    for name in HOSTILE:
        (root / name).write_bytes(os.fsencode(name))
    git(repo, "add", "seeds")
    assert staged(root) == {name: os.fsencode(name) for name in HOSTILE}
    (repo / ".gitignore").write_bytes(b"seeds/*/*.txt\n")
    git(repo, "rm", "-q", "-r", "--cached", "seeds")
    assert ignored(root, HOSTILE) == set(HOSTILE)
    assert changed_since(root, "HEAD") == set()
    (repo / ".gitignore").unlink()
    assert changed_since(root, "HEAD") == set(HOSTILE)


def test_many_large_contents_do_not_block(repo, git):
    for i in range(450):
        (repo / f"seeds/{i:03}.txt").write_bytes(b"%d" % i * 40_000)
    git(repo, "add", "seeds")
    assert [len(data) for data in contents(repo, tracked(repo))][1:3] == [40_000, 40_000]
    taken = contents(repo, tracked(repo))
    next(taken)
    taken.close()


def test_ignored(repo):
    (repo / ".gitignore").write_bytes(b"*.txt\n!keep.txt\n")
    assert ignored(repo / "seeds", ["a.txt", "x.txt", "keep.txt", "d/y.txt", "é\n.txt"]) == {
        "x.txt",
        "d/y.txt",
        "é\n.txt",
    }
    assert ignored(repo / "seeds", []) == set()
    assert ignored(repo / "seeds", ["keep.txt"]) == set()


def test_ignored_beside_a_submodule(repo, git):
    git(repo, "update-index", "--add", "--cacheinfo", "160000," + "1" * 40 + ",seeds/sub")
    (repo / ".gitignore").write_bytes(b"x.txt\n")
    assert ignored(repo / "seeds", ["sub/x.txt", "x.txt"]) == {"x.txt"}


def test_a_fifo_as_gitignore_does_not_block(repo):
    os.mkfifo(repo / "seeds/.gitignore")
    assert ignored(repo / "seeds", ["d/x.txt"]) == set()


def test_without_a_repository(tmp_path):
    assert ignored(tmp_path, ["a.txt"]) == set()
    assert ignored(tmp_path / "none", ["a.txt"]) == set()
    for ask in (tracked, lambda root: changed_since(root, "HEAD")):
        with pytest.raises(CorpuskitError, match="no git repository") as error:
            ask(tmp_path)
        assert error.value.hint


def test_without_git(repo, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert ignored(repo, ["a.txt"]) == set()
    with pytest.raises(CorpuskitError, match="not installed"):
        tracked(repo)


def test_a_program_named_git_in_the_folder_is_not_run(repo, monkeypatch):
    (repo / "git").write_text("#!/bin/sh\ntouch ran\n")
    (repo / "git").chmod(0o755)
    monkeypatch.chdir(repo)
    monkeypatch.setenv("PATH", ".")
    with pytest.raises(CorpuskitError, match="not installed"):
        tracked(Path("."))
    assert not (repo / "ran").exists()


def test_a_repository_without_a_commit(tmp_path, git):
    git(tmp_path, "init", "-q")
    assert tracked(tmp_path) == []
    assert list(contents(tmp_path, [])) == []
    with pytest.raises(CorpuskitError, match="no revision"):
        changed_since(tmp_path, "HEAD")


def test_changed_since(repo, git):
    (repo / "seeds/a.txt").write_bytes(b"committed")
    git(repo, "commit", "-q", "-a", "-m", "two")
    assert changed_since(repo / "seeds", "HEAD") == set()
    assert changed_since(repo / "seeds", "HEAD~1") == {"a.txt"}
    (repo / "seeds/staged.txt").write_bytes(b"s")
    git(repo, "add", "seeds")
    (repo / "seeds/new.txt").write_bytes(b"n")
    (repo / "seeds/b.txt").unlink()
    (repo / "other.txt").write_bytes(b"o")
    assert changed_since(repo / "seeds", "HEAD") == {"staged.txt", "new.txt", "b.txt"}
    git(repo, "mv", "seeds/a.txt", "seeds/moved.txt")
    assert changed_since(repo / "seeds", "HEAD") >= {"a.txt", "moved.txt"}


def test_changed_since_the_fork(repo, git):
    git(repo, "checkout", "-q", "-b", "branch")
    (repo / "seeds/mine.txt").write_bytes(b"m")
    git(repo, "add", ".")
    git(repo, "commit", "-q", "-m", "mine")
    git(repo, "checkout", "-q", "main")
    (repo / "seeds/a.txt").write_bytes(b"theirs")
    git(repo, "commit", "-q", "-a", "-m", "theirs")
    git(repo, "checkout", "-q", "branch")
    assert changed_since(repo / "seeds", "main") == {"mine.txt"}


@pytest.mark.parametrize("revision", ["", "nope", "--output=ran", "-h", "a\x1b[31m", "HEAD:seeds/a.txt", "HEAD\n"])
def test_no_such_revision(repo, revision):
    with pytest.raises(CorpuskitError) as error:
        changed_since(repo, revision)
    assert error.value.hint
    assert error.value.message.isprintable()


def test_a_lost_object_is_an_error(repo):
    lost = next(f for f in tracked(repo) if f.path == "seeds/a.txt")
    (repo / ".git/objects" / lost.oid[:2] / lost.oid[2:]).unlink()
    files = tracked(repo)
    assert next(f for f in files if f.path == "seeds/a.txt").size == -1
    with pytest.raises(CorpuskitError, match="no contents for seeds/a.txt"):
        list(contents(repo, files))


def test_a_broken_index_is_an_error(repo):
    (repo / ".git/index").write_bytes(b"DIRC broken")
    with pytest.raises(CorpuskitError, match="git failed"):
        tracked(repo)
    assert ignored(repo, ["x"]) == set()


def everything(root):
    files = tracked(root)
    list(contents(root, files))
    ignored(root, ["a.txt", "x.txt"])
    changed_since(root, "HEAD")


def test_configuration_runs_nothing(repo, git, tmp_path):
    trap = tmp_path / "trap"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\necho $0 $@ >> {trap}\ncat\n")
    script.chmod(0o755)
    (repo / ".gitattributes").write_text("*.txt filter=x diff=x\n")
    git(repo, "add", ".gitattributes")
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in ("post-index-change", "reference-transaction", "fsmonitor-watchman"):
        (hooks / name).write_text(script.read_text())
        (hooks / name).chmod(0o755)
    for key in (
        "core.fsmonitor", "core.pager", "pager.diff", "diff.external", "filter.x.clean", "filter.x.smudge", "filter.x.process",
        "diff.x.textconv", "diff.x.command", "core.sshCommand", "core.editor", "core.askPass", "credential.helper", "alias.ls-files",
        "gpg.program", "remote.origin.uploadpack",
    ):  # fmt: skip
        git(repo, "config", key, str(script))
    git(repo, "config", "core.hooksPath", str(hooks))
    git(repo, "config", "diff.autoRefreshIndex", "true")
    (repo / "seeds/a.txt").write_bytes(b"changed\n")
    os.utime(repo / "seeds/b.txt", (1, 1))
    everything(repo / "seeds")
    assert not trap.exists()
    git(repo, "config", "alias.x", "!true")
    subprocess.run(["git", "status"], cwd=repo, capture_output=True, check=False)
    assert trap.exists()  # the traps are real


def test_a_missing_object_is_not_fetched(repo, git, tmp_path):
    trap = tmp_path / "trap"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {trap}\n")
    script.chmod(0o755)
    git(repo, "config", "core.repositoryFormatVersion", "1")
    git(repo, "config", "extensions.partialClone", "origin")
    git(repo, "config", "remote.origin.url", f"ext::{script}")
    git(repo, "config", "remote.origin.promisor", "true")
    git(repo, "config", "protocol.ext.allow", "always")
    lost = next(f for f in tracked(repo) if f.path == "seeds/a.txt")
    (repo / ".git/objects" / lost.oid[:2] / lost.oid[2:]).unlink()
    with pytest.raises(CorpuskitError, match="no contents|stopped|failed"):
        list(contents(repo, tracked(repo)))
    assert not trap.exists()


def test_a_bare_repository_inside_the_corpus_is_not_believed(repo, git, tmp_path):
    root = repo / "seeds/bare"
    root.mkdir()
    git(root, "init", "-q", "--bare", ".")
    git(root, "config", "core.fsmonitor", f"touch {tmp_path}/trap;")
    git(root, "config", "core.bare", "false")
    git(root, "config", "core.worktree", ".")
    with pytest.raises(CorpuskitError, match="no git repository"):
        tracked(root)
    assert ignored(root, ["x"]) == set()
    assert not (tmp_path / "trap").exists()


def test_a_git_that_does_not_answer_is_given_up(repo, monkeypatch, tmp_path):
    real = tool._program()
    slow = tmp_path / "git"
    slow.write_text(f'#!/bin/sh\ncase "$*" in *rev-parse*) exec {real} "$@";; esac\nexec sleep 60\n')
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(tool, "TIMEOUT", 0.5)
    with pytest.raises(CorpuskitError, match="did not answer"):
        tracked(repo)
    with pytest.raises(CorpuskitError, match="stopped"):
        list(contents(repo, [tool.Tracked("a", "file", "0" * 40)]))


def test_nothing_is_written_into_the_repository(repo):
    os.utime(repo / "seeds/a.txt", (1, 1))
    before = {p: p.stat().st_mtime_ns for p in (repo / ".git").rglob("*")}
    everything(repo)
    assert {p: p.stat().st_mtime_ns for p in (repo / ".git").rglob("*")} == before
