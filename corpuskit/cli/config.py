"""corpuskit config: the settings in force and where they came from."""

from __future__ import annotations

from dataclasses import asdict

from corpuskit.cli.common import parser, settings
from corpuskit.files import show
from corpuskit.settings import Loaded


def main(argv: list[str]) -> int:
    made = parser("config", "Print the settings in force and where they came from.")
    made.add_argument("paths", nargs="*", metavar="PATH")
    options = made.parse_args(argv)
    return print_settings(settings(options, options.paths))


def print_settings(loaded: Loaded) -> int:
    """Print every key with its value, and whether it is the default."""
    print(f"# from {show(loaded.file)}" if loaded.file else "# no settings file: the defaults")
    given = {name.replace("-", "_") for name in loaded.given}
    for name, value in asdict(loaded.settings).items():
        text = list(value) if isinstance(value, tuple) else value
        print(f"{name} = {show(repr(text))}" + ("" if name in given else "  # default"))
    return 0
