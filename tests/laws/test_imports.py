"""What a verb imports is what it costs to start: the lists are pinned."""

import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
SCRIPT = "import sys; before = set(sys.modules); from corpuskit.cli import main; main(sys.argv[1:]); print('\\n'.join(sorted(set(sys.modules) - before)), file=sys.stderr)"
BASE = ["encodings", "__future__", "_typing", "contextlib", "corpuskit", "gc", "re", "signal", "typing"]
SMALL = [
    "argparse",
    "ast",
    "bisect",
    "bz2",
    "copy",
    "dataclasses",
    "difflib",
    "dis",
    "errno",
    "fnmatch",
    "gettext",
    "hashlib",
    "heapq",
    "html",
    "inspect",
    "ipaddress",
    "json",
    "linecache",
    "locale",
    "lzma",
    "math",
    "opcode",
    "pathlib",
    "random",
    "shutil",
    "string",
    "tempfile",
    "threading",
    "token",
    "tokenize",
    "tomllib",
    "unicodedata",
    "urllib",
    "warnings",
    "weakref",
    "zlib",
    "datetime",
    "importlib",
    "collections",
    "functools",
    "enum",
    "operator",
    "types",
    "copyreg",
    "keyword",
    "reprlib",
    "itertools",
    "os",
    "struct",
    "binascii",
    "textwrap",
    "ntpath",
    "zipfile",
    "platform",
    "subprocess",
    "selectors",
    "select",
    "fcntl",
    "pwd",
    "grp",
]


def imported(*arguments):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, check=True, cwd=SEEDS.parent
    )
    return [line for line in done.stderr.splitlines() if line and " " not in line]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["rule"],
        ["rule", "BP101"],
        ["index"],
        ["check", "seeds"],
        ["explain", "seeds/003_cf9eae14abbdaadb.txt"],
    ],
    ids=" ".join,
)
def test_only_the_standard_library_is_imported(arguments):
    tops = {name.partition(".")[0] for name in imported(*arguments)}
    public = {name for name in tops if not name.startswith("_")}
    assert public <= {*BASE, *SMALL}, sorted(public - {*BASE, *SMALL})


def test_the_version_imports_nothing_more():
    tops = {name.partition(".")[0] for name in imported("--version")}
    assert {name for name in tops if not name.startswith("_")} <= {
        *BASE,
        "collections",
        "functools",
        "enum",
        "operator",
        "types",
        "copyreg",
        "keyword",
        "reprlib",
        "itertools",
        "warnings",
    }


def test_importing_the_package_imports_no_module_of_its():
    done = subprocess.run(
        [sys.executable, "-c", "import sys, corpuskit; print([m for m in sys.modules if m.startswith('corpuskit.')])"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
