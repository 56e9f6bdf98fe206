"""How well a plan cleans labelled pages.

Text is compared as dataset papers do (shingles of four words, Broder 1997), lines as classifiers are: what share of the
boilerplate went, what share of the article's lines and words stayed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import astuple, dataclass, fields

from corpuskit.corpus.labelled import DROPPED, KEPT, TITLE, Page
from corpuskit.marks import normalize
from corpuskit.pipeline import Plan, Result, process

SHINGLE = 4  # words
TITLE_LENGTH = 400  # code points of the longest line that can be a title again
_SINGLE = "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_SINGLE}]|[^\W_{_SINGLE}]+")


@dataclass(frozen=True, slots=True)
class PageScore:
    """`precision` and `recall` of the shingles of one page, and the lines and words that shares are made of."""

    precision: float
    recall: float
    boilerplate: int
    boilerplate_dropped: int
    article: int
    article_kept: int
    words: int
    words_lost: int


@dataclass(frozen=True, slots=True)
class SetScore:
    """The score of a set: `f1` of the mean precision and recall of its pages; `loss`, the share of article words that
    are neither in the body nor in a field; `dropped` and `kept`, the shares of boilerplate lines that are not in the
    body and of article lines that are."""

    pages: int
    precision: float
    recall: float
    f1: float
    loss: float
    dropped: float
    kept: float


def score(pages: Iterable[Page], plan: Plan) -> dict[str, SetScore]:
    """The score of every set, and of `mean`, the mean over the sets."""
    found: dict[str, list[PageScore]] = {}
    for page in pages:
        found.setdefault(page.set, []).append(score_page(page, plan))
    return means(found)


def means(found: Mapping[str, list[PageScore]]) -> dict[str, SetScore]:
    """The scores of the pages of each set as one, and of `mean`, the mean over the sets."""
    scores = {name: _of_set(rows) for name, rows in found.items()}
    columns = list(zip(*map(astuple, scores.values()), strict=True))
    mean = [sum(column) / len(scores) for column in columns]
    return scores | {"mean": SetScore(sum(columns[0]), *mean[1:])}


def score_page(page: Page, plan: Plan) -> PageScore:
    """The page cleaned by `plan` against its labels."""
    result = process(as_text(page).encode("utf-8", "replace"), page.id, plan)
    return compare(page, result.body.text, *_places(result))


def as_text(page: Page) -> str:
    """The page as a file, one line for each of its lines."""
    return "\n".join(re.sub(r"[\r\n]", " ", line) for line in page.lines)


def compare(page: Page, text: str, stays: AbstractSet[int], moved: AbstractSet[int]) -> PageScore:
    """A cleaned `text` against the labels; `stays` are the lines that are in it, `moved` those that are in fields."""
    lines = page.lines
    titles = [tokens(line) for line, verdict in zip(lines, page.verdicts, strict=True) if verdict == TITLE]
    got, gold = (shingles(tokens(_without(text, titles))) for text in (text, page.gold))
    hits = sum((got & gold).values())
    sizes = [len(tokens(line)) for line in lines]
    article = [i for i, verdict in enumerate(page.verdicts) if verdict == KEPT]
    boilerplate = [i for i, verdict in enumerate(page.verdicts) if verdict == DROPPED]
    return PageScore(
        hits / got.total() if got else float(not gold),
        hits / gold.total() if gold else 1.0,
        len(boilerplate),
        sum(i not in stays for i in boilerplate),
        len(article),
        sum(i in stays for i in article),
        sum(sizes[i] for i in article),
        sum(sizes[i] for i in article if i not in stays and i not in moved),
    )


def _places(result: Result) -> tuple[set[int], set[int]]:
    """Which lines, counted from 0, are in the body at least in part, and which in a field."""
    places = iter(enumerate(result.document.lines))
    index, line = next(places, (0, None))
    stays: set[int] = set()
    moved: set[int] = set()
    for claim in result.claims:
        while line is not None and line.next <= claim.start:
            index, line = next(places, (0, None))
        if claim.verdict.kind in ("keep", "join"):
            stays.add(index)
        elif claim.verdict.kind == "field":
            moved.add(index)
    return stays, moved


def tokens(text: str) -> list[str]:
    return _TOKEN.findall(normalize("NFKC", text).casefold())


def shingles(tokens: list[str]) -> Counter[tuple[str, ...]]:
    count = max(1, len(tokens) - SHINGLE + 1) if tokens else 0
    return Counter(tuple(tokens[at : at + SHINGLE]) for at in range(count))


def _without(text: str, titles: list[list[str]]) -> str:
    """`text` without the lines that are a title again."""
    return "\n".join(line for line in text.split("\n") if len(line) > TITLE_LENGTH or tokens(line) not in titles)


def _of_set(rows: list[PageScore]) -> SetScore:
    totals = {f.name: sum(getattr(row, f.name) for row in rows) for f in fields(PageScore)}
    precision, recall = totals["precision"] / len(rows), totals["recall"] / len(rows)
    both = precision + recall
    return SetScore(
        len(rows),
        precision,
        recall,
        2 * precision * recall / both if both else 0.0,
        totals["words_lost"] / (totals["words"] or 1),
        totals["boilerplate_dropped"] / (totals["boilerplate"] or 1),
        totals["article_kept"] / (totals["article"] or 1),
    )


def table(scores: dict[str, SetScore]) -> Iterator[str]:
    """The scores as lines of a table."""
    yield f"{'set':<20} {'pages':>5} {'P':>6} {'R':>6} {'F1':>6} {'loss':>7} {'dropped':>7} {'kept':>6}"
    for name, found in scores.items():
        row = f"{found.precision:6.3f} {found.recall:6.3f} {found.f1:6.3f} {found.loss:7.4f} {found.dropped:7.3f}"
        yield f"{name:<20} {found.pages:>5} {row} {found.kept:6.3f}"
