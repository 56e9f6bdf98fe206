import random

from corpuskit.corpus.audit import Sample
from corpuskit.pipeline import Plan, process

STORY = "The ferry was late for the third time in one week, and nobody on the pier was told why."
FILES = [
    (f"{n}.txt", f"{STORY}\nAdvertisement\n{n + 2} comments\nFollow us on Channel {chr(97 + n)}\n") for n in range(20)
]


def sampled(files, code="BP103", size=5):
    sample = Sample(code, size)
    for path, text in files:
        sample.add(path, process(text.encode(), path, Plan(findings_only=True, profile="keep")))
    return sample


def test_the_sample_is_of_different_lines_and_the_same_in_any_order():
    one = sampled(FILES)
    mixed = list(FILES)
    random.Random(1).shuffle(mixed)
    assert sorted(e.text for e in one.found()) == sorted(e.text for e in sampled(mixed).found())
    assert one.total == 20 and len({e.text for e in one.found()}) == 5
    assert all(e.line == 4 and e.said == "removed: navigation labels (0.99)" for e in one.found())


def test_lines_that_are_the_same_are_counted():
    found = sampled(FILES, "BP101").found()
    assert [(e.path, e.line, e.text, e.times) for e in found] == [("0.txt", 2, "Advertisement", 20)]
