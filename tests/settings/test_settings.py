import pytest

from corpuskit.errors import CorpuskitError
from corpuskit.settings import find

IN_PROJECT = [
    ('[project]\nbad = "x"\n[tool.corpuskit]\n"bad" = 3\n', 4),
    ("[tool.black]\nbad = 1\n[tool.corpuskit]\nroot = 's'\nbad = 2\n[tool.z]\nbad = 1\n", 5),
    ("[tool.corpuskit]\nroot = 's'\n[tool.z]\nbad = 1\n[tool.corpuskit.bad]\nx = 1\n", 5),
    ("[tool]\ncorpuskit = {bad = 1}\n", 2),
    ("[tool]\ncorpuskit.bad = 1\n", 2),
]
ALONE = [('source = "bad = 3"\n\nbad = 3\n', 3), ("root = 's'\n[[bad]]\nx = 1\n", 2), ("[bad.worse]\nx = 1\n", 1)]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [("pyproject.toml", *case) for case in IN_PROJECT] + [("corpuskit.toml", *case) for case in ALONE],
)
def test_an_unknown_key_is_named_with_its_file_and_line(tmp_path, name, text, line):
    (tmp_path / name).write_text(text)
    with pytest.raises(CorpuskitError) as raised:
        find(tmp_path)
    assert f"{name}:{line}: unknown key 'bad'" in raised.value.message


@pytest.mark.parametrize(
    "text",
    [
        *(f'encoding = "{name}"' for name in ("rot13", "base64", "undefined", "idna", "a\\u0000")),
        "max_bytes = 0",
        "languages = ['english']",
        "languages = ['en', 'de_AT']",
        "language_backend = 'fasttext'",
    ],
)
def test_a_value_that_cannot_be_is_refused(tmp_path, text):
    (tmp_path / "corpuskit.toml").write_text(text)
    with pytest.raises(CorpuskitError, match="corpuskit.toml:1"):
        find(tmp_path)


def test_a_project_without_the_table_does_not_count(tmp_path):
    (tmp_path / "corpuskit.toml").write_text('source = "outer"\n')
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert find(inner).settings.source == "outer"
    (inner / "pyproject.toml").write_text("[tool.corpuskit]\n")
    assert find(inner).settings.source == ""
