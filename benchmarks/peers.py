"""What corpuskit is compared with: each reads FOLDER/**/*.txt and writes JSON lines to OUT, in one process.

    python benchmarks/peers.py script|floor|datatrove FOLDER OUT [--model lid.176.ftz]

`script` is what a person writes in an afternoon: ftfy, fifty regular expressions, langdetect, json. `floor` does nothing
but read, hash and write. `datatrove` is its ftfy formatter and its fastText language filter; the model is the file
that fastText publishes, or its compressed form.
"""

import argparse
import hashlib
import json
import re
from pathlib import Path

PATTERNS = [
    r"^advertisement:?$", r"^sponsored( content)?$", r"^read (more|next|also).*$", r"^share( this)?( article| story)?$",
    r"^(facebook|twitter|whatsapp|email|print|linkedin)(\s+(facebook|twitter|whatsapp|email|print|linkedin))*$",
    r"^sign up (for|to) .*newsletter.*$", r"^subscribe( now| today)?$", r"^accept( all)? cookies$", r"^we use cookies.*$",
    r"^related( articles| stories| posts)?:?$", r"^skip to (main )?content$", r"^click to .*$", r"^\d+ comments?$",
    r"^leave a (comment|reply).*$", r"^(previous|next) (article|post)$", r"^page \d+ of \d+$", r"^tags?:.*$",
    r"^copyright .*\d{4}.*$", r"^©.*$", r"^all rights reserved\.?$", r"^follow us on .*$", r"^download (the|our) app.*$",
    r"^log ?in$", r"^register$", r"^my account$", r"^menu$", r"^search$", r"^close$", r"^photo(graph)?: .*$",
    r"^image: .*$", r"^video: .*$", r"^watch( now)?:.*$", r"^listen( now)?:.*$", r"^\[?(image|video|gallery)\]?$",
    r"^loading\.*$", r"^advertisement - scroll to continue$", r"^back to top$", r"^more from .*$", r"^most read$",
    r"^trending( now)?$", r"^editor'?s picks?$", r"^you may also like$", r"^recommended( for you)?$", r"^source: .*$",
    r"^by [A-Z][a-z]+ [A-Z][a-z]+$", r"^(updated|published):? .*\d{4}.*$", r"^\s+|\s+$", r"[ \t]{2,}", r"\u00a0", r"\n{3,}",
]  # fmt: skip


def texts(folder):
    for file in sorted(Path(folder).rglob("*.txt")):
        yield file, file.read_bytes()


def script(folder, out, model):
    """One try at the patterns by hand: each is run over the whole text."""
    import ftfy
    from langdetect import DetectorFactory, detect

    DetectorFactory.seed = 0
    patterns = [re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in PATTERNS]
    with open(out, "w", encoding="utf-8") as target:
        for file, data in texts(folder):
            text = ftfy.fix_text(data.decode("utf-8", "replace"))
            for pattern in patterns:
                text = pattern.sub("\n" if pattern.pattern == r"\n{3,}" else "", text)
            record = {"id": file.stem, "text": text, "language": detect(text)}
            target.write(json.dumps(record, ensure_ascii=False) + "\n")


def floor(folder, out, model):
    """Nothing but reading, hashing and writing."""
    import orjson

    with open(out, "wb") as target:
        for file, data in texts(folder):
            text = data.decode("utf-8", "replace")
            target.write(orjson.dumps({"id": file.stem, "sha256": hashlib.sha256(data).hexdigest(), "text": text}))
            target.write(b"\n")


def datatrove(folder, out, model):
    """datatrove's own steps on the same documents."""
    import orjson
    from datatrove.data import Document
    from datatrove.pipeline.filters import LanguageFilter
    from datatrove.pipeline.formatters import FTFYFormatter
    from fasttext.FastText import _FastText

    keep = LanguageFilter(label_only=True)
    keep.model._model = _FastText(str(model))
    formatter = FTFYFormatter()
    with open(out, "wb") as target:
        for file, data in texts(folder):
            document = Document(formatter.format(data.decode("utf-8", "replace")), file.stem)
            keep.filter(document)
            target.write(
                orjson.dumps({"id": document.id, "text": document.text, "metadata": document.metadata}) + b"\n"
            )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("peer", choices=["script", "floor", "datatrove"])
    parser.add_argument("folder")
    parser.add_argument("out")
    parser.add_argument("--model", type=Path)
    options = parser.parse_args()
    {"script": script, "floor": floor, "datatrove": datatrove}[options.peer](options.folder, options.out, options.model)


if __name__ == "__main__":
    main()
