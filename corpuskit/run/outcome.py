"""What one file gave: small, picklable, with findings as lines and columns."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import field, replace

from corpuskit.decode import Decoding, decode
from corpuskit.document import line_starts
from corpuskit.files import Seed, Unreadable
from corpuskit.findings import Located, mark_of
from corpuskit.pipeline import Plan, Result, process
from corpuskit.rules.registry import severity
from corpuskit.values import struct

MAGIC = (
    b"\x1f\x8b",
    b"PK\x03\x04",
    b"%PDF-",
    b"\x89PNG\r\n",
    b"GIF87a",
    b"GIF89a",
    b"\xff\xd8\xff",
    b"\x7fELF",
    b"BZh9",
    b"\xfd7zXZ\x00",
    b"7z\xbc\xaf\x27\x1c",
    b"\x28\xb5\x2f\xfd",
    b"Rar!\x1a\x07",
    b"SQLite format 3\x00",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0",  # old office documents
    b"\x00asm",
    b"II*\x00",
    b"MM\x00*",
    b"OggS\x00",
    b"ID3\x03",
    b"ID3\x04",
    b"\xca\xfe\xba\xbe",
)
CONTROLS = ((8, 0.3), (5000, 0.08))  # so many, and of the characters such a share: no text (noise has a tenth)
WIDEST = 4  # bytes a character at most
MANY_LINES = 50_000  # each costs as much as a sentence,
SHORT_LINE = 20  # bytes on average: and these hold none
_CONTROLS = bytes(c for c in range(0x20) if c not in b"\t\n\r\f\x0e\x0f\x1b")
_NO_CONTROLS = dict.fromkeys(_CONTROLS)


@struct
class Outcome:
    """What became of `seed`. `record` and `ledger` are JSON lines, None when the file is an error.

    Beside a record, of the findings there are no notes: nobody is told.
    """

    seed: Seed
    sha256: str = ""
    size: int = 0
    findings: tuple[Located, ...] = ()
    record: bytes | None = None
    ledger: bytes | None = None
    cells: tuple[str, str, str] = ("", "", "")  # title, language, date
    lines: tuple[int, int, int] = (0, 0, 0)  # kept, moved, removed
    rules: tuple[tuple[str, int], ...] = field(default=())

    def light(self) -> Outcome:
        """The same without what only the writer needs."""
        return replace(self, findings=(), record=None, ledger=None, rules=())

    @property
    def count(self) -> int:
        """How many files this is."""
        return 1

    @property
    def failed(self) -> bool:
        return any(f.severity == "error" for f in self.findings)


def judge(seed: Seed, data: bytes | Unreadable, plan: Plan, given: Mapping[str, str] | None = None) -> Outcome:
    """Process the bytes of one file. Whatever goes wrong with it is a finding."""
    if isinstance(data, Unreadable):
        return failure(seed, data.code, str(data))
    done = attempt(seed, data, plan, given)
    return done if isinstance(done, Outcome) else _outcome(seed, data, done)


def attempt(seed: Seed, data: bytes, plan: Plan, given: Mapping[str, str] | None = None) -> Result | Outcome:
    """What became of the bytes of one file, or the outcome that says why nothing did."""
    try:
        seed.path.encode("utf-8")
    except UnicodeEncodeError:
        return failure(seed, "IO105", "its name is not UTF-8")
    digest = hashlib.sha256(data).hexdigest()
    if no_text := refused(data, plan.encoding):
        return failure(seed, *no_text, digest, len(data))
    try:
        return process(data, seed.path, plan, given)
    except (MemoryError, ImportError):
        raise  # not the file's fault
    except Exception as error:  # noqa: BLE001 - a bug must not stop the run: it names the file
        return failure(seed, "IO109", f"internal error: {type(error).__name__}: {error}"[:300], digest, len(data))


def failure(seed: Seed, code: str, message: str, digest: str = "", size: int = 0) -> Outcome:
    """An outcome that is one error."""
    return Outcome(seed, digest, size, (Located(seed.path, 0, 0, code, "error", message),))


def refused(data: bytes, encoding: str) -> tuple[str, str] | None:
    """The code and the reason why bytes are not judged: they are no text, or nothing that an article could be."""
    if is_binary(data, encoding):
        return "IO103", "is a binary file, not text"
    if lines := too_many_lines(data):
        return "IO110", f"has {lines:,} lines of {len(data) // lines} bytes on average: no article has"
    return None


def is_binary(data: bytes, encoding: str) -> bool:
    """Whether bytes are no text, by their magic number or because they are mostly control characters."""
    if data.startswith(MAGIC):
        return True
    found = len(data) - len(data.translate(None, _CONTROLS))
    if not _too_many(found, len(data) / WIDEST):
        return False  # no encoding makes a control character of other bytes
    text, _ = decode(data, encoding)
    return _too_many(len(text) - len(text.translate(_NO_CONTROLS)), len(text))


def _too_many(controls: int, characters: float) -> bool:
    return any(controls > least and controls > share * characters for least, share in CONTROLS)


def too_many_lines(data: bytes) -> int:
    """How many lines there are, where they are many and short; else 0."""
    lines = max(data.count(b"\n"), data.count(b"\r"))
    return lines if lines > MANY_LINES and len(data) < SHORT_LINE * lines else 0


def _outcome(seed: Seed, data: bytes, result: Result) -> Outcome:
    record = ledger = None
    cells = ("", "", "")
    if result.article is not None and result.lines is not None:
        record, ledger = result.lines
        article = result.article
        cells = (article.title or "", article.language, article.date_published or "")
    kinds = Counter([claim.verdict.kind for claim in result.claims])
    counts = (kinds["keep"] + kinds["join"], kinds["field"], kinds["drop"])
    rules = Counter([claim.code for claim in result.claims if claim.verdict.score > 0])
    found = tuple(_located(seed.path, result))
    return Outcome(
        seed,
        hashlib.sha256(data).hexdigest(),
        len(data),
        found,
        record,
        ledger,
        cells,
        counts,
        tuple(sorted(rules.items())),
    )


def _located(path: str, result: Result) -> list[Located]:
    found = []
    marks: dict[int, str] = {}
    told = result.findings
    if result.article is not None:
        told = tuple([finding for finding in told if severity(finding.code) != "note"])
    starts = line_starts(result.raw) if told else []
    for finding in sorted(told, key=lambda f: (f.start, f.end, f.code, f.message)):
        line = bisect_right(starts, finding.start)
        column = finding.start - starts[line - 1] + 1
        fixable = finding.safety != "display"
        level = severity(finding.code)
        mark = marks.get(line) or marks.setdefault(line, _mark(result.raw, starts, line))
        found.append(Located(path, line, column, finding.code, level, finding.message, fixable, mark))
    return [*_file_warnings(path, result), *found]


def _mark(raw: str, starts: list[int], line: int) -> str:
    end = starts[line] if line < len(starts) else len(raw)
    return mark_of(raw[starts[line - 1] : end].strip())


def _guess(decoding: Decoding) -> str:
    how = "the declared one" if decoding.score is None else f"score {decoding.score}"
    others = f"; candidates: {', '.join(decoding.candidates)}" if decoding.candidates else ""
    return f"the encoding was guessed: {decoding.encoding} ({how}{others})"


def _file_warnings(path: str, result: Result) -> list[Located]:
    found = []
    if not result.raw and not result.decoding.bad:
        found.append(Located(path, 0, 0, "IO201", "warning", "the file is empty"))
    if result.decoding.guessed:
        message = _guess(result.decoding)
        found.append(Located(path, 0, 0, "ENC201", "warning", message))
    return found
