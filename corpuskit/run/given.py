"""What a person says of the files: columns of the index, or a CSV named in the settings. It beats every guess."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping

from corpuskit import files
from corpuskit.errors import CorpuskitError
from corpuskit.files import Seed, Unreadable
from corpuskit.findings import Located
from corpuskit.index.manifest import COLUMNS, Index
from corpuskit.run.roots import Root
from corpuskit.run.words import by_publisher
from corpuskit.settings import Loaded

FIELDS = {
    "url": "url",
    "license": "license",
    "author": "authors",
    "authors": "authors",
    "publisher": "publisher",
    "title": "title",
    "published": "date_published",
    "date_published": "date_published",
}
MAX_BYTES = 256_000_000
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?")
Given = Mapping[str, Mapping[str, str]]


def given(root: Root, index: Index | None, loaded: Loaded) -> tuple[Given, list[Located]]:
    """What is known of each path: field to value, authors by line; and required fields that are missing."""
    known: dict[str, dict[str, str]] = {}
    for name in loaded.settings.require:
        if name not in FIELDS:
            raise CorpuskitError(f"require: nobody can give {name!r}", f"fields: {', '.join(sorted(FIELDS))}")
    if index is not None and index.plain is None:
        own = {column.casefold() for column in COLUMNS} if index.canonical else set()
        for row in index.rows:
            cells = [(c, v) for c, v in row.cells if c.casefold() not in own]
            if cells:
                _add(known, row.path, cells)
    below = files.below(root.folder, loaded.folder)
    for path, cells in _table(root, loaded):
        _add(known, path.removeprefix(below) if below else path, cells)
    return known, list(_missing(root, known, loaded.settings.require))


def vouched(root: Root, loaded: Loaded) -> Given:
    """What is known of each path, where the words of the corpus ask for it; CorpuskitError as `given`."""
    if not by_publisher(loaded):
        return {}
    from corpuskit.run.gate import read_index

    return given(root, read_index(root), loaded)[0]


def _add(known: dict[str, dict[str, str]], path: str, cells: Iterable[tuple[str, str]]) -> None:
    from corpuskit.pipeline import mend

    for column, value in cells:
        name = FIELDS.get(column.strip().casefold().replace(" ", "_"))
        text = " ".join(mend(value, path)[0].text.split()) if name else ""
        if not name or not text or (name == "date_published" and not _DATE.fullmatch(text)):
            continue
        if name == "authors":
            text = "\n".join(part.strip() for part in text.split(";") if part.strip())
        known.setdefault(path, {})[name] = text


def _table(root: Root, loaded: Loaded) -> Iterable[tuple[str, list[tuple[str, str]]]]:
    """Rows of the CSV that the setting `metadata` names: a column `path` or `file`, and fields."""
    name = loaded.settings.metadata
    if not name:
        return
    path = loaded.folder / name
    ((_, data),) = root.store.read([Seed(loaded.folder, name)], MAX_BYTES)
    try:
        if isinstance(data, Unreadable):
            raise data
        text = data.decode("utf-8-sig")
    except (Unreadable, UnicodeDecodeError) as error:
        raise CorpuskitError(f"{files.show(path)}: {error}", "metadata is a CSV file in UTF-8") from error
    import csv

    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        key = next((c for c in reader.fieldnames or () if c.strip().casefold() in ("path", "file")), None)
        if key is None:
            raise CorpuskitError(f"{files.show(path)}: has no column `path`", "the first line names the columns")
        for row in reader:
            yield row[key] or "", [(c, v) for c, v in row.items() if isinstance(c, str) and isinstance(v, str)]
    except csv.Error as error:
        raise CorpuskitError(f"{files.show(path)}: {error}", "metadata is a CSV file in UTF-8") from error


def _missing(root: Root, known: Given, required: tuple[str, ...]) -> Iterable[Located]:
    for seed in root.named if required else ():
        for name in required:
            if not known.get(seed.path, {}).get(FIELDS.get(name, name)):
                yield Located(seed.path, 0, 0, "IO203", "error", f"{name} is required, and nobody gives it")
