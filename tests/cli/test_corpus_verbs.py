"""learn, score and explain --rule as they are called."""

import json

STORY = "The ferry was late for the {}th time in one week, and nobody on the pier {} was told why, said {}."


def test_learn_proposes_nothing_on_the_seeds_and_writes_nothing(corpuskit, corpus, tmp_path):
    before = sorted(p.name for p in tmp_path.rglob("*"))
    done = corpuskit("learn", check=0)
    assert b"0 candidates in 5 different articles" in done.stderr
    assert sorted(p.name for p in tmp_path.rglob("*")) == before


def test_what_was_learned_applies_once_a_person_moves_it(corpuskit, tmp_path):
    (tmp_path / "seeds").mkdir()
    for n in range(6):
        text = STORY.format(n, "eel" * (n + 1), "gull" * (n + 2)) + "\nThe harbour letter is out on Sundays.\n"
        (tmp_path / f"seeds/{n}.txt").write_text(text)
    corpuskit("learn", check=0)
    said = (tmp_path / "phrases.review").read_text()
    assert "# 6 of 6 articles: end 6\n" in said and "\nthe harbour letter is out on sundays\n" in said
    assert corpuskit("learn", "-o", "-").stdout.decode() == said
    assert corpuskit("learn", "-o", "seeds/1.txt").returncode == 2
    (tmp_path / "phrases").mkdir()
    (tmp_path / "phrases/ours.txt").write_text("[newsletter-appeal]\nthe harbour letter is out on sundays\n")
    (tmp_path / "corpuskit.toml").write_text('phrases = "phrases"\n')
    done = corpuskit("explain", "--rule", "BP107", "--sample", "3", check=0)
    assert done.stdout.decode().startswith("seeds/0.txt:2: The harbour letter is out on Sundays.  x6  removed")
    assert b"BP107 took 6 lines in 6 files" in done.stderr


def test_a_candidate_is_written_to_the_letter(corpuskit, tmp_path):
    line = "پربازدیدترین\u200cهای هفته در بندر"
    for n in range(5):
        (tmp_path / f"{n}.txt").write_text(STORY.format(n, "eel" * (n + 1), "gull" * (n + 2)) + f"\n{line}\n", "utf-8")
    said = corpuskit("learn", ".", "-o", "-", check=0).stdout.decode().splitlines()
    assert line in said and not any("\u200c" in shown for shown in said if shown.startswith("#"))


def test_score_prints_a_table_of_sets_and_their_mean(corpuskit, tmp_path):
    row = {"id": "1", "lines": ["Advertisement", STORY], "verdicts": "dk", "gold": STORY}
    (tmp_path / "ours.jsonl").write_text(json.dumps(row) + "\n")
    lines = corpuskit("score", ".", "--profile", "keep", check=0).stdout.decode().splitlines()
    assert [line.split()[0] for line in lines] == ["set", "ours", "mean"]
    assert lines[1].split()[1:] == ["1", "1.000", "1.000", "1.000", "0.0000", "1.000", "1.000"]
    bad = corpuskit("score", "none")
    assert bad.returncode == 2 and b"none is no folder" in bad.stderr


def test_explain_wants_a_rule_that_is_there(corpuskit):
    done = corpuskit("explain", "--rule", "BP999", "--sample", "3")
    assert done.returncode == 2 and b"no rule that takes lines is called BP999" in done.stderr
