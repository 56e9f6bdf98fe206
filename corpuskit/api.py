"""The library: one text without files or index, or files as the verbs treat them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from corpuskit.pipeline import Plan, process

if TYPE_CHECKING:
    from corpuskit.article import Article
    from corpuskit.findings import Located


def clean(text: str) -> str:
    """The body of one text: repaired, without boilerplate and without what belongs into fields; blocks are joined by a
    blank line. A lone surrogate becomes a question mark."""
    return process(text.encode("utf-8", "replace"), "text.txt", Plan(findings_only=True)).body.text


def normalize(text: str | bytes, *, path: str = "text.txt", source: str = "corpus") -> Article:
    """The record of one text. Bytes are decoded as files are; `path` and `source` go into the record as they are."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    article = process(data, path, Plan(source=source)).article
    assert article is not None  # the plan asks for a record
    return article


def check(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Located]:
    """The findings of files and folders in order, by the nearest settings; of a folder also those of its INDEX.md.

    CorpuskitError for a path that does not exist and for wrong settings.
    """
    from corpuskit.run.checking import check_root
    from corpuskit.run.roots import gather
    from corpuskit.settings import find

    named = [os.fspath(path) for path in paths]
    loaded = find(Path(os.path.abspath(named[0]))) if named else find(Path.cwd())
    for root in gather(named, loaded):
        yield from check_root(root, loaded)


def restore(records: str | os.PathLike[str], to: str | os.PathLike[str], *, force: bool = False) -> int:
    """Write the inputs of a file of records back below the folder `to`, byte for byte; how many.

    CorpuskitError where the ledger beside `records` is not theirs, a path leaves `to`, or a file is there already and
    `force` is false; then nothing is written.
    """
    from corpuskit.run.restoring import restore_all

    return restore_all(Path(records), Path(to), force=force)
