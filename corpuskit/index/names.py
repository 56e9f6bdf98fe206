"""Which words of an index name a file: those that match the corpus pattern, and those of a file that is there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase

from corpuskit.index.cells import unquote
from corpuskit.index.paths import unsafe
from corpuskit.values import struct

_EXTERNAL = re.compile(r"(?!file:)[A-Za-z][A-Za-z0-9+.-]+:|//|#|\Z", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"[<>{}*?$…]|\.\.\.|\Apath/to/|(?:\A|/)(?:example|file[-_ ]?name|your[-_ ]?\w*|slug|x{3,}|n{3,}|y{4}\S*)(?:\.\w+)?\Z",
    re.IGNORECASE,
)
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_WRAPPING = " \t*_`~\"'“”‘’«»„()[]{}<>,;:!?|"
_SEPARATOR = re.compile(r"[,;|\t\n/&+]|\s[-–—·•]\s|:\s|[(\[{<\"'“‘«*`]|\s")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")
_NUMBERED = re.compile(r"(\d{2,}[-_.])[\w.-]+")
_STARTS = 12  # places where a name with spaces may begin, for each place where it ends
_MAX_NAME = 1024


def _numbered(stem: str) -> str:
    """How a stem begins that has a number: a zero for each digit, and what parts it from the rest; empty for others."""
    found = _NUMBERED.fullmatch(stem)
    return re.sub(r"\d", "0", found.group(1)) if found else ""


@struct
class Name:
    """A word that names a file: its path below the root, whether the file is there, and how it was named.

    `unsafe` says why the path may not be used. `start` and `end` are its place in the text, where it stands in one.
    """

    path: str
    present: bool
    stem: bool = False
    unsafe: str = ""
    start: int = 0
    end: int = 0


class Names:
    """The files that are there, looked up as an index at `folder` may spell them."""

    def __init__(self, present: Collection[str], pattern: str, folder: str = "") -> None:
        self._present = present
        self._pattern = pattern.rsplit("/", 1)[-1]
        self.folder = folder
        self._by_name: dict[str, str] = {}
        self._by_stem: dict[str, str] = {}
        self.folders: set[str] = set()
        self._numbered: set[str] = set()
        suffixes = {self._pattern[1:]} if re.fullmatch(r"\*\.\w+", self._pattern) else set()
        for path in sorted(present):
            if not path.startswith(folder):
                continue
            parent, _, name = path.rpartition("/")
            stem = _SUFFIX.sub("", name)
            self.folders.add(parent)
            suffixes.add(name[len(stem) :])
            for table, key in ((self._by_name, name), (self._by_stem, stem)):
                table[key] = "" if key in table else path
            if parent:
                key = f"{parent}/{stem}"
                self._by_stem[key] = "" if key in self._by_stem else path
        usual = "|".join(re.escape(suffix) for suffix in sorted(suffixes)[:20] if suffix)
        self._ending = re.compile(rf"(?:{usual or '[.][A-Za-z0-9]{1,8}'})(?![\w-]|\.\w)")

    def link(self, target: str) -> Name | None:
        """The file that a link's target names, relative to the index; None for what is none of ours."""
        target = target.strip()
        if _DRIVE.match(target):
            return Name(target, False, unsafe=unsafe(target, target)) if self.wanted(target) else None
        if len(target) > 3 * _MAX_NAME or _EXTERNAL.match(target):
            return None
        for spelled in dict.fromkeys((target, re.split("[?#]", target, maxsplit=1)[0])):
            found = self._below(unquote(spelled), spelled)
            if found and (found.present or found.unsafe or "#" not in spelled):
                return found
        return self.stem(unquote(re.split("[?#]", target, maxsplit=1)[0]))

    def whole(self, text: str, context: str = "") -> Name | None:
        """The file that `text` names, all of it: by path, by its unique name, or below the folder `context`."""
        for spelled in dict.fromkeys((text, text.strip(), text.strip(_WRAPPING), text.strip(_WRAPPING + "."))):
            found = self._exact(spelled, context)
            if found:
                return found
        return None

    def stem(self, text: str, context: str = "") -> Name | None:
        """The one file whose name without suffix, alone or with its folders, is `text`."""
        text = text.strip().strip("`*\"'").removeprefix("./")
        for key in (f"{self.folder}{context}/{text}" if context else "", self.folder + text, text):
            path = self._by_stem.get(key, "")
            if key and path and (key == text or path.startswith(self.folder)):
                return Name(path, True, stem=True)
        return None

    def gone(self, text: str) -> Name | None:
        """The file that `text` names by its stem although it is not there: one of a number, as that of a file that is."""
        stem = text.strip().strip("`*\"'").removeprefix("./")
        if not re.fullmatch(r"\*\.\w+", self._pattern) or not _NUMBERED.fullmatch(stem):
            return None
        if not self._numbered:
            self._numbered = {_numbered(path.rpartition("/")[2]) for path in self._by_stem}
        return (
            Name(self.folder + stem + self._pattern[1:], False, stem=True)
            if _numbered(stem) in self._numbered
            else None
        )

    def all(self, text: str, context: str = "") -> Iterator[Name]:
        """The names with a suffix in a text, from left to right, with their places."""
        at = 0
        for end in self._ending.finditer(text):
            if end.start() < at:
                continue
            found = self._ending_at(text, at, end.end(), context)
            if found:
                yield found
                at = end.end()

    def wanted(self, path: str) -> bool:
        """Whether the name of `path` matches the corpus pattern and is not a mere placeholder."""
        name = path.rsplit("/", 1)[-1].rsplit("\\", 1)[-1]
        if not fnmatchcase(name, self._pattern) or not re.search(r"\w", _SUFFIX.sub("", name)):
            return False
        return not (
            _PLACEHOLDER.search(path) or _PLACEHOLDER.search(_SUFFIX.sub("", path)) or name.startswith("README")
        )

    def _exact(self, spelled: str, context: str) -> Name | None:
        spelled = spelled.removeprefix("./")
        for path in (f"{self.folder}{context}/{spelled}" if context else "", self.folder + spelled):
            if path and path in self._present:
                return Name(path, True)
        path = self._by_name.get(spelled, "") if spelled else ""
        return Name(path, True) if path else None

    def _below(self, path: str, link: str) -> Name | None:
        path = path.removeprefix("./")
        if self.folder + path in self._present:
            return Name(self.folder + path, True)
        if not self.wanted(path):
            return None
        wrong = unsafe(path, link)
        return Name(path if wrong else self.folder + path, False, unsafe=wrong)

    def _ending_at(self, text: str, start: int, end: int, context: str) -> Name | None:
        start = max(start, end - _MAX_NAME)
        starts = [start, *(found.end() for found in _SEPARATOR.finditer(text, start, end))]
        for begin in dict.fromkeys((*starts[: _STARTS // 2], *starts[-_STARTS // 2 :])):
            found = self.whole(text[begin:end], context)
            if found:
                return Name(found.path, True, start=begin, end=end)
        word = re.split(r"\s", text[start:end])[-1].split("](")[-1].lstrip(_WRAPPING.replace("~", ""))
        word = word.replace("~~", "")
        if "://" in word or word.startswith("www.") or not self.wanted(word):
            return None
        begin = end - len(word)
        wrong = unsafe(word.removeprefix("./"), word)
        path = word.removeprefix("./") if wrong else self.folder + word.removeprefix("./")
        return Name(path, False, unsafe=wrong, start=begin, end=end)
