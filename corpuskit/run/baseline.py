"""Findings that are known: a baseline file, and suppressions in the settings. Never inside a seed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpuskit import files
from corpuskit.errors import CorpuskitError
from corpuskit.findings import Located

SCHEMA = "corpuskit.baseline/1"
MAX_BYTES = 256_000_000


def load(path: Path) -> Counter[str]:
    """How often each `CODE:hash` is known; CorpuskitError if the file is no baseline."""
    hint = "corpuskit check --write-baseline makes one"
    try:
        data = json.loads(files.read(path, MAX_BYTES))
        if data["schema_version"] != SCHEMA:
            raise ValueError("another schema")
        return Counter({str(key): int(count) for key, count in data["known"].items()})
    except files.Unreadable as error:
        raise CorpuskitError(f"{files.show(path)} {error}", hint) from error
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise CorpuskitError(f"{files.show(path)} is no baseline", hint) from error


def dump(findings: Iterable[Located]) -> bytes:
    """A baseline that knows all of `findings`."""
    known = Counter(finding.key for finding in findings)
    data = {"schema_version": SCHEMA, "known": dict(sorted(known.items()))}
    return (json.dumps(data, indent=1) + "\n").encode("ascii")


def unknown(
    findings: Sequence[Located], known: Counter[str], always: Iterable[str]
) -> tuple[list[Located], list[str], list[str]]:
    """The findings that are not known; the keys of `always`, and those of `known`, that name no finding any more.

    A key of the baseline counts as often as it was found, one of `always` as often as it occurs.
    """
    left, kept = Counter(known), []
    suppressed = dict.fromkeys(always, False)
    for finding in findings:
        key = finding.key
        if key in suppressed:
            suppressed[key] = True
        elif left[key] > 0:
            left[key] -= 1
        else:
            kept.append(finding)
    unused = [key for key, used in suppressed.items() if not used]
    return kept, unused, sorted(key for key, count in left.items() if count > 0)
