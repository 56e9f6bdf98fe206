"""The cleaning of labelled pages by this project and by others, on the same text, in one run.

usage: python benchmarks/quality.py FOLDER [--only NAME ...]

FOLDER is what `corpuskit score` reads. Everyone gets the same visible lines: as text, or where only HTML is taken, each
line as a paragraph. A row that has the page itself under `html` is also given to those who want the real thing; they
are scored on these rows alone. What is not installed is left out and said: pip install justext lxml-html-clean boilerpy3 datatrove
trafilatura resiliparse.

Printed for each cleaner: F1 of shingles of four words, mean over sets (see corpuskit/corpus/score.py), share of article
words lost, of boilerplate lines dropped and article lines kept, and milliseconds of CPU a page.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any

from corpuskit import __version__
from corpuskit.corpus.labelled import Page, read_labelled
from corpuskit.corpus.score import PageScore, as_text, compare, means, score_page
from corpuskit.run.roots import compiled
from corpuskit.settings import PROFILES, Loaded, Settings

Cleaner = Callable[[str], str]
C4_WORDS = 5  # of a line that C4 keeps
C4_ENDS = (".", "!", "?", '"')
LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese"}


def everything(text: str) -> str:
    return text


def c4_lines(text: str) -> str:
    """The line rules of C4 (Raffel et al. 2020, section 2.2)."""
    lines = text.split("\n")
    kept = [line for line in lines if line.endswith(C4_ENDS) and len(line.split()) >= C4_WORDS]
    return "\n".join(line for line in kept if "javascript" not in line.lower())


def datatrove() -> Cleaner:
    from datatrove.data import Document
    from datatrove.pipeline.filters import C4QualityFilter

    found = C4QualityFilter(min_num_sentences=-1)  # of the page's lines alone: sentences need a model per language

    def clean(text: str) -> str:
        document = Document(text=text, id="a")
        verdict = found.filter(document)
        return document.text if verdict is True else ""

    return clean


def as_html(text: str) -> str:
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
    return f"<html><body>{body}</body></html>"


def justext() -> Cleaner:
    import justext as found

    from corpuskit import language

    def clean(text: str) -> str:
        name = LANGUAGES.get(language.detect(text[:5000]).tag)
        words = found.get_stoplist(name) if name else frozenset()
        low, high = (0.3, 0.32) if name else (0, 0)
        paragraphs = found.justext(as_html(text), words, stopwords_low=low, stopwords_high=high)
        return "\n".join(p.text for p in paragraphs if not p.is_boilerplate)

    return clean


def boilerpy3() -> Cleaner:
    from boilerpy3.extractors import ArticleExtractor

    found = ArticleExtractor(raise_on_failure=False)
    return lambda text: found.get_content(as_html(text))


def trafilatura() -> Cleaner:
    from trafilatura import extract

    return lambda page: extract(page, include_comments=False, include_tables=False) or ""


def resiliparse() -> Cleaner:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda page: extract_plain_text(page, main_content=True, alt_texts=False, links=False)


ON_TEXT: dict[str, Callable[[], Cleaner]] = {
    "keep everything": lambda: everything,
    "C4 line rules": lambda: c4_lines,
    "datatrove C4 filter": datatrove,
    "jusText": justext,
    "boilerpy3": boilerpy3,
}
ON_HTML = {"trafilatura (HTML)": trafilatura, "resiliparse (HTML)": resiliparse}


def plain(line: str) -> str:
    return re.sub(r"\s+", " ", line).strip()


def kept(page: Page, text: str) -> set[int]:
    """The lines of a page that stand in a text, each as often as it stands there."""
    there = Counter(map(plain, text.split("\n")))
    found = set()
    for index, line in enumerate(page.lines):
        key = plain(line)
        if there[key] > 0:
            there[key] -= 1
            found.add(index)
    return found


def raw_pages(folder: Path) -> dict[str, str]:
    """The HTML of the rows that have it, by id."""
    found = {}
    for path in sorted(p for p in folder.iterdir() if ".jsonl" in p.suffixes):
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row.get("html"):
                    found[row["id"]] = row["html"]
    return found


def line_of(name: str, rows: dict[str, list[PageScore]], spent: float, lines: bool = True) -> str:
    mean = means(rows)["mean"]
    worst = min(means(rows).items(), key=lambda item: item[1].f1)
    by_line = f"{mean.loss:.4f} | {mean.dropped:.3f} | {mean.kept:.3f}" if lines else "- | - | -"
    cost = 1000 * spent / sum(map(len, rows.values()))
    scores = f"{mean.precision:.3f} | {mean.recall:.3f} | {mean.f1:.3f} | {worst[1].f1:.3f} ({worst[0]})"
    return f"| {name} | {scores} | {by_line} | {cost:.2f} |"


def others(name: str, make: Callable[[], Cleaner], pages: list[Page], texts: dict[str, str] | None) -> str:
    try:
        clean = make()
    except ImportError as error:
        return f"| {name} | not installed: {error} |"
    rows: dict[str, list[PageScore]] = defaultdict(list)
    spent = 0.0
    for page in pages:
        given = texts.get(page.id) if texts is not None else as_text(page)
        if given is None:
            continue
        start = time.process_time()
        try:
            text = clean(given)
        except Exception as error:  # noqa: BLE001  a page that another library cannot read is an empty answer
            print(f"{name}: {page.id}: {type(error).__name__}", file=sys.stderr)
            text = ""
        spent += time.process_time() - start
        rows[page.set].append(compare(page, text, kept(page, text), frozenset()))
    return line_of(name, rows, spent, texts is None) if rows else f"| {name} | no page has HTML |"


def ours(profile: str, pages: list[Page]) -> str:
    plan = compiled("pages", Loaded(replace(Settings(), profile=profile), None, Path(), ()), findings_only=True)
    rows: dict[str, list[PageScore]] = defaultdict(list)
    start = time.process_time()
    for page in pages:
        rows[page.set].append(score_page(page, plan))
    return line_of(f"corpuskit {profile} (cost with scoring)", rows, time.process_time() - start)


def versions() -> str:
    found = [f"corpuskit {__version__}"]
    for name in ("datatrove", "justext", "boilerpy3", "trafilatura", "resiliparse"):
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return ", ".join([*found, f"Python {sys.version.split()[0]}"])


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help="only the cleaners whose name begins so")
    given = parser.parse_args(arguments)
    pages: list[Any] = list(read_labelled(given.folder))
    wanted = tuple(given.only) or ("",)
    print(f"{len(pages)} pages; {versions()}\n")
    print(
        "| cleaner | P | R | F1 | F1 of the worst set | words lost | boilerplate dropped | article kept | ms a page |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for profile in PROFILES:
        if f"corpuskit {profile}".startswith(wanted):
            print(ours(profile, pages), flush=True)
    for name, make in ON_TEXT.items():
        if name.startswith(wanted):
            print(others(name, make, pages, None), flush=True)
    texts = raw_pages(given.folder)
    for name, make in ON_HTML.items():
        if name.startswith(wanted):
            print(others(name, make, pages, texts), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
