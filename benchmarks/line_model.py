"""Fit the tables of the line model to labelled pages, and judge them on sites and sets that they have not seen.

usage: python benchmarks/line_model.py FOLDER [--judge sites|sets] [--pipeline] [--write] [--limits STANDARD STRICT]

FOLDER holds `*.jsonl` or `*.jsonl.gz`, one page a line: `{id, url, full, light, gold}`, where `full` is the visible text of
the page, `light` that of the article's container, each with `lines` and a string of `verdicts` (k article, d boilerplate;
others are not learned from), and `gold` the article, which is learned from as a page without boilerplate; full pages are also learned from with their
articles cut short, so that short articles are not taken for teasers. A row with
`lines` and `verdicts` of its own is a full page. Every file is a set; a site is the host of the URL, or the id before its
last dash.

The tables come from boosted trees of depth two (LightGBM) that may pair only the traits found to gain most together: such
a tree is a sum of tables, and all trees of one pair are one table. Lines whose verdict contradicts what models that have
not seen the page are sure of count less: letters are wrong in some lines of a hundred. Everything is seeded, one thread:
the same data give the same file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lightgbm
import numpy as np

from corpuskit.corpus import labelled
from corpuskit.corpus.score import PageScore, means, score_page, table, tokens
from corpuskit.document import read
from corpuskit.pipeline import Plan
from corpuskit.rules import line_model
from corpuskit.rules.layout import lay_out
from corpuskit.rules.line_bins import COUNT, NONE, WIDTH
from corpuskit.rules.line_scores import FILE, Model, Table
from corpuskit.rules.line_traits import traits

VARIANTS = {"full": 1.0, "light": 0.5, "gold": 0.25, "small": 0.7}  # and what a page of each weighs
CARE = 2.5  # times as much as boilerplate a line of article weighs on a small page
SETS = 0.4  # the power of the pages of a set by which its weight is divided
FOLDS = 5
INNER = 2
TREES = {
    "objective": "binary",
    "verbose": -1,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "max_depth": 2,
    "num_leaves": 4,
    "min_data_in_leaf": 60,
    "lambda_l2": 5,
    "bagging_fraction": 0.5,
    "bagging_freq": 1,
    "feature_fraction": 0.6,
}
BLIND = 2  # of ten pages are learned from as if no phrase of theirs were known, so that the model can do without
UNKNOWN = {
    "label": 0,
    "cue": 0,
    "cues": 0,
    "label above": 0,
    "label since": COUNT[-1],
    "label until": COUNT[-1],
    "labels since": 0,
    "part": 0,
    "comments above": 0,
    "related above": 0,
    "more above": 0,
}
DOUBT = 0.3  # the weight of a line whose verdict models contradict that have not seen its page
SURE = {"d": 200, "k": -250}  # from which score they do
SENTENCE = re.compile(r".+?(?:[.!?…][\"'”’»)]*(?=\s|$)\s*|[。！？][”’」』]*|$)", re.DOTALL)
BINS = {"max_bin": WIDTH + 1, "min_data_in_bin": 1, "verbose": -1}
Matrix = np.ndarray[Any, Any]


@dataclass
class Page:
    """One variant of a page; for each line the verdict and the words that count in scores."""

    set: str
    site: str
    variant: str
    lines: list[str]
    verdicts: str
    words: list[int]
    gold: str


@dataclass
class Data:
    """Pages, and the matrix of all their lines: `of` is the page of a line, `use` says whether it is learned from."""

    pages: list[Page]
    names: list[str]
    x: Matrix
    y: Matrix
    use: Matrix
    of: Matrix
    words: Matrix
    weight: Matrix


def rows(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(p for p in folder.iterdir() if ".jsonl" in p.suffixes):
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield path.name.split(".")[0], json.loads(line)


def variants(row: dict[str, Any]) -> Iterator[tuple[str, list[str], str]]:
    if "lines" in row:
        yield "full", row["lines"], row["verdicts"]
    for name in ("full", "light"):
        if name in row:
            yield name, row[name]["lines"], row[name]["verdicts"]
        if name == "full" and "k" in row[name]["verdicts"]:
            yield "small", *small(row["id"], row[name]["lines"], row[name]["verdicts"])
    gold = row["gold"].split("\n")
    yield "gold", gold, "k" * len(gold)


def small(name: str, lines: list[str], verdicts: str) -> tuple[list[str], str]:
    """A page with a short article, of which the sets have few: its first lines, cut short, and some of those around."""
    chance = zlib.crc32(name.encode() + b"small")
    article = [place for place, verdict in enumerate(verdicts) if verdict == "k"]
    end = article[min(2 + chance % 5, len(article)) - 1] + 1
    start = max(0, article[0] - 3 - chance // 5 % 12)
    behind = range(article[-1] + 1, min(len(lines), article[-1] + 5 + chance // 60 % 14))
    chosen = [*range(start, end), *behind]
    most = 1 + chance // 840 % 2
    cut = ["".join(SENTENCE.findall(lines[i])[:most]) if verdicts[i] == "k" else lines[i] for i in chosen]
    return cut, "".join(verdicts[i] for i in chosen)


def load(folder: Path) -> Data:
    pages, blocks, names = [], [], []
    for name, row in rows(folder):
        site = urlsplit(row.get("url") or "").hostname or name + ":" + row["id"].rsplit("-", 1)[0]
        for variant, lines, verdicts in variants(row):
            filled = [(line, verdict) for line, verdict in zip(lines, verdicts, strict=True) if line.strip()]
            found = traits(lay_out(read("\n".join(line for line, _ in filled))))
            if not filled or len(found.indexes) != len(filled):
                continue
            names = list(found.columns)
            blocks.append(np.array(list(found.columns.values()), dtype=np.int8).T)
            texts, letters = [line for line, _ in filled], "".join(verdict for _, verdict in filled)
            words = [len(tokens(line)) for line in texts]
            pages.append(Page(name, site.removeprefix("www."), variant, texts, letters, words, row["gold"]))
    of = np.repeat(np.arange(len(pages)), [len(p.verdicts) for p in pages])
    said = np.array(list("".join(p.verdicts for p in pages)))
    words = np.concatenate([np.array(p.words) for p in pages]).astype(float)
    use = np.isin(said, ["k", "d"])
    data = Data(pages, names, np.concatenate(blocks), said == "k", use, of, words, words)
    data.weight = weigh(data)
    return data


def weigh(data: Data) -> Matrix:
    """A line weighs by its words, a page by the root of them, a set less the more pages it has."""
    weight = np.sqrt(data.words + 4)
    total = np.bincount(data.of, weight * data.use, len(data.pages))
    count = Counter(p.set for p in data.pages if p.variant == "full")
    page = np.array([VARIANTS[p.variant] * count[p.set] ** -SETS for p in data.pages])
    short = np.array([p.variant == "small" for p in data.pages])[data.of]
    weight = weight * page[data.of] / np.sqrt(np.maximum(total[data.of], 1)) * np.where(short & data.y, CARE, 1)
    return weight / weight[data.use].mean()


def blinded(data: Data) -> Matrix:
    """The matrix to learn from: in part of the pages no phrase is known."""
    x = data.x.copy()
    chosen = np.array([zlib.crc32(p.site.encode() + b"blind") % 10 < BLIND for p in data.pages])[data.of]
    for name, value in UNKNOWN.items():
        column = data.names.index(name)
        known = chosen & (x[:, column] != NONE) & ((x[:, column] != 7) | (name != "cue"))
        x[known, column] = value
    return x


def boost(data: Data, x: Matrix, lines: Matrix, rounds: int, **more: Any) -> Any:
    pool = lightgbm.Dataset(x[lines], data.y[lines], weight=data.weight[lines], params=BINS)
    return lightgbm.train(TREES | BINS | more, pool, rounds)


def pairs(model: Any, count: int) -> list[tuple[int, ...]]:
    """The pairs of traits that gain most below one another."""
    gains: Counter[tuple[int, ...]] = Counter()
    for tree in model.dump_model()["tree_info"]:
        top = tree["tree_structure"]
        for child in (top.get("left_child", {}), top.get("right_child", {})):
            if child.get("split_feature", top.get("split_feature")) != top.get("split_feature"):
                gains[tuple(sorted((top["split_feature"], child["split_feature"])))] += child["split_gain"]
    return [pair for pair, _ in sorted(gains.items(), key=lambda item: (-item[1], item[0]))[:count]]


def fit(data: Data, x: Matrix, lines: Matrix, chosen: list[tuple[int, ...]], rounds: int) -> Any:
    """Trees that pair only the `chosen` traits."""
    paired = {trait for pair in chosen for trait in pair}
    alone = [[trait] for trait in range(x.shape[1]) if trait not in paired]
    return boost(data, x, lines, rounds, learning_rate=0.1, interaction_constraints=[*map(list, chosen), *alone])


def leaves(node: dict[str, Any], box: dict[int, tuple[float, float]]) -> Iterator[tuple[float, Any]]:
    if "split_feature" not in node:
        yield node["leaf_value"], box
        return
    trait, at = node["split_feature"], node["threshold"]
    low, high = box.get(trait, (-1.0, float(WIDTH)))
    yield from leaves(node["left_child"], box | {trait: (low, min(high, at))})
    yield from leaves(node["right_child"], box | {trait: (max(low, at), high)})


def collapse(model: Any, names: list[str]) -> Model:
    """Trees as tables: each leaf adds its value wherever its box holds."""
    sums: dict[tuple[int, ...], Matrix] = {}
    base = 0.0
    values = np.arange(WIDTH)
    for tree in model.dump_model()["tree_info"]:
        for value, box in leaves(tree["tree_structure"], {}):
            key = tuple(sorted(box))
            if not key:
                base += value
                continue
            inside = [(values > box[trait][0]) & (values <= box[trait][1]) for trait in key]
            grid = inside[0] if len(key) == 1 else np.outer(*inside)
            sums[key] = sums.get(key, 0) + value * grid
    for key in [k for k in sums if len(k) == 1]:
        host = next((pair for pair in sorted(sums) if len(pair) == 2 and key[0] in pair), None)
        if host:
            alone = sums.pop(key)
            sums[host] = sums[host] + (alone[:, None] if host[0] == key[0] else alone[None, :])
    tables = [
        Table(tuple(names[trait] for trait in key), np.round(100 * grid).astype(int).tolist())
        for key, grid in sorted(sums.items())
    ]
    return Model(round(100 * base), tuple(tables), {})


def predict(found: Model, data: Data) -> Matrix:
    at = {name: place for place, name in enumerate(data.names)}
    total = np.full(len(data.x), found.base)
    for each in found.tables:
        total = total + np.array(each.add)[tuple(data.x[:, at[name]] for name in each.of)]
    return total


def doubted(data: Data, x: Matrix, lines: Matrix) -> Data:
    """The data with less weight on lines whose verdict is likely wrong."""
    part = np.array([zlib.crc32(p.site.encode() + b"inner") % INNER for p in data.pages])[data.of]
    scores = np.zeros(len(x))
    for held in range(INNER):
        model = boost(data, x, lines[part[lines] != held], 120, learning_rate=0.2)
        scores[part == held] = 100 * model.predict(x[part == held], raw_score=True)
    wrong = data.use & np.where(data.y, scores < SURE["k"], scores > SURE["d"])
    return replace(data, weight=np.where(wrong, DOUBT, 1) * data.weight)


def learn(data: Data, learned: Matrix, count: int, rounds: int) -> Model:
    """The model fitted to the lines `learned`, with `count` pairs of traits."""
    x, lines = blinded(data), np.where(learned & data.use)[0]
    data = doubted(data, x, lines)
    chosen = pairs(boost(data, x, lines, 120, learning_rate=0.25), count)
    return collapse(fit(data, x, lines, chosen, rounds), data.names)


def crossed(data: Data, kind: str, count: int, rounds: int) -> Iterator[tuple[Matrix, Model]]:
    """For each fold of sites, or each set, its pages and a model that has not seen them."""
    if kind == "sites":
        group = np.array([zlib.crc32(p.site.encode()) % FOLDS for p in data.pages])
    else:
        sets = sorted({p.set for p in data.pages})
        group = np.array([sets.index(p.set) for p in data.pages])
    for held in np.unique(group):
        yield group == held, learn(data, (group != held)[data.of], count, rounds)


def judge(data: Data, scores: Matrix, variant: str, limit: int) -> dict[str, list[float]]:
    """For each set: F1 by words, words of the article lost, lines of boilerplate dropped."""
    kept = scores >= limit
    letters = np.array(list("".join(p.verdicts for p in data.pages)))
    wanted = (letters == "k") * data.words
    taken = kept * (letters != "t") * data.words
    count = len(data.pages)
    gold, got, hit = (np.bincount(data.of, v, count) for v in (wanted, taken, wanted * kept))
    found = {}
    for name in sorted({p.set for p in data.pages}):
        here = np.array([p.set == name and p.variant == variant for p in data.pages])
        lines = here[data.of]
        if not here.any():
            continue
        precision = float(np.mean(np.where(got[here] > 0, hit[here] / np.maximum(1, got[here]), gold[here] == 0)))
        recall = float(np.mean(np.where(gold[here] > 0, hit[here] / np.maximum(1, gold[here]), 1)))
        bad = lines & (letters == "d")
        found[name] = [
            2 * precision * recall / max(1e-9, precision + recall),
            float(1 - (hit[here].sum() / max(1, gold[here].sum()))),
            float((bad & ~kept).sum() / max(1, bad.sum())),
        ]
    found["mean"] = [float(np.mean(column)) for column in zip(*found.values(), strict=True)]
    return found


def limits(data: Data, scores: Matrix) -> dict[str, int]:
    """The best limit for F1, and the highest at which two in a hundred words of the article are lost."""
    tried = range(-400, 151, 5)
    found = {limit: judge(data, scores, "full", limit)["mean"] for limit in tried}
    strict = max(tried, key=lambda limit: found[limit][0])
    standard = max((limit for limit in tried if found[limit][1] <= 0.02), default=tried[0])
    return {"standard": standard, "strict": strict}


def report(data: Data, scores: Matrix) -> None:
    found = limits(data, scores)
    for profile, limit in found.items():
        for variant in VARIANTS:
            print(f"{profile} ({limit}), {variant}: F1 by words, words lost, boilerplate lines dropped")
            for name, values in judge(data, scores, variant, limit).items():
                print(f"  {name:14} {values[0]:.3f} {values[1]:.4f} {values[2]:.3f}")


def cleaned(data: Data, folds: list[tuple[Matrix, Model]], thresholds: dict[str, int]) -> None:
    """Print what the whole cleaning makes of each page with the model that has not seen it."""
    for profile, limit in thresholds.items():
        found: dict[str, list[PageScore]] = {}
        plan = Plan(findings_only=True, profile=profile)
        for held, model in folds:
            whole = replace(model, thresholds=thresholds)
            line_model.shipped = lambda whole=whole: whole  # type: ignore[assignment]
            for place in np.where(held)[0]:
                page = data.pages[place]
                if page.variant == "full":
                    labels = labelled.Page(page.set, str(place), tuple(page.lines), page.verdicts, page.gold)
                    found.setdefault(page.set, []).append(score_page(labels, plan))
        print(f"{profile} ({limit}), the whole cleaning of full pages")
        print("\n".join(table({name: means(found)[name] for name in [*sorted(found), "mean"]})))


def write(model: Model) -> None:
    tables = ",\n".join(json.dumps({"of": list(t.of), "add": t.add}, separators=(",", ":")) for t in model.tables)
    text = f'{{"thresholds":{json.dumps(dict(model.thresholds))},\n"base":{model.base},\n"tables":[\n{tables}]}}\n'
    FILE.write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--judge", choices=("sites", "sets"), help="score what was not seen, and print it")
    parser.add_argument("--pipeline", action="store_true", help="judge the whole cleaning, too")
    parser.add_argument("--write", action="store_true", help=f"fit to all pages and write {FILE.name}")
    parser.add_argument("--pairs", type=int, default=40, help="tables of two traits")
    parser.add_argument("--rounds", type=int, default=400, help="trees")
    parser.add_argument("--limits", type=int, nargs=2, metavar=("STANDARD", "STRICT"), help="write these, not the best")
    given = parser.parse_args(arguments)
    data = load(given.folder)
    thresholds = dict(zip(("standard", "strict"), given.limits, strict=True)) if given.limits else {}
    if given.judge or not thresholds:
        folds = list(crossed(data, given.judge or "sites", given.pairs, given.rounds))
        scores = np.zeros(len(data.x))
        for held, model in folds:
            scores = np.where(held[data.of], predict(model, data), scores)
        report(data, scores)
        thresholds = thresholds or limits(data, scores)
        if given.pipeline:
            cleaned(data, folds, thresholds)
    if given.write:
        model = learn(data, np.ones(len(data.x), dtype=bool), given.pairs, given.rounds)
        write(replace(model, thresholds=thresholds))


if __name__ == "__main__":
    main(sys.argv[1:])
