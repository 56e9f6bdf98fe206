"""The words of a corpus: phrases, lines that stay, profiles of sites; without a line of Python."""

import pickle

import pytest

from corpuskit.errors import CorpuskitError
from corpuskit.pipeline import Plan, process
from corpuskit.rules.own_words import gather as gather_words
from corpuskit.rules.own_words import read_sheet
from corpuskit.run.roots import compiled, gather
from corpuskit.settings import find

STORY = "The ferry was late for the third time in one week, and nobody on the pier was told why."


def words(*texts):
    return gather_words([read_sheet(text, f"{n}.txt") for n, text in enumerate(texts)], "")


def kept(lines, own, path="a.txt", given=None):
    text = "\n".join([STORY, *lines])
    body = process(text.encode(), path, Plan(findings_only=True, profile="keep", words=own), given).body.text
    return [line for line in lines if line in body.split("\n\n")]


def test_a_phrase_of_the_corpus_goes_and_a_line_to_keep_stays():
    own = words(
        "# ours\n[related-posts]\nMore harbour talk!\nHarbour notes, part 0\nPier talk: *\n\n[keep]\nRead more\n"
    )
    lines = ["More harbour talk", "Harbour notes, part 12", "Pier talk: eels", "Read more", "More harbour talks"]
    assert kept(lines, own) == ["Read more", "More harbour talks"]


def test_a_line_to_keep_beats_fields_too():
    assert kept(["By Helen Marsh"], words("")) == []
    assert kept(["By Helen Marsh"], words("[keep]\nBy *\n")) == ["By Helen Marsh"]


def test_keep_beats_a_phrase_whatever_file_it_stands_in():
    site, rest = "id: courier/\n[advertisement]\nOut today\n", "[keep]\nout *\n"
    assert kept(["Out today"], words(site), "courier/1.txt") == []
    assert kept(["Out today"], words(site, rest), "courier/1.txt") == ["Out today"]


def test_the_profile_of_a_site_holds_for_its_ids_and_its_publisher():
    own = words("id: courier/\nid: old-courier\npublisher: The Sound Courier\n[advertisement]\nOut today\n")
    line = ["Out today"]
    assert kept(line, own, "courier/1.txt") == kept(line, own, "old-courier-7.txt") == []
    assert kept(line, own, "other/courier/1.txt") == line
    assert kept(line, own, "other/1.txt", {"publisher": "the sound courier"}) == []
    assert kept(line, own, "other/1.txt", {"publisher": "The Other Courier"}) == line


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[advert]\n", r"a.txt:1: '\[advert\]' is no section; these are: keep, advertisement"),
        ("\n[keep]\n*\n", r"a.txt:3: '\*' has no words"),
        ("[keep]\na * b * c\n", r"a.txt:2: .* has more than one \*"),
        ("Out today\n", "a.txt:1: 'Out today' stands before the first"),
        ("id:\n[keep]\n", "a.txt:1: 'id:' stands before"),
        ("[keep]\nAd\n[advertisement]\nAd.\n", r"a.txt:4: 'Ad.' stands below \[keep\], too"),
    ],
)
def test_a_bad_file_is_named_with_its_line(text, message):
    with pytest.raises(CorpuskitError, match=message):
        read_sheet(text, "a.txt")


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "corpuskit.toml").write_text('root = "."\nphrases = "phrases"\n')
    (tmp_path / "phrases").mkdir()
    (tmp_path / "phrases/ours.txt").write_text("[advertisement]\nOut today\n")
    (tmp_path / "a.txt").write_text(f"{STORY}\nOut today\n")
    return tmp_path


def plan_of(corpus):
    return compiled("x", find(corpus))


def test_the_folder_is_read_is_no_article_and_is_part_of_the_checksum(corpus):
    plan = plan_of(corpus)
    assert [seed.path for seed in gather([str(corpus)], find(corpus))[0].seeds] == ["a.txt"]
    assert process((corpus / "a.txt").read_bytes(), "a.txt", pickle.loads(pickle.dumps(plan))).body.text == STORY
    (corpus / "phrases/ours.txt").write_text("[advertisement]\nOut tomorrow\n")
    assert plan_of(corpus).config_sha256 != plan.config_sha256
    (corpus / "corpuskit.toml").write_text('root = "."\n')
    assert plan_of(corpus).config_sha256 != plan.config_sha256


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda c: (c / "corpuskit.toml").write_text('phrases = "../else"'), "corpuskit.toml:1: phrases '../else' leaves"),
        (lambda c: (c / "corpuskit.toml").write_text('phrases = "none"'), "none: no such folder"),
        (lambda c: (c / "corpuskit.toml").write_text('root = "phrases"\nphrases = "phrases"'), "is the corpus itself"),
        (lambda c: (c / "phrases/b.txt").write_bytes(b"[keep]\n\xff\n"), "b.txt: .*utf-8"),
        (lambda c: (c / "phrases/b.txt").symlink_to(c / "a.txt"), "b.txt is a symlink"),
    ],
)  # fmt: skip
def test_a_wrong_folder_is_a_usage_error(corpus, change, message):
    change(corpus)
    with pytest.raises(CorpuskitError, match=message):
        plan_of(corpus)


def test_check_knows_the_publisher_that_the_index_names(corpus):
    from corpuskit.run.checking import check_root

    (corpus / "phrases/ours.txt").write_text("publisher: The Sound Courier\n[advertisement]\nOut today\n")
    (corpus / "corpuskit.toml").write_text('root = "."\nphrases = "phrases"\nmetadata = "m.csv"\n')
    (corpus / "m.csv").write_text("path,publisher\na.txt,The Sound Courier\n")
    loaded = find(corpus)
    codes = {found.code for root in gather([str(corpus)], loaded) for found in check_root(root, loaded)}
    assert "BP101" in codes


def test_many_files_of_phrases_are_asked_as_one():
    own = words(*(f"[advertisement]\nOut number {chr(97 + n)}\n" for n in range(26)), "id: a\n[keep]\nOut number *\n")
    assert len(own.books("b.txt", "")) == 1 and len(own.books("a.txt", "")) == 2
    assert kept(["Out number b", "Out number z", "Out number zz"], own, "b.txt") == ["Out number zz"]
    assert kept(["Out number b"], own, "a.txt") == ["Out number b"]
