"""What a path may be: inside the root, visible, portable; and under which keys two paths are one."""

from __future__ import annotations

import re
import unicodedata

MAX_PATH = 4096

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DECODED_SCHEME = re.compile(
    r"[A-Za-z]:|[A-Za-z][A-Za-z0-9+.-]*:/|(?:file|https?|ftp|data|javascript|mailto):", re.IGNORECASE
)
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_RESERVED_CHARACTER = re.compile(r'[<>:"|?*]')
_RESERVED_NAME = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|\Z)", re.IGNORECASE)
_PART = r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*"
PLAIN = rf"{_PART}(?:/{_PART})*"
MAX_PART = 255  # bytes of a name
_SIMPLE = re.compile(_PART)
_HARMLESS = re.compile(PLAIN)
RESERVED = re.compile(r"(?:\A|/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[./]|\Z)", re.IGNORECASE)


def harmless(path: str) -> bool:
    """Whether a path is of the plain kind that `unsafe`, `unseen` and `unportable` have nothing to say of."""
    return len(path) <= MAX_PART and bool(_HARMLESS.fullmatch(path)) and not RESERVED.search(path)


def unsafe(path: str, link: str = "") -> str:
    """Why `path` (decoded from `link`, if it was one) may not be used below a root; empty if it may."""
    if len(path) > MAX_PATH:
        return f"longer than {MAX_PATH:,} characters"
    if path.startswith("/"):
        return "an absolute path"
    if path.startswith("~"):
        return "a path that begins with ~"
    if "\\" in path:
        return "a path with a backslash"
    if ":" in path and (_SCHEME.match(link) or _DECODED_SCHEME.match(path)):
        return "a path with a drive or a scheme"
    parts = path.split("/")
    if ".." in parts:
        return "a path with '..'"
    if "" in parts or "." in parts:
        return "a path with an empty or '.' part"
    return ""


def unseen(path: str) -> str:
    """What a reader cannot see in `path`: control, bidi, tag and zero-width characters; empty if there are none."""
    if path.isascii() and path.isprintable():
        return ""
    if _SURROGATE.search(path):
        return "its name is not UTF-8"
    found = _UNSEEN.search(path)
    return f"its name has the unseen character U+{ord(found.group()):04X}" if found else ""


def unportable(path: str) -> str:
    """Why a checkout on another system may fail on `path`; empty if it will not."""
    for part in path.split("/"):
        if _RESERVED_NAME.match(part):
            return f"{part.split('.')[0].strip().upper()} is reserved on Windows"
        if _SIMPLE.fullmatch(part) and len(part) <= MAX_PART:
            continue
        if part.endswith((".", " ")):
            return "a name ends in a dot or a space, which Windows drops"
        found = _RESERVED_CHARACTER.search(part)
        if found:
            return f"a name has {found.group()}, which Windows forbids"
        if len(part.encode("utf-8", "replace")) > MAX_PART:
            return "a name is longer than 255 bytes"
    return ""


def composed(path: str) -> str:
    """The key under which names that differ only in Unicode normalisation are one."""
    return path if path.isascii() else unicodedata.normalize("NFC", path[:MAX_PATH])


def folded(path: str) -> str:
    """The key under which names that differ only in case or normalisation are one."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path[:MAX_PATH]).casefold())
