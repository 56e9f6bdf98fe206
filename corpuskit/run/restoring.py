"""Records and ledger on disk back to the files they were made from."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from corpuskit import files, outputs, room
from corpuskit.article import Article, LedgerLine, ValidationError
from corpuskit.errors import CorpuskitError
from corpuskit.index.paths import unseen
from corpuskit.restore import restore
from corpuskit.run.normalise import ledger_of
from corpuskit.run.records import lines_of, strict_json

_FORGED = "take records and ledger from one run of corpuskit normalize"


def pairs(records: Path) -> Iterator[tuple[Article, LedgerLine]]:
    """Each record with its ledger line; CorpuskitError names the line where they do not belong together."""
    ledger = ledger_of(records)
    try:
        with open(ledger, "rb") as right:
            for number, (record, line) in enumerate(zip_longest(lines_of(records), right), 1):
                yield _pair(record, line, f"{files.show(records)}:{number}")
    except OSError as error:
        raise CorpuskitError(
            f"{files.show(error.filename)}: {files.reason(error)}", "the ledger lies beside the records"
        ) from error


def _pair(record: bytes | None, line: bytes | None, where: str) -> tuple[Article, LedgerLine]:
    if record is None or line is None:
        raise CorpuskitError(f"{where}: records and ledger have not the same number of lines", _FORGED)
    room.need_for_line(len(record) + len(line))
    try:
        strict_json(record), strict_json(line)
        article, ledger = Article.model_validate_json(record), LedgerLine.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "line"
        raise CorpuskitError(f"{where}: {place}: {first['msg']}", _FORGED) from error
    except (ValueError, RecursionError) as error:
        raise CorpuskitError(f"{where}: {error}"[:300], _FORGED) from error
    if ledger.id != article.id or ledger.record_sha256 != hashlib.sha256(record).hexdigest():
        raise CorpuskitError(f"{where}: the ledger line is not that of the record", _FORGED)
    return article, ledger


def restore_all(records: Path, folder: Path, *, force: bool = False) -> int:
    """Write every input below `folder`; the number of files. Nothing is written unless everything can be.

    CorpuskitError for a pair that does not belong together, a path that leaves `folder`, or a file that is there.
    """
    made: dict[Path, bytes] = {}
    for article, ledger in pairs(records):
        target = _target(folder, article.raw.path)
        if target in made:
            raise CorpuskitError(f"{files.show(target)} is that of two records", _FORGED)
        if os.path.lexists(target) and not force:
            raise CorpuskitError(f"{files.show(target)} is there already", "restore to an empty folder, or use --force")
        try:
            made[target] = restore(article, ledger)
        except ValueError as error:
            raise CorpuskitError(f"{files.show(records)}: {article.raw.path}: {error}", _FORGED) from error
    for target, data in made.items():
        _no_symlink_above(folder, target)
        outputs.replace(target, data)
    return len(made)


def _target(folder: Path, path: str) -> Path:
    if not files.inside(path):
        raise CorpuskitError(f"{files.show(path)} would leave {files.show(folder)}", _FORGED)
    if unseen(path):
        raise CorpuskitError(f"{files.show(path)}: {unseen(path)}", _FORGED)
    return folder / path


def _no_symlink_above(folder: Path, target: Path) -> None:
    for parent in (target, *target.parents):
        if parent == folder:
            return
        if parent.is_symlink():
            raise CorpuskitError(f"{files.show(parent)} is a symlink", "restore to an empty folder")
