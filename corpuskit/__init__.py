"""corpuskit: linter, fixer and normaliser for folders of scraped plain-text articles.

`clean(text)` and `normalize(text_or_bytes)` work on one text; `check` and `restore` work on files as their verbs do.
"""

from __future__ import annotations

TYPE_CHECKING = False  # what `typing` says at run time, without the milliseconds in which a ^C is not yet ours

if TYPE_CHECKING:
    from corpuskit.api import check, clean, normalize, restore
    from corpuskit.article import Article
    from corpuskit.mojibake import repair

__version__ = "0.1.0.dev0"
__all__ = ["Article", "__version__", "check", "clean", "normalize", "repair", "restore"]

_HOMES = {
    "Article": "article",
    "check": "api",
    "clean": "api",
    "normalize": "api",
    "repair": "mojibake",
    "restore": "api",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'corpuskit' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"corpuskit.{_HOMES[name]}"), name)
