import subprocess
import sys

CODE = """
import sys
from corpuskit.index.compare import compare
from corpuskit.index.manifest import Entry
from corpuskit.index.reader import read
from corpuskit.index.writer import write
entries = [Entry("a.txt", "0" * 64)]
data = write(None, entries)
assert not compare(read(data, {"a.txt"}), entries)
assert write(data, entries) == data
print(sorted(name for name in sys.modules if name.split(".")[0] in ("markdown_it", "pydantic", "json", "html.parser")))
if len(sys.argv) > 1:
    assert not compare(read(b"- a.txt", {"a.txt"}), entries)
    print("markdown_it" in sys.modules)
"""


def test_the_canonical_table_needs_no_heavy_module():
    done = subprocess.run([sys.executable, "-c", CODE, "also"], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\nTrue\n"
