"""corpuskit learn: lines that recur over the articles of a source, for a person to judge."""

from __future__ import annotations

from pathlib import Path

from corpuskit import outputs
from corpuskit.cli.common import counted, parser, say, settings
from corpuskit.corpus.learn import review
from corpuskit.files import show
from corpuskit.run.learning import learn
from corpuskit.run.roots import gather

REVIEW = "phrases.review"


def main(argv: list[str]) -> int:
    made = parser("learn", "Write lines that recur over the articles of a source to a file, for you to judge.")
    made.add_argument("paths", nargs="*", metavar="PATH", help="folders or files; default: the configured root")
    made.add_argument(
        "-o", "--output", default=REVIEW, metavar="FILE", help=f"default: {REVIEW}; - for standard output"
    )
    options = made.parse_args(argv)
    loaded = settings(options, options.paths)
    roots = gather(options.paths, loaded)
    if options.output != "-":
        outputs.refuse_output(Path(options.output), [seed.file for root in roots for seed in root.seeds])
    sources = learn(roots, loaded)
    count = sum(len(source.candidates) for source in sources)
    articles = sum(source.articles for source in sources)
    said = f"{counted(count, 'candidate')} in {counted(articles, 'different article')} of {counted(len(sources), 'source')}"
    if not count:
        say(f"{said}: nothing was written")
        return 0
    lines = [show(line) if line.startswith("#") else line for line in review(sources)]
    if options.output == "-":
        for line in lines:
            print(line)
    else:
        outputs.replace(Path(options.output), "".join(f"{line}\n" for line in lines).encode())
        say(f"{said}, for you to judge: {show(options.output)}")
    return 0
