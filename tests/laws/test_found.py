"""Every input that ever broke a law, as small as it could be made: the fuzzer wrote them down."""

from pathlib import Path

import pytest
from laws import holds

FOUND = sorted((Path(__file__).parent / "found").glob("*.bin"))


@pytest.mark.parametrize("file", FOUND, ids=lambda file: file.stem)
def test_it_holds_now(file):
    holds(file.read_bytes())
