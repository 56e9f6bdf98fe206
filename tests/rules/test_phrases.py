"""The phrases are data, and the data has tests."""

from pathlib import Path

import pytest

from corpuskit.document import fold, read
from corpuskit.rules.layout import lay_out
from corpuskit.rules.phrasebook import KEEP, LABELS, LONGEST, NOISE, PHRASES, book, plain
from corpuskit.rules.registry import VERDICTS

FILES = sorted(PHRASES.glob("*.txt"))
KEPT = Path(__file__).parent / "kept"
SAID = (*NOISE, *LABELS)
WIDELY_SPOKEN = "ar cs da de en es fi fr hu it ja ko nb nl pl pt ru sv tr uk zh".split()  # noqa: SIM905


def entries(file):
    """(section, phrase) of every line of a phrase file."""
    section = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and section:
            yield section, line


def sections(file):
    found = {}
    for section, phrase in entries(file):
        found.setdefault(section, []).append(phrase)
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_file_is_sorted_and_as_it_is_looked_up(file):
    for section, phrases in sections(file).items():
        assert phrases == sorted(set(phrases)), f"[{section}] of {file.name} is to be sorted, each phrase once"
        form = plain if section in SAID else fold
        assert max(map(len, phrases)) <= LONGEST
        wrong = {phrase: form(phrase) for phrase in phrases if form(phrase) != phrase}
        assert not wrong, f"[{section}] of {file.name}: write the phrases so: {wrong}"


def test_no_phrase_stands_twice_over_all_files():
    seen = {}
    for file in FILES:
        for section, phrase in entries(file):
            if section in SAID:
                assert phrase not in seen, f"{phrase!r}: {file.name} [{section}] and {seen[phrase]}"
                seen[phrase] = f"{file.name} [{section}]"


@pytest.mark.parametrize("language", WIDELY_SPOKEN)
def test_the_common_kinds_of_boilerplate_are_known_in_many_languages(language):
    found = sections(PHRASES / f"{language}.txt")
    wanted = {"advertisement", "comments", "cookie-notice", "copyright-footer", "feedback-widget", "login-wall",
              "menu-label", "navigation", "newsletter-appeal", "pagination", "read-more", "related-posts", "share-bar"}  # fmt: skip
    assert wanted <= set(found), sorted(wanted - set(found))


def test_every_section_of_boilerplate_is_the_name_of_a_rule():
    assert set(NOISE) <= {rule.name for rule in VERDICTS}


@pytest.mark.parametrize("file", sorted(KEPT.glob("*.txt")), ids=lambda file: file.stem)
def test_an_author_s_words_are_no_boilerplate(file):
    wrong = []
    for text in file.read_text(encoding="utf-8").splitlines():
        document = read(text)
        found = [f for rule in VERDICTS for f in rule.check(document, lay_out(document)) if f.code.startswith("BP")]
        wrong += [(text, f.code) for f in found]
    assert not wrong


def test_every_language_with_boilerplate_has_lines_that_are_kept():
    spoken = {file.stem for file in FILES if set(sections(file)) & set(NOISE)}
    assert spoken == {file.stem for file in KEPT.glob("*.txt")}


@pytest.mark.parametrize(
    ("phrase", "line", "hit"),
    [
        ("0 comments", "12 comments", True),
        ("0 comments", "Comments", False),
        ("0 comments", "12 comments on the bill", False),
        ("follow us on *", "Follow us on Facebook!", True),
        ("follow us on *", "Follow us on", True),
        ("follow us on *", "You may follow us on foot", False),
        ("also read: *", "Also read: Prices rose", True),
        ("also read: *", "Also read : Prices rose", False),
        ("get * newsletter", "Get the Ferry Newsletter", True),
        ("get * newsletter", "Get the ferry", False),
        ("* min read", "5 min read", True),
        ("责任编辑:*", "责任编辑：王芳", True),
        ("*条评论", "共有12条评论", True),
        ("a b * b c", "a b c", False),
        ("we use *", "We use " + "very " * 40 + "long lines", False),
    ],
)
def test_a_phrase_may_have_numbers_and_one_slot(phrase, line, hit):
    found = book([("advertisement", [plain(phrase)])]).find(fold(line))
    assert (found == "advertisement") is hit


@pytest.mark.parametrize("phrase", ["a * b * c", "*", "!!", "one two three four five six seven eight nine *"])
def test_a_phrase_that_cannot_be_looked_up_is_refused(phrase):
    with pytest.raises(ValueError, match="has "):
        plain(phrase)


def test_keep_is_no_section_of_ours():
    assert KEEP not in SAID and all(KEEP not in sections(file) for file in FILES)
