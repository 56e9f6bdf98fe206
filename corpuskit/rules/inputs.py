"""What is said of a whole file before any rule reads it: codes, severities and pages without a check of lines."""

from __future__ import annotations

from collections.abc import Iterator

from corpuskit.document import Document
from corpuskit.findings import Finding, Severity
from corpuskit.rules.rule import Rule


def _nothing(document: Document, layout: object = None) -> Iterator[Finding]:
    return iter(())


def said(code: str, name: str, severity: Severity, page: str) -> Rule:
    """A code that no check of lines yields, with its page."""
    return Rule(code, name, severity, page, _nothing)


INPUT_RULES = (
    said("IO101", "unreadable", "error", "A file or folder that the system does not let us read."),
    said("IO102", "not-a-file", "error", "A symlink, folder, FIFO, socket or device where a text file should be; it is never opened."),
    said("IO103", "binary", "error", "A file that begins with a magic number, or is mostly control characters."),
    said("IO104", "too-large", "error", "A file above `max_bytes`; it is not read. Raise the setting if it is really one article."),
    said("IO105", "name-not-utf8", "error", "A file name that is not UTF-8 cannot stand in a record or an index. Rename the file."),
    said("IO106", "too-deep", "error", "Folders nested deeper than any corpus needs."),
    said("IO107", "changed", "error", "A file whose size or time changed while it was read: text and checksum would not belong together."),
    said("IO108", "clash", "error", "Two files whose names are equal after NFC and case folding, or that give one id."),
    said("IO109", "internal-error", "error", "A bug in a rule. The file is left out; please report it with the file."),
    said("IO110", "too-many-lines", "error", "More than 50,000 lines of fewer than 20 bytes on average: no article, and costly to read."),
    said("IO201", "empty-file", "warning", "A file without a byte. It gets a record with an empty text."),
    said("IO202", "no-files", "warning", "A corpus folder without a file that matches the pattern."),
    said("IO203", "missing-metadata", "error", "A field that the setting `require` names is given neither in INDEX.md nor in the CSV."),
    said("ENC201", "guessed-encoding", "warning", "Nothing in the bytes proves their encoding; the message names what was taken and the candidates. Set `encoding`, or install the extra `charset`."),
)  # fmt: skip
