"""The folder of phrases that the settings name, read and checked."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from corpuskit import files
from corpuskit.errors import CorpuskitError
from corpuskit.settings import Loaded

if TYPE_CHECKING:
    from corpuskit.rules.own_words import OwnWords

MAX_BYTES = 4_000_000  # of a file of phrases


def checksum(loaded: Loaded) -> str:
    """SHA-256 of what can change a record: the settings and the words they name; CorpuskitError as `own_words`."""
    words = own_words(loaded) if loaded.settings.phrases else None
    said = loaded.checksum()
    return hashlib.sha256(f"{said} {words.digest}".encode()).hexdigest() if words else said


def by_publisher(loaded: Loaded) -> bool:
    """Whether the words of the corpus ask who the publisher of a file is."""
    return bool(loaded.settings.phrases) and own_words(loaded).by_publisher


def own_words(loaded: Loaded) -> OwnWords:
    """The words of the corpus, none where the settings name no folder; CorpuskitError for a folder or file that is wrong."""
    name = loaded.settings.phrases
    from corpuskit.rules.own_words import OwnWords, gather, read_sheet

    if not name:
        return OwnWords()
    folder = loaded.folder / name
    if not folder.is_dir() or folder.is_symlink():
        raise CorpuskitError(f"{files.show(folder)}: no such folder", "`phrases` names a folder beside the settings")
    if folder.resolve() == (loaded.folder / loaded.settings.root).resolve():
        raise CorpuskitError(
            f"{files.show(folder)} is the corpus itself", "`phrases` names a folder beside its articles"
        )
    found = files.walk(folder)
    for trouble in found.troubles:
        raise CorpuskitError(f"{files.show(folder / trouble.path)} {trouble.message}")
    sheets, digest, known = [], hashlib.sha256(), set[str]()
    for seed in found.seeds:
        try:
            data = files.read_below(seed, MAX_BYTES, known)
            sheets.append(read_sheet(data.decode("utf-8-sig"), files.show(seed.file)))
        except (files.Unreadable, UnicodeDecodeError) as error:
            raise CorpuskitError(f"{files.show(seed.file)}: {error}", "phrases are text files in UTF-8") from error
        digest.update(f"{len(data)} ".encode() + data)
    return gather(sheets, digest.hexdigest())
