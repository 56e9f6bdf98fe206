"""Which packages can change an answer, and in which versions they are installed; none of them is imported."""

from __future__ import annotations

import os
import sys
import unicodedata

DECIDING = ("chardet", "ftfy", "langdetect", "langdetect-rs", "py3langid")


def versions() -> dict[str, str]:
    """The version of each of `DECIDING` that is installed, and of Python's Unicode data, by name.

    Same bytes, settings and versions: same output. `importlib.metadata` knows the same and takes 30 ms to import.
    """
    found = {"unicode": unicodedata.unidata_version}
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in sorted(names):
            if name.endswith(".dist-info"):
                package, _, version = name.removesuffix(".dist-info").partition("-")
                package = package.lower().replace("_", "-")
                if package in DECIDING:
                    found.setdefault(package, version)
    return dict(sorted(found.items()))
