"""Fit the weights of title, date and byline to labelled pages, and say how they do on sites they have not seen.

usage: python benchmarks/fit_fields.py FOLDER... [--field title|date|author] [--write]

A FOLDER holds labelled documents as `recovery.py` reads them; `url` or `src` names the site. Pages that are labelled line
by line for cleaning (`title`, `light` with `lines` and `verdicts`) teach the title, too. Needs numpy. For each field
every page is a choice among its candidates and silence: a softmax over the sums of their weights, whose likelihood is
raised by gradient steps with a ridge penalty (Adam; all data at once, zero at the start, so that the same pages give the
same weights). A page where the value is said and no candidate has it teaches nothing. Printed are recall, precision and
accuracy over ten folds that share no site; `--write` fits all pages and writes `corpuskit/rules/weights.py`.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from recovery import FIELDS, Case, Row, line_of, rows, same_author, same_date, same_title

from corpuskit.document import read
from corpuskit.rules import bylines, dateline, headline, layout
from corpuskit.rules.page import measure
from corpuskit.rules.title import without_site

FOLDS = 10
STEPS = 400
RATE = 0.1
RIDGE = {"title": 2.0, "date": 0.5, "author": 2.0}
CAUTION = {"title": 0.7, "date": 0.0, "author": 0.7}  # added to silence: a wrong answer is worse than none
NAMES = {"title": "TITLE", "date": "DATE", "author": "AUTHORS"}
WEIGHTS = Path(__file__).parents[1] / "corpuskit/rules/weights.py"
HEAD = '''"""What speaks for a title, a date and a byline, and how much: see scoring.py.

Fitted to labelled pages by benchmarks/fit_fields.py and rounded; a weight is the logarithm of odds, that of silence is
what a candidate must beat.
"""
'''


Fitted = tuple[dict[str, float], float]  # weights by name, and that of silence


@dataclass(frozen=True)
class Page:
    """One page and one field: the features of each candidate, whether it is right, and whether one should be."""

    site: str
    kind: str
    features: list[tuple[str, ...]]
    right: list[bool]
    present: bool


def site(row: Row) -> str:
    host = urlsplit(row.get("url") or "").hostname or row.get("src") or row["id"]
    return ".".join(host.removeprefix("www.").split(".")[-2:]) if host != "web.archive.org" else row["id"]


def fold_of(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % FOLDS


def labelled(row: Row) -> Row:
    """A page labelled for cleaning as one labelled for its title: it is there where a line has the letter t."""
    if "light" not in row or not row.get("title"):
        return row
    lines, verdicts = row["light"]["lines"], row["light"]["verdicts"]
    unknown = {"date_present": None, "author_present": None, "kind": row["set"]}
    return {**row, **unknown, "text": "\n".join(lines), "title": [row["title"]], "title_present": "t" in verdicts}


def pages(row: Row, name: str) -> Iterator[tuple[str, Page]]:
    """The choices that a page puts, one a labelled field."""
    page = measure(read(row["text"]))
    dates = dateline.find_all(page)
    days = dateline.days_of(dates)
    signed = layout.signed_lines(page)
    titles = headline.rank(page, dates, signed)
    title = layout.best_title(titles)
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    if row["title_present"] is not None:
        found["title"] = [
            (h.features, any(same_title(without_site(page.lines[h.index].text, page), g) for g in row["title"] or []))
            for h in headline.candidates(page, dates, signed)
        ]
    if row["date_present"] is not None:
        found["date"] = [
            (d.features, same_date(d.date.iso, row["date"])) for d in dateline.candidates(page, dates, title)
        ]
    if row["author_present"] is not None:
        head = bylines.Head(dates, days, signed, title)
        found["author"] = [
            (b.features, same_author(list(b.names.names), row["authors"] or [])) for b in bylines.candidates(page, head)
        ]
    for field, choices in found.items():
        features = [features for features, _ in choices]
        right = [ok for _, ok in choices]
        yield field, Page(site(row), f"{name}: {row['kind']}", features, right, row[f"{field}_present"] or any(right))


def fit(data: list[Page], field: str) -> Fitted:
    """Weights by name, and that of silence."""
    taught = [page for page in data if any(page.right) or not page.present]
    known = sorted({name for page in taught for features in page.features for name in features})
    number = {name: place for place, name in enumerate(known)}
    owner, cells_row, cells_column, right = [], [], [], []
    for at, page in enumerate(taught):
        for features, ok in zip(page.features, page.right, strict=True):
            cells_column += [number[name] for name in features]
            cells_row += [len(owner)] * len(features)
            owner.append(at)
            right.append(ok)
    weights, silence = _climb(
        known, [np.array(part) for part in (owner, cells_row, cells_column, right)], taught, RIDGE[field]
    )
    return weights, silence + CAUTION[field]


def _climb(known: list[str], parts: list[np.ndarray], taught: list[Page], ridge: float) -> Fitted:
    owner, row, column, right = parts
    silent = np.array([not any(page.right) for page in taught])
    weights, first, second = (np.zeros(len(known) + 1) for _ in range(3))
    for step in range(1, STEPS + 1):
        sums = np.zeros(len(owner))
        np.add.at(sums, row, weights[column])
        top = np.maximum(weights[-1], _over(np.maximum, sums, owner, len(taught)))
        candidate, quiet = np.exp(sums - top[owner]), np.exp(weights[-1] - top)
        whole = quiet + _over(np.add, candidate, owner, len(taught))
        good = np.where(silent, quiet, _over(np.add, candidate * right, owner, len(taught)))
        push = candidate * right / good[owner] * ~silent[owner] - candidate / whole[owner]
        slope = np.zeros_like(weights)
        np.add.at(slope, column, push[row])
        slope[-1] = np.sum(silent * 1.0 - quiet / whole)
        slope[:-1] -= ridge * weights[:-1]
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weights += RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return dict(zip(known, weights[:-1], strict=True)), float(weights[-1])


def _over(how: np.ufunc, values: np.ndarray, owner: np.ndarray, size: int) -> np.ndarray:
    found = np.full(size, -1e9 if how is np.maximum else 0.0)
    how.at(found, owner, values)
    return found


def judge(page: Page, weights: dict[str, float], silence: float) -> Case:
    sums = [sum(weights.get(name, 0.0) for name in features) for features in page.features]
    best = max(range(len(sums)), key=lambda at: (sums[at], -at), default=None)
    if best is None or sums[best] < silence:
        return Case(page.present, False, False)
    return Case(page.present, True, page.right[best])


def report(field: str, data: list[Page], folds: list[Fitted]) -> None:
    def judged(page: Page) -> Case:
        return judge(page, *folds[fold_of(page.site)])

    for kind in sorted({page.kind for page in data}):
        cases = [judged(page) for page in data if page.kind == kind]
        print(f"{kind:18}" + line_of(field, cases))
    print(f"{'all':18}" + line_of(field, [judged(page) for page in data]))


def written(fitted: dict[str, Fitted]) -> str:
    parts = [HEAD]
    for field in FIELDS:
        weights, silence = fitted[field]
        lines = "".join(f'    "{name}": {round(value, 2)},\n' for name, value in sorted(weights.items()))
        parts.append(f"\n{NAMES[field]} = {{\n{lines}}}\n{NAMES[field]}_SILENCE = {round(silence, 2)}\n")
    return "".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--field", choices=FIELDS)
    parser.add_argument("--write", action="store_true", help="fit all pages and write the weights")
    given = parser.parse_args()
    table: dict[str, list[Page]] = {field: [] for field in FIELDS}
    for path in sorted(p for folder in given.folders for p in folder.iterdir() if ".jsonl" in p.suffixes):
        for row in map(labelled, rows(path)):
            if "title_present" in row:
                for field, page in pages(row, path.name.split(".")[0]):
                    table[field].append(page)
    fitted = {}
    for field in [given.field] if given.field else FIELDS:
        data = table[field]
        folds = [fit([p for p in data if fold_of(p.site) != fold], field) for fold in range(FOLDS)]
        report(field, data, folds)
        fitted[field] = fit(data, field) if given.write else folds[0]
    if given.write and not given.field:
        WEIGHTS.write_text(written(fitted), encoding="utf-8")


if __name__ == "__main__":
    main()
