from dataclasses import fields
from pathlib import Path

import pytest

from corpuskit.errors import CorpuskitError
from corpuskit.pipeline import process
from corpuskit.run.roots import compiled
from corpuskit.settings import find
from corpuskit.thresholds import DEFAULTS, REASONS, Thresholds

PAGE = Path(__file__).parents[2] / "docs/settings.md"
SAID_TWICE = "The tower stands. Rents went up in the capital. The tower stands."
CAPTION = (
    "The bells rang.\n\nA crowd below the bells (left) waits in the rain for the first stroke of noon. Photo: Jo Roe\n"
)


def run(folder, settings, text):
    (folder / "corpuskit.toml").write_text(settings)
    return process(text.encode(), "a.txt", compiled("a", find(folder)))


def test_each_threshold_has_a_reason_a_range_and_a_row_in_the_docs():
    assert [field.name for field in fields(Thresholds)] == list(REASONS)
    page = PAGE.read_text(encoding="utf-8")
    for name, (least, greatest, reason) in REASONS.items():
        value = getattr(DEFAULTS, name)
        assert least <= value <= greatest
        assert f"| `{name}` | {value:g} | {least:g} | {greatest:g} | {reason} |" in page


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[thresholds]\ntitel = 0.4\n", "unknown threshold 'titel'"),
        ("[thresholds]\ntitle = 1.5\n", "from 0.01 to 0.99"),
        ("[thresholds]\ntitle = 'high'\n", "must be a number"),
        ("[thresholds]\ntitle = true\n", "must be a number"),
        ("thresholds = 3\n", "must be a table"),
    ],
)
def test_a_threshold_that_cannot_be_is_refused(tmp_path, text, message):
    (tmp_path / "corpuskit.toml").write_text(text)
    with pytest.raises(CorpuskitError, match=message) as raised:
        find(tmp_path)
    assert "corpuskit.toml:1" in raised.value.message


def test_a_threshold_decides(tmp_path):
    short = run(tmp_path, "[thresholds]\nrepeated-sentence = 10\n", SAID_TWICE).article
    long = run(tmp_path, "", SAID_TWICE).article
    assert "QUA102" in {flag.rule for flag in short.flags} - {flag.rule for flag in long.flags}


def test_a_caption_below_its_threshold_stays_as_a_block_of_its_own(tmp_path):
    moved = run(tmp_path, "", CAPTION).article
    kept = run(tmp_path, "[thresholds]\ncaption = 0.9\n", CAPTION).article
    assert len(moved.captions) == 1 and "caption" not in {block.kind for block in moved.blocks}
    assert kept.captions == [] and "caption" in {block.kind for block in kept.blocks}


def test_a_threshold_changes_the_checksum_of_the_settings(tmp_path):
    (tmp_path / "corpuskit.toml").write_text("[thresholds]\ntitle = 0.6\n")
    changed = find(tmp_path).checksum()
    (tmp_path / "corpuskit.toml").write_text("")
    assert find(tmp_path).checksum() != changed
