"""The words of a corpus: phrases that its owner adds, lines that must stay, and profiles of single sites."""

from __future__ import annotations

from collections.abc import Sequence

from corpuskit.document import fold
from corpuskit.errors import CorpuskitError
from corpuskit.rules.phrasebook import KEEP, NOISE, Book, book, merged, plain
from corpuskit.values import struct

SECTIONS = (KEEP, *NOISE, "menu-label", "share-label")
HEADERS = ("id", "publisher")


@struct
class Sheet:
    """One file: the lines that stay and the phrases that go; for all files, or for those whose id begins with one of
    `ids` or whose publisher is one of `publishers`."""

    ids: tuple[str, ...]
    publishers: frozenset[str]
    kept: Book
    gone: Book

    @property
    def of_a_site(self) -> bool:
        return bool(self.ids or self.publishers)


@struct
class OwnWords:
    """All files of a folder of phrases, profiles of sites first; `digest` is the SHA-256 of what they say."""

    sheets: tuple[Sheet, ...] = ()
    digest: str = ""

    @property
    def by_publisher(self) -> bool:
        """Whether it matters who the publisher is."""
        return any(sheet.publishers for sheet in self.sheets)

    def books(self, path: str, publisher: str) -> tuple[Book, ...]:
        """The books for one file, in the order in which they are asked: what stays before what goes."""
        name, key = path.rpartition(".")[0] or path, fold(publisher)
        mine = [
            sheet
            for sheet in self.sheets
            if not sheet.of_a_site or name.startswith(sheet.ids or ("\0",)) or key in sheet.publishers
        ]
        asked = (*(sheet.kept for sheet in mine), *(sheet.gone for sheet in mine))
        return tuple([book for book in asked if book.exact or book.slotted])


def read_sheet(text: str, where: str) -> Sheet:
    """A file of phrases; CorpuskitError names `where` and the line of what is wrong.

    Lines `id: PREFIX` and `publisher: NAME` before the first `[section]` make it the profile of a site; below a section
    each line is a phrase. Empty lines and lines that begin with `#` say nothing.
    """
    heads: list[tuple[str, str]] = []
    phrases: dict[str, str] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        try:
            if not line or line.startswith("#"):
                continue
            if line.startswith("[") and line.endswith("]"):
                section = _section(line[1:-1].strip())
            elif not section:
                heads.append(_header(line))
            elif phrases.setdefault(plain(line), section) != section:
                raise ValueError(f"stands below [{phrases[plain(line)]}], too")
        except ValueError as error:
            raise CorpuskitError(
                f"{where}:{number}: {line[:80]!r} {error}", "docs/cleaning.md shows the form"
            ) from None
    said = [(name, phrase) for phrase, name in phrases.items()]
    return Sheet(
        tuple(value for name, value in heads if name == "id"),
        frozenset(fold(value) or "\0" for name, value in heads if name == "publisher"),
        book((name, [phrase]) for name, phrase in said if name == KEEP),
        book((name, [phrase]) for name, phrase in said if name != KEEP),
    )


def gather(sheets: Sequence[Sheet], digest: str) -> OwnWords:
    """The words of several files; those for all files as one."""
    everywhere = [sheet for sheet in sheets if not sheet.of_a_site]
    rest = Sheet((), frozenset(), merged([s.kept for s in everywhere]), merged([s.gone for s in everywhere]))
    return OwnWords((*(sheet for sheet in sheets if sheet.of_a_site), rest), digest)


def _section(name: str) -> str:
    if name not in SECTIONS:
        raise ValueError(f"is no section; these are: {', '.join(SECTIONS)}")
    return name


def _header(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon or name.strip() not in HEADERS or not value.strip():
        raise ValueError("stands before the first [section] and is neither `id: PREFIX` nor `publisher: NAME`")
    return name.strip(), value.strip()
