"""corpuskit init: settings, index, hooks and a workflow for a corpus; nothing that is there is overwritten."""

from __future__ import annotations

import os
import re
from pathlib import Path

from corpuskit import files, outputs
from corpuskit.cli import index
from corpuskit.cli.common import Parser, say
from corpuskit.errors import CorpuskitError
from corpuskit.files import show
from corpuskit.run.store import INDEX

SETTINGS = """\
# Settings of corpuskit; every key and its default: corpuskit config
root = "{root}"
"""
HOOKS = """\
repos:
  - repo: local
    hooks:
      - id: corpuskit-index
        name: corpuskit index
        entry: corpuskit index --read-from git-index
        language: system
        always_run: true
        pass_filenames: false
        require_serial: true
      - id: corpuskit-check
        name: corpuskit check
        entry: corpuskit check --read-from git-index --force-exclude
        language: system
        files: '^{start}.*\\.txt$'
        require_serial: true
"""
WORKFLOW = """\
name: corpus
on: [push, pull_request]
permissions:
  contents: read
jobs:
  normalize:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: python -m pip install seed-corpuskit
      - run: corpuskit check {quoted}
      - run: corpuskit normalize {quoted} -o build/articles.jsonl
"""


def main(argv: list[str]) -> int:
    made = Parser(
        prog="corpuskit init", description="Set a folder up as a corpus; overwrites nothing.", allow_abbrev=False
    )
    made.add_argument("root", nargs="?", default="seeds", metavar="DIR", help="the corpus folder (default: seeds)")
    options = made.parse_args(argv)
    root = os.path.normpath(options.root)
    if root != "." and not re.fullmatch(r"(?!\.\.(?:/|\Z))[\w.][\w. /-]*", root):
        raise CorpuskitError(f"{show(root)} cannot be the root", "name a plain folder below this one")
    Path(root).mkdir(parents=True, exist_ok=True)
    _write("corpuskit.toml", SETTINGS.format(root=root))
    _attributes(root)
    start = "" if root == "." else re.escape(f"{root}/").replace("\\ ", " ")
    _write(".pre-commit-config.yaml", HOOKS.format(start=start))
    _write(".github/workflows/corpus.yml", WORKFLOW.format(quoted=f'"{root}"' if " " in root else root))
    if (Path(root) / INDEX).exists():
        say(f"{Path(root) / INDEX} is there already")
        return 0
    return index.main(["--write", root])


def _write(name: str, text: str) -> None:
    if os.path.lexists(name):
        say(f"{name} is there already")
        return
    outputs.replace(Path(name), text.encode())
    say(f"{name} written")


def _attributes(root: str) -> None:
    """Line ends are evidence, and two branches that both add rows merge."""
    path = Path(".gitattributes")
    start = "" if root == "." else f"{root}/"
    patterns = {f"{start}{INDEX}": "merge=union", f"{start}**/{INDEX}": "merge=union", f"{start}**/*.txt": "-text"}
    wanted = [(f'"{pattern}"' if " " in pattern else pattern) + f" {what}" for pattern, what in patterns.items()]
    try:
        old = files.read(path, 1_000_000) if os.path.lexists(path) else b""
    except files.Unreadable as error:
        raise CorpuskitError(f"{path} {error}", "it must be a regular file") from error
    missing = [line for line in wanted if line.encode() not in old.splitlines()]
    if not missing:
        say(f"{path} is there already")
        return
    separator = b"" if not old or old.endswith(b"\n") else b"\n"
    outputs.replace(path, old + separator + "".join(f"{line}\n" for line in missing).encode())
    say(f"{path} written")
