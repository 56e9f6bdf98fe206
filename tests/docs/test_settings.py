import re
from dataclasses import fields
from pathlib import Path

from corpuskit.settings import Settings
from corpuskit.thresholds import REASONS

PAGE = Path(__file__).parents[2] / "docs/settings.md"


def told(text):
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def test_every_setting_and_threshold_is_documented_and_no_other():
    settings, _, thresholds = PAGE.read_text(encoding="utf-8").partition("## Thresholds")
    assert told(settings) == {field.name for field in fields(Settings)}
    assert told(thresholds) == set(REASONS)
