import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from corpuskit.cli import VERBS, completion

BIN = Path(sys.executable).parent


def script(shell, capsys):
    assert completion.main([shell]) == 0
    return capsys.readouterr().out


def completed(text, *words):
    given = " ".join(f"'{word}'" for word in words)
    code = f'{text}\nCOMP_WORDS=({given}); COMP_CWORD={len(words) - 1}; _corpuskit; printf "%s\\n" "${{COMPREPLY[@]}}"'
    env = os.environ | {"PATH": f"{BIN}:{os.environ['PATH']}"}
    return subprocess.run(["bash", "-c", code], env=env, capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_bash_completes_verbs_and_the_options_of_each(capsys):
    text = script("bash", capsys)
    assert set(VERBS) <= set(completed(text, "corpuskit", ""))
    assert completed(text, "corpuskit", "norm") == ["normalize"]
    assert {"--stdin-filename", "--statistics"} <= set(completed(text, "corpuskit", "check", "--st"))
    assert completed(text, "corpuskit", "index", "--per") == ["--per-folder"]
    assert completed(text, "corpuskit", "index", "see") == []


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_other_shells_accept_their_script(shell, capsys):
    text = script(shell, capsys)
    assert all(verb in text for verb in VERBS)
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=text.encode(), check=True)
