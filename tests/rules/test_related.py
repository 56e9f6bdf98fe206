"""Lists of other articles, and lines that only stand below such a header."""

import pytest

from corpuskit import clean

BODY = """The town of Lisk voted on Sunday for a new bridge across its harbour, and the mayor promised to start building soon.

The old bridge was closed in autumn after engineers found cracks in two pillars, and lorries have had to take the ferry."""
GONE = [
    "Related posts\n\nFerry breaks down again\n\nWhy steel is so dear",
    "Read more:\nFerry breaks down again\n12 May 2023",
]
KEPT = (
    "Opponents say that the town cannot afford it, because the harbour earns less every year and steel costs ever more."
)


@pytest.mark.parametrize("lines", GONE)
def test_a_list_behind_the_article_goes(lines):
    assert clean(f"{BODY}\n\n{lines}\n") == BODY


def test_bullets_in_its_midst_go_and_a_heading_stays():
    assert clean(f"{BODY}\n\nRelated posts\n- Ferry breaks down again\n\nThe critics\n\n{KEPT}\n") == (
        f"{BODY}\n\nThe critics\n\n{KEPT}"
    )
