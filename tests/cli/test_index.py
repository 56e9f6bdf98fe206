"""`corpuskit index` as a user runs it: compare, write, split, export."""

import json
import os
import shutil
import subprocess

import pytest

from corpuskit.cli import index
from corpuskit.errors import CorpuskitError


@pytest.fixture
def run(tmp_path, corpus, monkeypatch, capfdbinary):
    monkeypatch.chdir(tmp_path)
    (corpus / "sub dir").mkdir()
    (corpus / "sub dir/é %41.txt").write_text("The bank said on Friday that prices rose for a third month.\n")

    def call(*arguments):
        code = index.main(list(arguments))
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


def test_write_compare_split(run, corpus):
    code, out, err = run()
    assert code == 1 and "IDX103" in out and "hint: corpuskit index --write seeds" in err
    assert run("--write")[0] == 0
    assert run("--write")[2] == "seeds/INDEX.md is up to date: 6 files\n"
    assert run("--write", "--per-folder")[0] == 0 and (corpus / "sub dir/INDEX.md").exists()
    assert run()[:2] == (0, "")
    with pytest.raises(CorpuskitError):
        run("--per-folder")


def test_what_a_person_must_mend_is_told(run, corpus):
    (corpus / "INDEX.md").write_text(
        "- [x](../../etc/passwd.txt)\n- 000_f55f551b39f3e567.txt\n- 000_f55f551b39f3e567.txt\n"
    )
    code, out, err = run("--write")
    assert (
        code == 1 and "INDEX.md:1:1: error IDX109" in out and "INDEX.md:3:1: error IDX106" in out and "by hand" in err
    )
    assert "004_358b3082f94c8d1e.txt" in (corpus / "INDEX.md").read_text()


def test_a_binary_file_has_a_row_and_is_told_of(run, corpus):
    (corpus / "b.txt").write_bytes(b"\x1f\x8b" + bytes(range(64)))
    code, out, _ = run("--write")
    assert code == 0 and "b.txt: error IO103" in out and "[b.txt](b.txt)" in (corpus / "INDEX.md").read_text()


def test_no_export_past_a_closed_gate(run, tmp_path):
    assert run("--export", "datapackage", "-o", "x.json")[0] == 1 and not (tmp_path / "x.json").exists()


def test_sha256sum_accepts_its_export(run, corpus):
    run("--write")
    code, out, _ = run("--export", "sha256sums")
    assert code == 0 and len(out.splitlines()) == 6
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "-c", "--strict", "--quiet"], input=out.encode(), cwd=corpus, check=True)


def test_bagit_accepts_its_export(run, corpus, tmp_path):
    bagit = pytest.importorskip("bagit")
    (corpus / "sub dir/é %41.txt").rename(corpus / "sub dir/é.txt")
    run("--write")
    assert run("--export", "bagit", "-o", "bag")[0] == 0
    assert bagit.Bag(str(tmp_path / "bag")).validate()
    for bad in ("bag", "seeds/bag"):
        with pytest.raises(CorpuskitError):
            run("--export", "bagit", "-o", bad)


def test_the_json_exports_name_every_file_with_its_checksum(run, corpus):
    run("--write")
    package = json.loads(run("--export", "datapackage")[1])
    croissant = json.loads(run("--export", "croissant")[1])
    rows = (corpus / "INDEX.md").read_text()
    assert len(package["resources"]) == len(croissant["distribution"]) == 6
    assert len({resource["name"] for resource in package["resources"]}) == 6
    for resource, file in zip(package["resources"], croissant["distribution"], strict=True):
        assert resource["hash"] == f"sha256:{file['sha256']}" and file["sha256"] in rows
        assert resource["bytes"] == (corpus / resource["path"]).stat().st_size
    assert croissant["distribution"][-1]["contentUrl"] == "sub%20dir/%C3%A9%20%2541.txt"
    assert package["resources"][0]["title"].startswith("Russia resists")


def test_rows_are_not_lost_where_a_folder_cannot_be_listed(run, corpus, monkeypatch):
    (corpus / "old").mkdir()
    (corpus / "old/a.txt").write_text("Prices rose for the third month in a row, the bank said on Friday.\n")
    assert run("--write")[0] == 0
    before, real = (corpus / "INDEX.md").read_bytes(), os.open

    def refuse(path, *rest, **more):
        if str(path).endswith("old"):
            raise OSError(5, "Input/output error")
        return real(path, *rest, **more)

    monkeypatch.setattr(os, "open", refuse)
    code, out, err = run("--write")
    assert code == 1 and "old" in out and "cannot be read" in out and "was not written" in err
    assert (corpus / "INDEX.md").read_bytes() == before
