import re
from dataclasses import fields
from pathlib import Path

from corpuskit.settings import Settings

PAGE = Path(__file__).parents[2] / "docs/settings.md"


def test_every_setting_is_documented_and_no_other():
    rows = [line.split("|")[1] for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    told = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert told == {field.name for field in fields(Settings)}
