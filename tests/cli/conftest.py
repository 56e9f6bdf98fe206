import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def corpuskit(tmp_path):
    """Run the real command line in an empty folder."""

    def call(*arguments, check=None, env=None, **options):
        clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | (env or {})
        command = [sys.executable, "-m", "corpuskit", *map(str, arguments)]
        done = subprocess.run(
            command, check=False, cwd=tmp_path, env=clean, capture_output=True, timeout=120, **options
        )
        if check is not None:
            assert done.returncode == check, done.stderr.decode()
        return done

    return call


@pytest.fixture
def corpus(tmp_path):
    """A copy of the project's seeds with their index."""
    shutil.copytree(SEEDS, tmp_path / "seeds")
    return tmp_path / "seeds"
