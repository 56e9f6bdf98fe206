import json
import os

import pytest


def outputs(folder):
    return [(folder / name).read_bytes() for name in ("a.jsonl", "a.ledger.jsonl")]


def test_five_seeds_become_five_records_and_come_back(corpuskit, corpus, tmp_path):
    corpuskit("normalize", "seeds", "-o", "out/a.jsonl", check=0)
    records = [json.loads(line) for line in (tmp_path / "out/a.jsonl").read_bytes().splitlines()]
    assert [r["raw"]["path"] for r in records] == sorted(p.name for p in corpus.glob("*.txt"))
    assert {r["source"] for r in records} == {"seeds"}
    corpuskit("restore", "out/a.jsonl", "--to", "back", check=0)
    for path in corpus.glob("*.txt"):
        assert (tmp_path / "back" / path.name).read_bytes() == path.read_bytes()
    assert sorted(os.listdir(tmp_path / "out")) == ["a.jsonl", "a.ledger.jsonl"]


@pytest.mark.parametrize(
    "env", [{"PYTHONHASHSEED": "7"}, {"LC_ALL": "C"}, {"TZ": "Asia/Tokyo"}, {"PYTHONOPTIMIZE": "2"}]
)
def test_the_same_bytes_everywhere(corpuskit, corpus, tmp_path, env):
    corpuskit("normalize", "seeds", "-o", "a.jsonl", check=0)
    first = outputs(tmp_path)
    corpuskit("normalize", *sorted(corpus.glob("*.txt"), reverse=True), "-o", "a.jsonl", "-j", "2", check=0, env=env)
    assert outputs(tmp_path) == first


def test_standard_output_gets_the_same_records(corpuskit, corpus, tmp_path):
    corpuskit("normalize", "-o", "a.jsonl", check=0)
    assert corpuskit("normalize", "-o", "-", check=0).stdout == outputs(tmp_path)[0]


def spoil_missing(corpus):
    next(corpus.glob("*.txt")).unlink()


def spoil_extra(corpus):
    (corpus / "new.txt").write_text("New.\n")


def spoil_stale(corpus):
    path = min(corpus.glob("*.txt"))
    path.write_bytes(path.read_bytes() + b"\n")


def spoil_no_index(corpus):
    (corpus / "INDEX.md").unlink()


def spoil_twice(corpus):
    index = corpus / "INDEX.md"
    rows = index.read_text().splitlines(keepends=True)
    index.write_text("".join([*rows[:6], rows[5], *rows[6:]]))


SPOILS = {
    spoil_missing: "IDX102",
    spoil_extra: "IDX103",
    spoil_stale: "IDX104",
    spoil_no_index: "IDX101",
    spoil_twice: "IDX106",
}


@pytest.mark.parametrize(("spoil", "code"), SPOILS.items(), ids=lambda s: getattr(s, "__name__", s))
def test_the_gate_refuses(corpuskit, corpus, tmp_path, spoil, code):
    spoil(corpus)
    done = corpuskit("normalize", "seeds", "-o", "a.jsonl", check=1)
    assert code in done.stderr.decode() and "corpuskit index --write" in done.stderr.decode()
    assert os.listdir(tmp_path) == ["seeds"]
    assert code in corpuskit("index", check=1).stdout.decode()
    assert b"gate is off" in corpuskit("normalize", "seeds", "-o", "a.jsonl", "--index", "off", check=0).stderr
    corpuskit("index", "--write", check=0)
    corpuskit("normalize", "seeds", "-o", "a.jsonl", check=0)


def test_a_bad_file_stops_the_run_unless_told_otherwise(corpuskit, corpus, tmp_path):
    (corpus / "link.txt").symlink_to("INDEX.md")
    os.mkfifo(corpus / "pipe.txt")
    (corpus / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n rest")
    (corpus / "folder.txt").mkdir()
    for arguments, wrote in ((), False), (("--keep-going",), True):
        done = corpuskit("normalize", "seeds", "-o", "a.jsonl", "--index", "off", *arguments, check=1)
        for name in ("link.txt", "pipe.txt", "picture.txt", "folder.txt"):
            assert f"seeds/{name}" in done.stderr.decode()
        assert (tmp_path / "a.jsonl").exists() == wrote
    assert len((tmp_path / "a.jsonl").read_bytes().splitlines()) == 5


@pytest.mark.parametrize("output", ["seeds", "seeds/INDEX.md", "/dev/null", "link"])
def test_an_output_that_is_something_else_is_refused(corpuskit, corpus, tmp_path, output):
    (tmp_path / "link").symlink_to(corpus / "INDEX.md")
    before = (corpus / "INDEX.md").read_bytes()
    done = corpuskit("normalize", "seeds", "-o", output, check=2)
    assert b"hint" in done.stderr and (corpus / "INDEX.md").read_bytes() == before


def test_usage(corpuskit, corpus):
    for arguments in ["nosuch"], ["normalize"], ["normalize", "missing", "-o", "a"], ["normalize", "--nosuch"]:
        done = corpuskit(*arguments, check=2)
        assert b"Traceback" not in done.stderr and b"hint" in done.stderr


def test_an_empty_corpus(corpuskit, tmp_path):
    (tmp_path / "none").mkdir()
    corpuskit("normalize", "none", "-o", "a.jsonl", "--index", "off", check=1)
    corpuskit("normalize", "none", "-o", "a.jsonl", "--index", "off", "--allow-empty", check=0)
    assert (tmp_path / "a.jsonl").read_bytes() == b""


def test_unknown_settings_name_key_file_and_line(corpuskit, corpus, tmp_path):
    (tmp_path / "corpuskit.toml").write_text('source = "x"\nprofil = "keep"\n')
    done = corpuskit("normalize", "-o", "a.jsonl", check=2)
    assert "corpuskit.toml:2" in done.stderr.decode() and "profil" in done.stderr.decode()
    (tmp_path / "corpuskit.toml").write_text('source = "x"\n')
    corpuskit("normalize", "-o", "a.jsonl", check=0)
    assert json.loads((tmp_path / "a.jsonl").read_bytes().splitlines()[0])["source"] == "x"


def test_restore_refuses(corpuskit, corpus, tmp_path):
    corpuskit("normalize", "-o", "a.jsonl", check=0)
    corpuskit("restore", "a.jsonl", "--to", "back", check=0)
    corpuskit("restore", "a.jsonl", "--to", "back", check=2)
    corpuskit("restore", "a.jsonl", "--to", "back", "--force", check=0)
    records = (tmp_path / "a.jsonl").read_bytes()
    (tmp_path / "a.jsonl").write_bytes(records.replace(b'"source":"seeds"', b'"source":"other"', 1))
    corpuskit("restore", "a.jsonl", "--to", "other", check=2)
    assert not (tmp_path / "other").exists()


def test_parquet_holds_the_same_rows_and_restores(corpuskit, corpus, tmp_path):
    pytest.importorskip("pyarrow")
    corpuskit("normalize", "-o", "a.parquet", check=0)
    corpuskit("normalize", "-o", "a.jsonl", check=0)
    assert (tmp_path / "a.parquet.ledger.jsonl").read_bytes() == (tmp_path / "a.ledger.jsonl").read_bytes()
    corpuskit("restore", "a.parquet", "--to", "back", check=0)
    for path in corpus.glob("*.txt"):
        assert (tmp_path / "back" / path.name).read_bytes() == path.read_bytes()


def test_two_files_with_one_id_are_an_error(corpuskit, tmp_path):
    (tmp_path / "corpuskit.toml").write_text('pattern = "*"\nroot = "one"\n')
    for name in ("one/a.txt", "one/a.md", "two/a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Prices rose.\n")
    for paths in ["one"], ["one/a.txt", "two"]:
        done = corpuskit("normalize", *paths, "-o", "a.jsonl", "--index", "off", "--keep-going", check=1)
        assert b"IO108" in done.stderr and not (tmp_path / "a.jsonl").exists()
    assert b"one/a.txt: error IO108" in corpuskit("check", "one", check=1).stdout


def test_an_output_that_would_be_a_seed_is_refused(corpuskit, corpus):
    before = sorted(os.listdir(corpus))
    assert b"one of the inputs" in corpuskit("normalize", "-o", "seeds/out.txt", check=2).stderr
    assert sorted(os.listdir(corpus)) == before


def test_an_output_that_is_a_link_to_an_input_or_has_no_name_is_refused(corpuskit, corpus, tmp_path):
    os.link(next(corpus.glob("*.txt")), tmp_path / "linked.jsonl")
    assert b"one of the inputs" in corpuskit("normalize", "-o", "linked.jsonl", check=2).stderr
    assert b"-o takes the name of a file" in corpuskit("normalize", "-o", "", check=2).stderr


def test_a_rule_that_is_ignored_takes_nothing(corpuskit, corpus, tmp_path):
    (tmp_path / "corpuskit.toml").write_text('ignore = ["BP101", "META205", "ENC"]\n')
    (corpus / "dirty.txt").write_text(
        "date 2025-01-16\nThe ba\u200bnk’s prices rose, it said on Friday.\nAdvertisement:\n"
    )
    corpuskit("index", "--write")
    records = [json.loads(line) for line in corpuskit("normalize", "-o", "-").stdout.splitlines()]
    texts = {record["id"]: record["text"] for record in records}
    assert "Advertisement:" in texts["003_cf9eae14abbdaadb"] and "2025-01-16" in texts["003_cf9eae14abbdaadb"]
    assert "The bank’s" in texts["dirty"] and all(record["date_published"] is None for record in records)
