import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version

from corpuskit import extras


def test_they_are_those_that_are_installed():
    found = extras.versions()
    for name in extras.DECIDING:
        try:
            known = version(name)
        except PackageNotFoundError:
            known = None
        assert found.get(name) == known
    assert found["ftfy"] and found["langdetect"]


def test_none_of_them_is_imported():
    code = (
        "import sys; from corpuskit import extras; extras.versions()\n"
        "assert not {'ftfy', 'langdetect', 'chardet', 'langdetect_rs', 'py3langid', 'importlib.metadata'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-I", "-c", code], check=True)
