"""Which files, rules and findings `check` takes: options and settings that choose."""

import hashlib
import io
import json
import os
import subprocess
import unicodedata

import pytest

from corpuskit.cli import check
from corpuskit.errors import CorpuskitError
from corpuskit.report.formats import FORMATS

DIRTY = "The bankâ€™s prices rose for a third month in a row.\nAdvertisement:\n"


@pytest.fixture
def run(tmp_path, monkeypatch, capfdbinary):
    """Run `check` in this process below an empty folder: exit code, output, messages."""
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments, given=b""):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
        code = check.main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return code, out.decode("utf-8", "surrogateescape"), err.decode()

    return call


@pytest.fixture
def seeds(tmp_path):
    for path in ("a.txt", "old/b.txt", "old/deep/c.txt", "draft-d.txt"):
        file = tmp_path / "seeds" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(DIRTY, encoding="utf-8")
    return tmp_path / "seeds"


def settings(tmp_path, text):
    (tmp_path / "corpuskit.toml").write_text(text)


def listed(run, *arguments, given=b""):
    return run("--show-files", *arguments, given=given)[1].split()


@pytest.mark.parametrize("pattern", ["old", "old/", "old/*", "seeds/old", "seeds/old/**"])
def test_exclude_leaves_a_folder_out(run, seeds, tmp_path, pattern):
    settings(tmp_path, f'exclude = ["{pattern}", "draft-*"]\n')
    assert listed(run) == ["seeds/a.txt"]
    assert listed(run, "seeds/old/b.txt") == ["seeds/old/b.txt"]
    assert listed(run, "seeds/old/b.txt", "seeds/a.txt", "--force-exclude") == ["seeds/a.txt"]
    assert listed(run, "--isolated") == [
        "seeds/a.txt", "seeds/draft-d.txt", "seeds/old/b.txt", "seeds/old/deep/c.txt"
    ]  # fmt: skip


@pytest.mark.parametrize("pattern", ["old/*.txt", "seeds/old/*", "old", "b.txt"])
def test_per_file_ignores_take_paths_below_the_root_or_the_settings(run, seeds, tmp_path, pattern):
    settings(tmp_path, f'[per-file-ignores]\n"{pattern}" = ["ENC", "QUA"]\n')
    assert "ENC101" not in run("seeds/old/b.txt", "--show", "note")[1]
    assert "ENC101" in run("seeds/a.txt", "--show", "note")[1]


def test_files_from(run, seeds, tmp_path):
    assert listed(run, "--files-from", "-", given=b"seeds/a.txt\nseeds/old\n") == [
        "seeds/a.txt", "seeds/old/b.txt", "seeds/old/deep/c.txt"
    ]  # fmt: skip
    (tmp_path / "list").write_bytes(b"seeds/a.txt\0")
    assert listed(run, "--files-from", "list") == ["seeds/a.txt"]
    assert listed(run, "--files-from", "-") == []
    assert run("--files-from", "-", given=b"")[0] == 0
    with pytest.raises(CorpuskitError):
        run("--files-from", "nowhere")


def test_a_text_on_standard_input(run, seeds, tmp_path):
    code, out, _ = run("-", "--stdin-filename", "seeds/new.txt", "--output-format", "json", given=DIRTY.encode())
    rows = {(row["path"], row["line"], row["column"], row["code"]) for row in json.loads(out)}
    assert code == 0 and ("seeds/new.txt", 1, 9, "ENC101") in rows and not any(row[3][:3] == "IDX" for row in rows)
    assert run("-", "--fix", given=DIRTY.encode())[1] == DIRTY.replace("â€™", "’")
    assert run("-", "--fix", "--unsafe-fixes", given=DIRTY.encode())[1] == DIRTY.replace("â€™", "’").replace(
        "Advertisement:\n", ""
    )
    code, out, _ = run("-", "--diff", given=DIRTY.encode())
    assert code == 1 and "+The bank’s prices rose" in out
    assert not (tmp_path / "stdin.txt").exists()
    with pytest.raises(CorpuskitError):
        run("-", "seeds/a.txt")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0", b"", b"caf\xe9 &amp; \x81\n", b"no newline at the end"])
def test_a_text_that_is_not_fixed_comes_out_as_it_went_in(run, data):
    assert run("-", "--fix", given=data)[1].encode("utf-8", "surrogateescape") == data


def test_show_settings_and_verbose(run, seeds, tmp_path):
    settings(tmp_path, 'fail_on = "note"\n')
    assert "fail_on = 'note'\n" in run("--show-settings")[1]
    assert "fail_on = 'error'  # default" in run("--show-settings", "--isolated")[1]
    other = tmp_path / "other.toml"
    other.write_text('fail_on = "warning"\n')
    assert "fail_on = 'warning'\n" in run("--show-settings", "--config", other)[1]
    code, _, err = run("seeds/a.txt", "-v")
    assert code == 1 and "corpuskit.toml" in err and "root seeds: 1 file to read, 4 below it" in err
    (seeds / "b.txt").write_bytes(b"caf\xe9\n")
    assert run("seeds/b.txt", "-q", "--select", "ENC", "--isolated")[2] == ""


def test_statistics_count_every_rule(run, seeds):
    err = run("seeds", "--statistics", "--select", "BP,ENC")[2]
    assert [line.split()[:2] for line in err.splitlines()[:2]] == [["4", "BP101"], ["4", "ENC101"]]


def test_extend_select(run, seeds, tmp_path):
    settings(tmp_path, 'select = ["ENC"]\nextend-select = ["BP"]\n')
    assert "BP101" in run("seeds/a.txt", "--show", "note")[1]
    assert "META" not in run("seeds/a.txt", "--show", "note")[1]
    only = run("seeds/a.txt", "--show", "note", "--select", "META", "--isolated", "--extend-select", "ENC")[1]
    assert "ENC101" in only and "BP101" not in only


def test_a_key_of_a_finding_is_that_of_its_line(run, seeds, tmp_path, monkeypatch):
    def keys(*arguments):
        return {(r["code"], r["line"]): r["key"] for r in json.loads(run(*arguments, "--output-format", "json")[1])}

    (seeds / "a.txt").write_text("Advertisement:\n\nAdvertisement:\n\nShare this\n" + DIRTY)
    found = keys("seeds/a.txt", "--select", "BP,ENC")
    assert found["BP101", 1] == found["BP101", 3] == keys("seeds/old/b.txt", "--select", "BP")["BP101", 2]
    (seeds / "latin.txt").write_bytes(b"caf\xe9\n")
    whole = keys("seeds/latin.txt", "--select", "ENC201")
    monkeypatch.chdir(seeds)
    assert keys("a.txt", "--select", "BP,ENC") == found
    assert keys("latin.txt", "--select", "ENC201") == whole


def test_a_suppressed_row_stays_so_when_it_moves_and_an_unused_key_is_told(run, seeds, tmp_path):
    (seeds / "INDEX.md").write_text(
        "".join(f"- {p}\n" for p in ("a.txt", "b.txt", "c.txt", "draft-d.txt", "gone.txt", "a.txt"))
    )
    code, out, _ = run("--select", "IDX", "--output-format", "json")
    row, twice = json.loads(out)
    assert code == 1 and [(r["code"], r["line"]) for r in (row, twice)] == [("IDX102", 5), ("IDX106", 6)]
    settings(tmp_path, f'suppress = ["{row["key"]}", "{twice["key"]}", "IDX106:0000000000000000"]\n')
    (seeds / "INDEX.md").write_text("Words.\n\n" + (seeds / "INDEX.md").read_text())
    code, _, err = run("--select", "IDX")
    assert code == 0 and "unused suppression: IDX106:0000000000000000" in err and row["key"] not in err
    assert "unused" not in run("--select", "ENC")[2] and "unused" not in run("seeds/a.txt")[2]


def test_a_baseline_tells_what_is_gone(run, seeds, tmp_path):
    run("--write-baseline", "known.json")
    (seeds / "a.txt").write_text("The bank said on Friday that prices rose.\n")
    code, _, err = run("--baseline", "known.json", "--fail-on", "note", "--select", "BP,ENC")
    assert code == 0 and "2 findings of known.json gone" in err


def test_inside_actions_findings_are_annotations_and_all_are_in_the_summary(run, seeds, monkeypatch, tmp_path):
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    for number in range(12):
        (seeds / f"x{number:02}.txt").write_bytes(b"caf\xe9\n")
    code, out, _ = run("seeds", "--select", "ENC201,IDX")
    assert code == 1 and out.count("::warning file=") == 10 and "2 more warnings" in out
    text = summary.read_text()
    assert text.startswith("corpuskit: 1 errors, 12 warnings, 0 notes\n") and text.count("<tr>") == 13


def test_a_fix_renews_the_row_that_was_right_in_whatever_index_it_stands(run, seeds):
    digest = hashlib.sha256(DIRTY.encode()).hexdigest()
    (seeds / "INDEX.md").write_text(f"- draft-d.txt {digest.upper()}\n- a.txt {'0' * 64}\n- [old](old/INDEX.md)\n")
    (seeds / "old/INDEX.md").write_bytes(f"|File|SHA-256|\r\n|-|-|\r\n|b.txt|{digest}|\r\n|deep/c.txt||\r\n".encode())
    run("seeds/a.txt", "seeds/old/b.txt", "seeds/draft-d.txt", "--fix")
    new = hashlib.sha256(DIRTY.replace("â€™", "’").encode()).hexdigest()
    assert (seeds / "INDEX.md").read_text() == f"- draft-d.txt {new}\n- a.txt {'0' * 64}\n- [old](old/INDEX.md)\n"
    assert (seeds / "old/INDEX.md").read_bytes().count(f"|b.txt|{new}|\r\n".encode()) == 1


def test_files_with_hostile_names_on_the_disk_break_no_report(run, tmp_path):
    folder = tmp_path / "seeds"
    folder.mkdir()
    names = [
        "a\n::error::b.txt",
        "::error::.txt",
        "##[error]x.txt",
        "a|`b`<script>.txt",
        "\x1b[31m.txt",
        "é" * 125 + ".txt",
    ]
    for name in names:
        (folder / name).write_bytes(b"caf\xe9 \x1b[31m\n::error::boo\n" * 3)
    bad = os.path.join(os.fsencode(folder), b"caf\xe9.txt")
    with open(bad, "wb") as file:
        file.write(b"x\n")
    (folder / "INDEX.md").write_text(
        "- [x](../../etc/passwd.txt)\n- [y](/a.txt)\n- [z](%1b%5b31m.txt)\n- ::error::q.txt\n"
    )
    for form in sorted(FORMATS):
        code, out, _ = run("seeds", "--output-format", form)
        assert code == 1 and out.encode("utf-8")
        assert not [c for c in out if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs")]
        for line in out.splitlines():
            assert not line.startswith(("::", "##[")) or (form == "github" and "title=corpuskit" in line)


def test_git_tells_what_is_ignored_and_what_changed_since(run, seeds, tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)

    def git(*arguments):
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    (tmp_path / ".gitignore").write_text("draft-*\n")
    git("add", ".")
    git("commit", "-qm", "first")
    assert listed(run) == ["seeds/a.txt", "seeds/old/b.txt", "seeds/old/deep/c.txt"]
    assert listed(run, "seeds/draft-d.txt") == ["seeds/draft-d.txt"]
    git("checkout", "-q", "-b", "more")
    (seeds / "a.txt").write_text("Changed and committed.\n")
    git("commit", "-qam", "second")
    (seeds / "new.txt").write_text("Not even tracked.\n")
    assert listed(run, "--since", "main") == ["seeds/a.txt", "seeds/new.txt"]
    assert listed(run, "--since", "main", "--read-from", "git-index") == ["seeds/a.txt"]
    (seeds / "old/b.txt").unlink()
    (seeds / "INDEX.md").write_text("- b.txt\n- c.txt\n- a.txt\n- new.txt\n")
    assert "INDEX.md:1:1: error IDX102" in run("--since", "main")[1]
    with pytest.raises(CorpuskitError):
        run("--since", "nowhere")


def test_few_files_start_no_workers(run, seeds, monkeypatch):
    def never(*arguments, **options):
        raise AssertionError("a worker was started")

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", never)
    monkeypatch.setattr("multiprocessing.Process.start", never)
    for number in range(100):
        (seeds / f"{number}.txt").write_text("The bank said on Friday that prices rose.\n")
    assert run("seeds", "-j", "8", "--select", "ENC")[0] == 0
