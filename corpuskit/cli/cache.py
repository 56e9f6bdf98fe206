"""corpuskit cache: where what earlier runs made is kept, and how to be rid of it."""

from __future__ import annotations

from corpuskit.cli.common import counted, parser, say, settings
from corpuskit.errors import CorpuskitError
from corpuskit.files import show
from corpuskit.run.cached import clear, contents, folder


def main(argv: list[str]) -> int:
    made = parser("cache", "Tell where the cache lies and how large it is, or clear it. No output depends on it.")
    made.add_argument("--clear", action="store_true", help="remove it")
    options = made.parse_args(argv)
    place = folder(settings(options))
    if place is None:
        raise CorpuskitError("there is no cache: the working folder is gone", "change to a folder that exists")
    found = contents(place)
    size = sum(found.values()) / 1e6
    if options.clear:
        clear(place)
        say(f"{show(place)} cleared: {counted(len(found), 'file')}, {size:.1f} MB")
    else:
        print(f"{show(place)}: {counted(len(found), 'file')}, {size:.1f} MB")
    return 0
