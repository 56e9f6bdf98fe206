import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version

from corpuskit import extras


def test_they_are_those_that_are_installed():
    found = extras.versions()
    for name in extras.DECIDING:
        try:
            assert found[name] == version(name)
        except PackageNotFoundError:
            assert name not in found
    assert found["ftfy"] and found["langdetect"]


def test_none_of_them_is_imported():
    code = (
        "import sys; from corpuskit import extras; extras.versions()\n"
        "assert not {'ftfy', 'langdetect', 'chardet', 'langdetect_rs', 'py3langid', 'importlib.metadata'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-I", "-c", code], check=True)
