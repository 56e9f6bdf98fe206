"""Settings: found, loaded, checked; the nearest file wins, files are never merged."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

from corpuskit import files
from corpuskit.errors import CorpuskitError
from corpuskit.messages import show
from corpuskit.thresholds import REASONS
from corpuskit.values import struct

MAX_BYTES = 1_000_000  # of a settings file
LARGEST = 2_000_000_000  # bytes: a text of more does not fit into memory
NO_ENCODINGS = ("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7")
PROFILES = ("keep", "standard", "strict")


@struct
class Settings:
    """Every key that `corpuskit.toml` or `[tool.corpuskit]` may hold, with its default."""

    root: str = "seeds"
    source: str = ""
    pattern: str = "*.txt"
    encoding: str = "cp1252"
    profile: str = "standard"
    max_bytes: int = 20_000_000
    uncurl_quotes: bool = False
    fix_latin_ligatures: bool = False
    fix_character_width: bool = False
    languages: tuple[str, ...] = ()
    language_backend: str = "langdetect"
    thresholds: tuple[tuple[str, float], ...] = ()
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    suppress: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: str = "error"
    metadata: str = ""
    phrases: str = ""
    require: tuple[str, ...] = ()


REPORTING = (
    "exclude",
    "extend_select",
    "fail_on",
    "max_bytes",
    "metadata",
    "pattern",
    "per_file_ignores",
    "phrases",
    "require",
    "root",
    "select",
    "suppress",
)  # keys that cannot change a record; of `phrases` the contents are added where they are read
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
CHOICES = {
    "profile": PROFILES,
    "fail_on": ("error", "warning", "note"),
    "language_backend": ("langdetect", "py3langid"),
}


@struct
class Loaded:
    """Settings in force, the file they came from (None: the defaults) and the folder that `root` is relative to."""

    settings: Settings
    file: Path | None
    folder: Path
    given: tuple[str, ...]

    def checksum(self) -> str:
        """SHA-256 of what can change a record: of the values that are not the defaults, so that a new key changes none."""
        import json

        defaults = Settings()
        values = {
            f.name: getattr(self.settings, f.name)
            for f in fields(Settings)
            if f.name not in REPORTING and getattr(self.settings, f.name) != getattr(defaults, f.name)
        }
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def find(start: Path) -> Loaded:
    """The settings nearest to `start`, upward; CorpuskitError names the file, line and key of what is wrong."""
    folder = start if start.is_dir() else start.parent
    for parent in (folder, *folder.parents):
        for name in ("corpuskit.toml", "pyproject.toml"):
            file = parent / name
            if file.is_file() and not (name == "pyproject.toml" and file.is_symlink()):
                loaded = _load(file, explicit=name == "corpuskit.toml")
                if loaded:
                    return loaded
    return default(start)


def default(start: Path) -> Loaded:
    """The default settings; their folder is the working folder, or `start` where that is gone."""
    try:
        folder = Path.cwd()
    except OSError:
        folder = start if start.is_dir() else start.parent
    return Loaded(Settings(), None, folder, ())


def load(file: Path) -> Loaded:
    """The settings of a named file; CorpuskitError if it cannot be read or is wrong."""
    loaded = _load(file, explicit=file.name != "pyproject.toml")
    if not loaded:
        raise CorpuskitError(f"{file}: has no [tool.corpuskit] table", "add one, or name another file with --config")
    return loaded


def _load(file: Path, explicit: bool) -> Loaded | None:
    import tomllib

    try:
        data = files.read(file, MAX_BYTES)
    except files.Unreadable as error:
        if not explicit and error.code == "IO104":
            return None
        raise CorpuskitError(
            f"{file} {error}", "the settings are a regular, short file; --isolated does without"
        ) from error
    if not explicit and b"corpuskit" not in data:
        return None
    try:
        text = data.decode("utf-8")
        values: Any = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, ValueError) else "nested too deeply"
        raise CorpuskitError(f"{file}: is not TOML: {why[:200]}", "mend the file, or use --isolated") from error
    if not explicit:
        values = values.get("tool", {}).get("corpuskit") if isinstance(values.get("tool"), dict) else None
        if not isinstance(values, dict):
            return None
    return Loaded(_checked(values, file, text), file, file.parent, tuple(sorted(values)))


def _checked(values: dict[str, Any], file: Path, text: str) -> Settings:
    known = {f.name: f.default for f in fields(Settings)}
    made: dict[str, Any] = {}
    for key, value in values.items():
        name = key.replace("-", "_")
        where = f"{file}:{_line_of(key, text)}"
        if name not in known:
            raise CorpuskitError(f"{where}: unknown key {key!r}", f"known keys: {', '.join(sorted(known))}")
        made[name] = _value(name, value, known[name], where)
    return Settings(**made)


def _value(name: str, value: Any, default: Any, where: str) -> Any:
    if name == "per_file_ignores":
        return _per_file(value, where)
    if name == "thresholds":
        return _thresholds(value, where)
    if isinstance(default, tuple):
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise CorpuskitError(f"{where}: {name} must be a list of strings")
        value = tuple(value)
    elif type(value) is not type(default):
        raise CorpuskitError(f"{where}: {name} must be of type {type(default).__name__}")
    if name in CHOICES and value not in CHOICES[name]:
        raise CorpuskitError(f"{where}: {name} must be one of {', '.join(CHOICES[name])}")
    wrong = _CHECKS[name](value) if name in _CHECKS else ""
    if wrong:
        raise CorpuskitError(f"{where}: {name} {value!r} {wrong}")
    return value


def _wrong_encoding(value: str) -> str:
    try:
        found = codecs.lookup(value)
    except (LookupError, ValueError):
        return "is unknown"
    plain = found._is_text_encoding and found.name not in NO_ENCODINGS
    return "" if plain else "is none that a text file has"


def _wrong_tags(value: tuple[str, ...]) -> str:
    return "" if all(map(_TAG.fullmatch, value)) else "must be BCP 47 tags, such as en or zh-Hans"


def _wrong_folder(value: str) -> str:
    return "" if files.inside(os.path.normpath(value)) or value == "." else "leaves the folder of the settings"


def _wrong_file(value: str) -> str:
    return "" if not value or files.inside(value) else "leaves the folder of the settings"


def _wrong_name(value: str) -> str:
    return "" if show(value) == value else "has characters that cannot be seen"


def _wrong_limit(value: int) -> str:
    return "" if 0 < value <= LARGEST else f"must be between 1 and {LARGEST:,}"


_CHECKS: dict[str, Callable[[Any], str]] = {
    "encoding": _wrong_encoding,
    "languages": _wrong_tags,
    "root": _wrong_folder,
    "metadata": _wrong_file,
    "phrases": _wrong_file,
    "source": _wrong_name,
    "max_bytes": _wrong_limit,
}


def _per_file(value: Any, where: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    good = isinstance(value, dict) and all(
        isinstance(codes, list) and all(isinstance(code, str) for code in codes) for codes in value.values()
    )
    if not good:
        raise CorpuskitError(f"{where}: per_file_ignores must be a table of lists of codes")
    return tuple((pattern, tuple(codes)) for pattern, codes in sorted(value.items()))


def _thresholds(value: Any, where: str) -> tuple[tuple[str, float], ...]:
    if not isinstance(value, dict):
        raise CorpuskitError(f"{where}: thresholds must be a table of numbers")
    made = {}
    for key, number in value.items():
        name = key.replace("-", "_")
        if name not in REASONS:
            raise CorpuskitError(f"{where}: unknown threshold {key!r}", f"known thresholds: {', '.join(REASONS)}")
        least, greatest, _ = REASONS[name]
        if type(number) not in (int, float) or not least <= number <= greatest:
            raise CorpuskitError(f"{where}: thresholds.{name} must be a number from {least:g} to {greatest:g}")
        made[name] = float(number)
    return tuple(sorted(made.items()))


def _line_of(key: str, text: str) -> int:
    """The line where a key of the settings stands: in its table, as a table of its own, dotted, or inline."""
    table = re.search(r"^[ \t]*\[\s*tool\s*\.\s*corpuskit\s*\]", text, re.MULTILINE)
    start = table.end() if table else 0
    name = rf"[\"']?{re.escape(key)}[\"']?\s*"
    after = re.compile(r"^[ \t]*\[", re.MULTILINE).search(text, start)
    within = text[: after.start()] if after else text
    places = (
        (rf"^[ \t]*{name}[=.]", within, start),
        (rf"\[\s*(?:tool\s*\.\s*corpuskit\s*\.\s*)?{name}[].]", text, 0),
        (rf"corpuskit\s*\.\s*{name}=", text, 0),
        (rf"[{{,]\s*{name}=", text, 0),
    )
    for pattern, part, at in places:
        match = re.compile(pattern, re.MULTILINE).search(part, at)
        if match:
            return text.count("\n", 0, match.end()) + 1
    return 1
