import json

import pytest


def records(folder):
    return [json.loads(line) for line in (folder / "a.jsonl").read_bytes().splitlines()]


@pytest.fixture
def table(corpus):
    (corpus / "INDEX.md").write_text(
        "| File | URL | License | Author | Title |\n|---|---|---|---|---|\n"
        + "".join(
            f"| [{p.name}]({p.name}) | https://example.org/{p.stem} | CC-BY-4.0 | A B; C D | My title |\n"
            for p in sorted(corpus.glob("*.txt"))
        )
    )


def test_columns_of_a_persons_index_fill_the_record(corpuskit, table, tmp_path):
    corpuskit("normalize", "-o", "a.jsonl", check=0)
    first = records(tmp_path)[0]
    assert (first["url"], first["license"]) == ("https://example.org/000_f55f551b39f3e567", "CC-BY-4.0")
    assert (first["authors"], first["title"]) == (["A B", "C D"], "My title")
    ledger = json.loads((tmp_path / "a.ledger.jsonl").read_bytes().splitlines()[0])
    assert {e["field"] for e in ledger["evidence"] if e["rule"] == "given"} == {"authors", "license", "title", "url"}
    corpuskit("verify", "a.jsonl", "--seeds", "seeds", check=0)


def test_a_csv_does_too_and_what_is_required_must_be_given(corpuskit, corpus, tmp_path):
    (tmp_path / "corpuskit.toml").write_text('metadata = "meta.csv"\nrequire = ["license"]\n')
    rows = [f"{p.name},CC0,2024-05\n" for p in sorted(corpus.glob("*.txt"))]
    (tmp_path / "meta.csv").write_text("path,license,published\n" + "".join(rows))
    corpuskit("normalize", "-o", "a.jsonl", check=0)
    assert {(r["license"], r["date_published"]) for r in records(tmp_path)} == {("CC0", "2024-05")}
    (tmp_path / "meta.csv").write_text("path,license,published\n" + "".join(rows[1:]))
    done = corpuskit("normalize", "-o", "a.jsonl", check=1)
    assert b"000_f55f551b39f3e567.txt: error IO203" in done.stderr
    assert b"IO203" in corpuskit("check", "seeds", check=1).stdout
    assert b"IO203" in corpuskit("check", "seeds/000_f55f551b39f3e567.txt", check=1).stdout
    corpuskit("check", "seeds/001_9cc2c048405f0fc6.txt", check=0)
    (tmp_path / "meta.csv").write_text("path,license\n" + "".join(f"seeds/{row}" for row in rows))
    corpuskit("check", check=0)
    (tmp_path / "meta.csv").write_text("name,license\n")
    corpuskit("normalize", "-o", "a.jsonl", check=2)
    (tmp_path / "corpuskit.toml").write_text('require = ["licence"]\n')
    assert b"nobody can give 'licence'" in corpuskit("check", check=2).stderr


def test_the_tools_own_columns_are_no_evidence(corpuskit, corpus, tmp_path):
    index = corpus / "INDEX.md"
    index.write_text(
        index.read_text().replace("| UK and France pledge troops", "| Another title: UK and France pledge")
    )
    corpuskit("normalize", "-o", "a.jsonl", check=0)
    assert not any((r["title"] or "").startswith("Another") for r in records(tmp_path))
