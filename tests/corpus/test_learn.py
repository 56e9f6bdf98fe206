import io
import random

import pytest

from corpuskit.corpus.learn import Learner, review
from corpuskit.errors import CorpuskitError
from corpuskit.rules.own_words import read_sheet

WORDS = [
    "eel",
    "pier",
    "ferry",
    "harbour",
    "light",
    "winter",
    "council",
    "bridge",
    "boat",
    "island",
    "rope",
    "gull",
    "tide",
    "stone",
    "wall",
    "keeper",
]


def story(number):
    """Three lines that no other number has."""
    draw = random.Random(number)
    return [" ".join(draw.choices(WORDS, k=12)) + f" {chr(97 + number % 26)}." for _ in range(3)]


def learned(articles, source="id: a/"):
    learner = Learner(io.BytesIO())
    for number, lines in enumerate(articles):
        learner.add(source, f"a/{number}.txt", lines)
    return learner.sources()


def test_a_line_of_many_articles_is_a_candidate_with_count_place_and_contexts():
    found = learned([[*story(n), f"Harbour notes, part {n}!"] for n in range(20)])
    assert [(s.name, s.articles, len(s.candidates)) for s in found] == [("id: a/", 20, 1)]
    candidate = found[0].candidates[0]
    assert (candidate.phrase, candidate.count, candidate.places) == ("harbour notes, part 0", 20, (0, 0, 20))
    assert [name for name, *_ in candidate.contexts] == ["a/0.txt", "a/1.txt", "a/2.txt"]
    assert candidate.contexts[0][1].endswith(story(0)[2][-20:]) and candidate.contexts[0][3] == ""


def test_articles_that_are_the_same_count_once():
    same = [story(1), [*story(1), "Harbour notes"], [*story(1), "Pier notes"], [*story(1), "More"], story(1)] * 3
    assert [(s.articles, s.candidates) for s in learned(same)] == [(1, ())]


def test_a_line_counts_once_in_an_article_and_few_articles_are_no_evidence():
    assert learned([[*story(n), "Harbour notes", "Harbour notes"] for n in range(3)])[0].candidates == ()
    assert learned([[*story(n), "Harbour notes", "Harbour notes"] for n in range(4)])[0].candidates[0].count == 4


def test_in_a_large_source_a_share_of_the_articles_must_have_it():
    many = [[*story(n), "Harbour notes" if n < 9 else f"{story(n)[0]} x"] for n in range(2000)]
    assert learned(many)[0].candidates == ()


def test_sources_are_apart():
    learner = Learner(io.BytesIO())
    for number in range(6):
        learner.add("publisher: B", f"{number}", [*story(number), "Harbour notes"])
        learner.add("id: a/", f"{number}", [*story(number + 50), "Harbour notes" if number < 3 else "Pier"])
    assert [(s.name, len(s.candidates)) for s in learner.sources()] == [("id: a/", 0), ("publisher: B", 1)]


def test_the_file_for_review_applies_nothing_by_itself_but_its_lines_can_be_moved():
    lines = list(review(learned([[*story(n), f"Harbour notes, part {n}"] for n in range(5)])))
    with pytest.raises(CorpuskitError, match="stands before the first"):
        read_sheet("\n".join(lines), "a.txt")
    assert "# 5 of 5 articles: end 5" in lines
    said = [line for line in lines if line and not line.startswith("#")]
    sheet = read_sheet("\n".join(["[related-posts]", *said]), "a.txt")
    assert sheet.gone.find("harbour notes, part 77") == "related-posts"
