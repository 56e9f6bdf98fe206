"""corpuskit score: how well the settings clean labelled pages."""

from __future__ import annotations

from pathlib import Path

from corpuskit.cli.common import add_profile, parser, settings
from corpuskit.corpus.labelled import read_labelled
from corpuskit.corpus.score import score, table
from corpuskit.run.roots import compiled


def main(argv: list[str]) -> int:
    made = parser("score", "Print how well the settings clean labelled pages: F1, words lost, lines dropped and kept.")
    made.add_argument("folder", metavar="LABELLED_DIR", help="a folder of *.jsonl, *.jsonl.gz or *.txt labelled pages")
    add_profile(made)
    options = made.parse_args(argv)
    loaded = settings(options)
    folder = Path(options.folder)
    for line in table(score(read_labelled(folder), compiled(folder.name, loaded, findings_only=True))):
        print(line)
    return 0
