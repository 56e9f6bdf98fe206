"""Write the golden files anew: python tests/golden/update.py, then read the diff."""

import contextlib
import json
import os
from pathlib import Path

from corpuskit.cli import main
from corpuskit.pipeline import Plan, process

HERE = Path(__file__).parent
SEEDS = sorted((HERE.parents[1] / "seeds").glob("*.txt"))

os.chdir(HERE.parents[1])
os.environ["COLUMNS"] = "110"
for path in SEEDS:
    result = process(path.read_bytes(), path.name, Plan("seeds"))
    for kind, model in (("article", result.article), ("ledger", result.ledger)):
        line = model.model_dump_json().replace('"langdetect-rs"', '"langdetect"')  # the same answer by another name
        text = json.dumps(json.loads(line), indent=1, ensure_ascii=False) + "\n"
        (HERE / f"{path.stem}.{kind}.json").write_text(text, encoding="utf-8")
for verb, more in (("check", ["--show", "note"]), ("explain", [])):
    with open(HERE / f"{verb}.txt", "w", encoding="utf-8") as file, contextlib.redirect_stdout(file):
        main([verb, *(f"seeds/{path.name}" for path in SEEDS), *more])
