import json
import os

import pytest

DIRTY = "Prices rise\n\nThe bankâ€™s prices rose\u200b for a third month, the bank said on Friday.\r\nAdvertisement:\n"


@pytest.fixture
def dirty(tmp_path):
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "a.txt").write_bytes(DIRTY.encode())
    return folder / "a.txt"


def test_a_clean_corpus_passes_and_notes_are_counted(corpuskit, corpus):
    done = corpuskit("check", "seeds", check=0)
    assert b"BP101: 2 advertisement" in done.stdout and b"Advertisement:" not in done.stdout
    assert b"003_cf9eae14abbdaadb.txt:7:1: note BP101" in corpuskit("check", "--show", "note", check=0).stdout
    corpuskit("check", "--fail-on", "note", check=1)
    corpuskit("check", "--fail-on", "note", "--ignore", "BP,META,STR,QUA", check=0)
    assert b"BP101" not in corpuskit("check", "--select", "QUA", "--show", "note", check=0).stdout


def test_findings_point_into_the_original(corpuskit, dirty):
    done = corpuskit("check", "seeds/a.txt", "--output-format", "json", "--select", "ENC", check=0)
    found = [(f["line"], f["column"], f["code"]) for f in json.loads(done.stdout)]
    assert found == [(3, 9, "ENC101"), (3, 25, "ENC102")]


def test_a_folder_is_checked_against_its_index_and_a_file_is_not(corpuskit, dirty):
    assert b"IDX101" in corpuskit("check", "seeds", check=1).stdout
    assert b"IDX101" not in corpuskit("check", "seeds/a.txt", check=0).stdout


def test_fix_repairs_in_place_and_a_second_time_changes_nothing(corpuskit, dirty):
    os.chmod(dirty, 0o640)
    corpuskit("check", "seeds/a.txt", "--fix", "--exit-non-zero-on-fix", check=1)
    assert dirty.read_bytes().decode() == DIRTY.replace("â€™", "’").replace("\u200b", "")
    assert dirty.stat().st_mode & 0o777 == 0o640
    before = dirty.stat().st_mtime_ns, dirty.stat().st_ino
    corpuskit("check", "seeds/a.txt", "--fix", "--exit-non-zero-on-fix", check=0)
    assert (dirty.stat().st_mtime_ns, dirty.stat().st_ino) == before


def test_unsafe_fixes_delete_boilerplate(corpuskit, dirty):
    corpuskit("check", "seeds/a.txt", "--fix", "--unsafe-fixes", check=0)
    assert dirty.read_bytes().decode() == DIRTY.replace("â€™", "’").replace("\u200b", "").replace(
        "Advertisement:\n", ""
    )


def test_diff_changes_nothing(corpuskit, dirty):
    done = corpuskit("check", "seeds/a.txt", "--unsafe-fixes", "--diff", check=1)
    assert "-Advertisement:" in done.stdout.decode() and dirty.read_bytes() == DIRTY.encode()


@pytest.mark.parametrize("data", [b"caf\xff\xe9 &amp; \x81\n", "a &amp; b\n".encode("utf-16") + b"\xd8"])
def test_what_cannot_be_written_back_exactly_is_left(corpuskit, dirty, data):
    dirty.write_bytes(data)
    done = corpuskit("check", "seeds/a.txt", "--fix", "--exit-non-zero-on-fix")
    assert dirty.read_bytes() == data or b"not fixed" not in done.stderr


def test_a_read_only_file_stays(corpuskit, dirty):
    os.chmod(dirty, 0o444)
    assert b"read-only" in corpuskit("check", "seeds/a.txt", "--fix").stderr
    assert dirty.read_bytes() == DIRTY.encode()


def test_github_output_cannot_be_injected(corpuskit, dirty):
    evil = dirty.with_name("a\n::error::x,y:z%0A.txt")
    evil.write_bytes(b"caf\xe9\n::error::boo\n")
    done = corpuskit("check", "seeds", "--output-format", "github", check=1)
    lines = done.stdout.decode().splitlines()
    assert lines and all(line.startswith(("::error file=", "::warning file=")) for line in lines)
    assert not any("x,y:z" in line for line in lines)


def test_explain_names_each_line(corpuskit, corpus):
    done = corpuskit("explain", "seeds/003_cf9eae14abbdaadb.txt", check=0).stdout.decode()
    assert "\x1b" not in done
    assert any(line.startswith(" 7 ✗ Advertisement:") and "BP101" in line for line in done.splitlines())
    assert any("date_published" in line and "META" in line for line in done.splitlines())
    coloured = corpuskit("explain", "seeds/003_cf9eae14abbdaadb.txt", check=0, env={"FORCE_COLOR": "1"}).stdout
    assert b"\x1b[31m" in coloured


def test_explain_shows_no_escape_of_the_input(corpuskit, dirty):
    dirty.write_bytes(b"\x1b]0;owned\x07 \x1b[31mred and a long enough line of text\n")
    assert b"\x1b" not in corpuskit("explain", "seeds/a.txt", check=0).stdout


def test_a_baseline_knows_old_findings_wherever_they_move(corpuskit, dirty, tmp_path):
    corpuskit("check", "seeds/a.txt", "--fail-on", "note", check=1)
    corpuskit("check", "seeds/a.txt", "--write-baseline", "known.json", check=0)
    corpuskit("check", "seeds/a.txt", "--fail-on", "note", "--baseline", "known.json", check=0)
    dirty.write_bytes(b"A new first paragraph stands above all of it today.\n\n" + DIRTY.encode())
    new = ["check", "seeds/a.txt", "--fail-on", "note", "--select", "ENC,BP", "--baseline", "known.json"]
    corpuskit(*new, check=0)
    dirty.write_bytes(DIRTY.encode() + b"Share this\nAdvertisement:\n")
    assert b"BP101" in corpuskit(*new, check=1).stdout
    (tmp_path / "known.json").write_text("[]")
    corpuskit(*new, check=2)


def test_suppressions_and_per_file_ignores(corpuskit, dirty, tmp_path):
    keys = [
        line
        for line in json.loads(
            (corpuskit("check", "--write-baseline", "k.json"), (tmp_path / "k.json").read_text())[1]
        )["known"]
    ]
    hidden = next(key for key in keys if key.startswith("ENC102"))
    (tmp_path / "corpuskit.toml").write_text(f'suppress = ["{hidden}", "BP101:0000000000000000"]\n')
    done = corpuskit("check")
    assert b"ENC102" not in done.stdout and b"unused suppression: BP101:0000000000000000" in done.stderr
    (tmp_path / "corpuskit.toml").write_text('[per_file_ignores]\n"*.txt" = ["ENC"]\n')
    assert b"ENC" not in corpuskit("check", "seeds/a.txt").stdout
    (tmp_path / "corpuskit.toml").write_text("per_file_ignores = 3\n")
    assert b"corpuskit.toml:1" in corpuskit("check", check=2).stderr


def test_explain_names_what_it_cannot_read_and_goes_on(corpuskit, corpus):
    (corpus / "link.txt").symlink_to("INDEX.md")
    os.mkfifo(corpus / "pipe.txt")
    (corpus / "old.txt").write_bytes(b"\xd0\xcf\x11\xe0 an office document")
    done = corpuskit("explain", *(f"seeds/{n}.txt" for n in ("link", "pipe", "old", "003_cf9eae14abbdaadb")), check=1)
    for name, code in ("link", "IO102"), ("pipe", "IO102"), ("old", "IO103"):
        assert f"seeds/{name}.txt: error {code}" in done.stderr.decode()
    assert b"Advertisement:" in done.stdout


def test_levels_are_named_in_the_plural_and_the_settings_name_rules(corpuskit, corpus, tmp_path):
    assert b"BP101 [*]" in corpuskit("check", "seeds/003_cf9eae14abbdaadb.txt", "--show", "notes", check=0).stdout
    (tmp_path / "corpuskit.toml").write_text('select = ["NOPE"]\n')
    assert b"corpuskit.toml: select: no rule begins with NOPE" in corpuskit("check", check=2).stderr
    (tmp_path / "corpuskit.toml").write_text('ignore = ["bp"]\n')
    assert b"BP101" not in corpuskit("check", check=0).stdout


def test_a_folder_below_the_root_is_compared_with_the_index_a_file_is_not(corpuskit, corpus):
    (corpus / "below").mkdir()
    (corpus / "below/new.txt").write_text("Prices rose for a third month.\n")
    assert b"IDX103" in corpuskit("check", "seeds/below", check=1).stdout
    assert b"IDX103" not in corpuskit("check", "seeds/below/new.txt", check=0).stdout


def test_unsafe_fixes_go_on_until_nothing_is_left_to_remove(corpuskit, dirty):
    dirty.write_bytes(b"\r\nAdvertisement:\r\n* * *\r\n\r\n")  # without a word the stars are boilerplate, too
    diff = corpuskit("check", "seeds/a.txt", "--unsafe-fixes", "--diff", check=1).stdout
    assert b"-Advertisement:" in diff and b"-* * *" in diff
    corpuskit("check", "seeds/a.txt", "--fix", "--unsafe-fixes", check=0)
    assert dirty.read_bytes() == b"\r\n\r\n"


def test_unsafe_fixes_alone_change_nothing(corpuskit, dirty):
    done = corpuskit("check", "seeds/a.txt", "--unsafe-fixes", check=0)
    assert b"without --fix" in done.stderr and dirty.read_bytes() == DIRTY.encode()


def test_explain_judges_no_file_that_is_none(corpuskit, dirty):
    dirty.write_bytes(b"a\n" * 50_001)
    done = corpuskit("explain", "seeds/a.txt", check=1)
    assert b"a.txt: error IO110" in done.stderr and not done.stdout
