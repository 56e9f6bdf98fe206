"""What of an article's structure is recovered, measured over a folder of labelled documents.

usage: python benchmarks/recovery.py FOLDER [--set NAME] [--misses FIELD] [--time]

FOLDER holds `*.jsonl` or `*.jsonl.gz`, one document a line. A row with `title_present` is a labelled page:
`{id, kind, text, title: [forms], title_present, date, date_present, authors: [names], author_present}`, where
`*_present` says whether the text holds the value at all, and null that nobody knows (the page is then left out for
that field). Any other row is a text for the quality flags: `{id, kind, text}`.

Printed for each field: recall where the text holds the value; precision of the answers given; the share answered where
there is nothing to find; and file accuracy, the right answer or the right silence. A title is right when it is the same
after folding, or nearly (nine tenths of its words in any order, or one form holds the other and is not much longer);
a date to the day before and behind it, as time zones have it; authors when one name is shared.
"""

from __future__ import annotations

import argparse
import datetime
import difflib
import gzip
import json
import re
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpuskit.document import read
from corpuskit.pipeline import Plan, process
from corpuskit.rules.layout import lay_out
from corpuskit.rules.registry import EVERY, VERDICTS

NAMES = {rule.code: rule.name for rule in EVERY}
NEARLY = 0.9
INSIDE = 0.6
FIELDS = ("title", "date", "author")
Row = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One field of one document: is it there, was it answered, was the answer right."""

    present: bool
    answered: bool
    right: bool


def rows(path: Path) -> Iterator[Row]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def plain(text: str | None) -> str:
    """Case, width, marks between words and runs of white space do not count."""
    folded = unicodedata.normalize("NFKC", text or "").casefold()
    return " ".join(re.sub(r"[^\w\s]", " ", folded).split())


def same_title(answer: str, gold: str) -> bool:
    one, two = plain(answer), plain(gold)
    if not one or not two:
        return False
    short, long = sorted((one, two), key=len)
    if short in long and len(short) >= INSIDE * len(long):
        return True
    in_order = (" ".join(sorted(text.split())) for text in (one, two))
    return difflib.SequenceMatcher(None, *in_order, autojunk=False).ratio() >= NEARLY


def same_date(answer: str, gold: str | None) -> bool:
    try:
        days = datetime.date.fromisoformat(answer[:10]) - datetime.date.fromisoformat(gold or "")
    except ValueError:
        return False
    return abs(days.days) <= 1


def same_author(answers: list[str], golds: list[str]) -> bool:
    for one in filter(None, map(plain, answers)):
        for two in filter(None, map(plain, golds)):
            if one == two or (" " in one and (one in two or two in one)):
                return True
    return False


def cases(row: Row) -> Iterator[tuple[str, Case, str]]:
    article = process(row["text"].encode("utf-8", "replace"), "a.txt", Plan()).article
    title, date, authors = article.title or "", article.date_published or "", article.authors
    golds = row["authors"] or []
    judged = (
        ("title", row["title_present"], title, any(same_title(title, gold) for gold in row["title"] or [])),
        ("date", row["date_present"], date, bool(date) and same_date(date, row["date"])),
        ("author", row["author_present"], "; ".join(authors), same_author(authors, golds)),
    )
    for field, present, answer, right in judged:
        if present is not None:
            yield field, Case(present or right, bool(answer), right), answer


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:6.1f}" if whole else "     -"


def line_of(field: str, found: list[Case]) -> str:
    here = [case for case in found if case.present]
    away = [case for case in found if not case.present]
    said = [case for case in found if case.answered]
    right = sum(case.right if case.present else not case.answered for case in found)
    shares = (
        percent(sum(case.right for case in here), len(here)),
        percent(sum(case.right for case in said), len(said)),
        percent(sum(case.answered for case in away), len(away)),
        percent(right, len(found)),
    )
    return f"  {field:7}{len(found):6}{len(here):9}  " + "   ".join(shares)


def fields(name: str, documents: list[Row], misses: str | None) -> None:
    table: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for row in documents:
        for field, case, answer in cases(row):
            table[row["kind"], field].append(case)
            if field == misses and not (case.right if case.present else not case.answered):
                gold = row.get("authors" if field == "author" else field) if case.present else None
                print(json.dumps({"id": row["id"], "said": answer, "gold": gold}, ensure_ascii=False))
    for kind in sorted({kind for kind, _ in table}):
        print(f"{name}: {kind}")
        print("  field     all  present  recall   precis.  absent   accuracy")
        for field in FIELDS:
            print(line_of(field, table[kind, field]))


def flags(name: str, documents: list[Row], misses: str | None) -> None:
    total = Counter(row["kind"] for row in documents)
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for row in documents:
        article = process(row["text"].encode("utf-8", "replace"), "a.txt", Plan()).article
        names = {NAMES.get(flag.rule, flag.rule) for flag in article.flags if flag.rule.startswith("QUA")}
        for flag in names:
            seen[flag][row["kind"]] += 1
        if misses in total and row["kind"] == misses:
            print(json.dumps({"id": row["id"], "flags": sorted(names)}))
    print(f"{name}: share of texts with the flag")
    for flag in sorted(seen):
        shares = (f"{kind} {percent(seen[flag][kind], total[kind]).strip()}" for kind in sorted(total))
        print(f"  {flag:18} " + " | ".join(shares))


def cost(documents: list[Row]) -> None:
    """CPU of the field rules alone, for 5,000 characters: the text is read before the clock runs."""
    sizes = [row["text"] for row in documents if 2500 <= len(row["text"]) <= 10000]
    prepared = [read(text) for text in sizes]
    fielders = [rule for rule in VERDICTS if rule.code.startswith(("META", "STR"))]
    for _ in range(2):
        start = time.process_time()
        for document in prepared:
            layout = lay_out(document)
            for rule in fielders:
                list(rule.check(document, layout))
        spent = time.process_time() - start
    print(f"fields: {1000 * spent * 5000 / sum(map(len, sizes)):.3f} ms for 5,000 characters, n {len(sizes)}")


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", help="only the file of this name, without its suffix")
    parser.add_argument("--misses", metavar="FIELD", help="print each wrong answer for title, date or author")
    parser.add_argument("--time", action="store_true", help="measure the CPU of the field rules instead")
    given = parser.parse_args(arguments)
    for path in sorted(p for p in given.folder.iterdir() if ".jsonl" in p.suffixes):
        name = path.name.split(".")[0]
        if given.set in (None, name):
            documents = list(rows(path))
            labelled = [row for row in documents if "title_present" in row]
            if given.time:
                cost(documents)
            elif labelled:
                fields(name, labelled, given.misses)
            else:
                flags(name, documents, given.misses)


if __name__ == "__main__":
    main(sys.argv[1:])
