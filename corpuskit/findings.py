"""What a rule yields: a finding, and what it would do about it."""

from __future__ import annotations

import hashlib
from typing import Literal

from corpuskit.values import struct

Safety = Literal["safe", "unsafe", "display"]
Severity = Literal["error", "warning", "note"]
Kind = Literal["keep", "field", "join", "drop"]
Block = Literal["paragraph", "heading", "list_item", "quote", "attribution", "caption"]


@struct
class Repair:
    """Replace the characters of the finding by `after`; the finding lies inside one line."""

    after: str


@struct
class Verdict:
    """What becomes of a line or a part of one.

    `keep` as the block kind `name`, `field` into the field `name` with the normalised `value`, `join` to the line
    before (with the value `glued` without a space), or `drop`. `score` is the evidence, from 0 to 1.
    """

    kind: Kind
    name: str = ""
    value: str = ""
    score: float = 1.0


@struct
class Finding:
    """One observation of the rule `code` at `[start, end)`, in code points of the document it was shown."""

    code: str
    start: int
    end: int
    message: str
    safety: Safety = "display"
    fix: Repair | Verdict | None = None


@struct
class Located:
    """A finding in a file: line and column count from 1, in the original; line 0 means the whole file.

    `mark` is a hash of the line (of path and message for a finding about the whole file): with the code it names the
    finding wherever the line moves.
    """

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    fixable: bool = False
    mark: str = ""

    @property
    def key(self) -> str:
        """What a suppression names: code and mark."""
        mark = self.mark or mark_of(f"{self.path}\0{self.message}")
        return f"{self.code}:{mark}"


def mark_of(text: str) -> str:
    """The first 16 hex digits of the SHA-256 of `text`."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
