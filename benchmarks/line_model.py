"""Fit the tables of the line model to labelled pages, and judge them on sites and sets that they have not seen.

usage: python benchmarks/line_model.py FOLDER [--judge sites|sets] [--write] [--limits STANDARD STRICT]

FOLDER holds `*.jsonl` or `*.jsonl.gz`, one page a line: `{id, url, full, light, gold}`, where `full` is the visible text of
the page, `light` that of the article's container, each with `lines` and a string of `verdicts` (k article, d boilerplate;
others are not learned from), and `gold` the article, which is learned from as a page without boilerplate. A row with
`lines` and `verdicts` of its own is a full page. Every file is a set; a site is the host of the URL, or the id before its
last dash.

The tables come from boosted trees of depth two (LightGBM) that may pair only the traits found to gain most together: such
a tree is a sum of tables, and all trees of one pair are one table. The second pass is fitted on scores of first passes
that had not seen the page. Everything is seeded, one thread: the same data give the same file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lightgbm
import numpy as np

from corpuskit.corpus.score import tokens
from corpuskit.document import read
from corpuskit.rules.layout import lay_out
from corpuskit.rules.line_bins import NONE, WIDTH
from corpuskit.rules.line_echo import echo
from corpuskit.rules.line_scores import FILE, Model, Pass, Table
from corpuskit.rules.line_traits import Traits, traits

VARIANTS = {"full": 1.0, "light": 0.5, "gold": 0.25}  # and what a page of each weighs
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
BLIND = 4  # of ten pages are learned from as if no phrase of theirs were known, so that the model can do without
UNKNOWN = {
    "label": 0,
    "cue": 0,
    "label-1": 0,
    "label+1": 0,
    "cues": 0,
    "label above": 0,
    "label since": 11,
    "label until": 11,
}
BINS = {"max_bin": WIDTH + 1, "min_data_in_bin": 1, "verbose": -1}
Matrix = np.ndarray[Any, Any]


@dataclass
class Page:
    """One variant of a page: its traits, and for each line the verdict and the words that count in scores."""

    set: str
    site: str
    variant: str
    traits: Traits
    verdicts: str
    words: list[int]


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
    gold = row["gold"].split("\n")
    yield "gold", gold, "k" * len(gold)


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
            kept = Traits(found.indexes, {}, found.sizes)
            words = [len(tokens(line)) for line, _ in filled]
            pages.append(Page(name, site.removeprefix("www."), variant, kept, "".join(v for _, v in filled), words))
    of = np.repeat(np.arange(len(pages)), [len(p.verdicts) for p in pages])
    letters = np.array(list("".join(p.verdicts for p in pages)))
    words = np.concatenate([np.array(p.words) for p in pages]).astype(float)
    use = np.isin(letters, ["k", "d"])
    data = Data(pages, names, np.concatenate(blocks), letters == "k", use, of, words, words)
    data.weight = weigh(data)
    return data


def weigh(data: Data) -> Matrix:
    """A line weighs by its words, a page by the root of them, a set less the more pages it has."""
    weight = np.sqrt(data.words + 4)
    total = np.bincount(data.of, weight * data.use, len(data.pages))
    count = Counter(p.set for p in data.pages if p.variant == "full")
    page = np.array([VARIANTS[p.variant] * count[p.set] ** -SETS for p in data.pages])
    weight = weight * page[data.of] / np.sqrt(np.maximum(total[data.of], 1))
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


def collapse(model: Any, names: list[str]) -> Pass:
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
    return Pass(round(100 * base), tuple(tables))


def predict(found: Pass, names: list[str], x: Matrix) -> Matrix:
    at = {name: place for place, name in enumerate(names)}
    total = np.full(len(x), found.base)
    for table in found.tables:
        total = total + np.array(table.add)[tuple(x[:, at[name]] for name in table.of)]
    return total


def echoes(data: Data, x: Matrix, scores: Matrix) -> tuple[list[str], Matrix]:
    blocks, names, start = [], [], 0
    for page in data.pages:
        end = start + len(page.verdicts)
        columns = echo(page.traits, [int(score) for score in scores[start:end]])
        names, start = list(columns), end
        blocks.append(np.array(list(columns.values()), dtype=np.int8).T)
    return data.names + names, np.hstack([x, np.concatenate(blocks)])


def learn(data: Data, learned: Matrix, sizes: list[tuple[int, int]]) -> tuple[list[Pass], Matrix]:
    """The passes fitted to the lines `learned`, and the scores that the last gives to every line."""
    part = np.array([zlib.crc32(p.site.encode() + b"inner") % INNER for p in data.pages])[data.of]
    names, x, passes = data.names, np.where(learned[:, None], blinded(data), data.x), []
    lines = np.where(learned & data.use)[0]
    for number, (count, rounds) in enumerate(sizes):
        chosen = pairs(boost(data, x, lines, 120, learning_rate=0.25), count)
        model = fit(data, x, lines, chosen, rounds)
        passes.append(collapse(model, names))
        scores = predict(passes[-1], names, x)
        if number + 1 == len(sizes):
            return passes, scores
        for held in range(INNER):
            other = np.where(learned & data.use & (part != held))[0]
            away = learned & (part == held)
            scores[away] = predict(collapse(fit(data, x, other, chosen, rounds), names), names, x[away])
        names, x = echoes(data, x[:, : len(data.names)], scores)
    raise AssertionError


def crossed(data: Data, kind: str, sizes: list[tuple[int, int]]) -> Matrix:
    """For every line the score of a model that has not seen its site, or its set."""
    if kind == "sites":
        group = np.array([zlib.crc32(p.site.encode()) % FOLDS for p in data.pages])[data.of]
    else:
        sets = sorted({p.set for p in data.pages})
        group = np.array([sets.index(p.set) for p in data.pages])[data.of]
    scores = np.zeros(len(data.x))
    for held in np.unique(group):
        _, found = learn(data, group != held, sizes)
        scores[group == held] = found[group == held]
    return scores


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


def write(model: Model) -> None:
    passes = []
    for found in model.passes:
        tables = ",\n".join(json.dumps({"of": list(t.of), "add": t.add}, separators=(",", ":")) for t in found.tables)
        passes.append(f'{{"base":{found.base},"tables":[\n{tables}]}}')
    text = ",\n".join(passes)
    FILE.write_text(f'{{"thresholds":{json.dumps(model.thresholds)},\n"passes":[{text}]}}\n', encoding="utf-8")


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--judge", choices=("sites", "sets"), help="score what was not seen, and print it")
    parser.add_argument("--write", action="store_true", help=f"fit to all pages and write {FILE.name}")
    parser.add_argument("--pairs", type=int, default=40, help="tables of two traits in each pass")
    parser.add_argument("--rounds", type=int, default=300, help="trees in each pass")
    parser.add_argument("--passes", type=int, default=2)
    parser.add_argument("--limits", type=int, nargs=2, metavar=("STANDARD", "STRICT"), help="write these, not the best")
    given = parser.parse_args(arguments)
    data = load(given.folder)
    sizes = [(given.pairs, given.rounds)] * given.passes
    thresholds = dict(zip(("standard", "strict"), given.limits, strict=True)) if given.limits else {}
    if given.judge or not thresholds:
        scores = crossed(data, given.judge or "sites", sizes)
        report(data, scores)
        thresholds = thresholds or limits(data, scores)
    if given.write:
        passes, _ = learn(data, np.ones(len(data.x), dtype=bool), sizes)
        write(Model(tuple(passes), thresholds))


if __name__ == "__main__":
    main(sys.argv[1:])
