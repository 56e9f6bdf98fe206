import subprocess


def test_init_sets_up_a_corpus_that_passes_and_overwrites_nothing(corpuskit, tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/a.txt").write_text("One.\n")
    (tmp_path / ".gitattributes").write_text("*.png binary")
    corpuskit("init", "texts", check=0)
    corpuskit("normalize", "-o", "a.jsonl", check=0)
    assert (tmp_path / ".gitattributes").read_text().splitlines() == [
        "*.png binary",
        "texts/INDEX.md merge=union",
        "texts/**/*.txt -text",
    ]
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    corpuskit("init", "texts", check=0)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    corpuskit("init", "../x", check=2)


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
