"""The hostile corpus against the laws: each text in process, and all of it once on the real command line."""

import contextlib
import hashlib
import io
import json
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hostile import BODY, HARMLESS, NEEDED, PROMISES, SECRET, SETTINGS, indexes, ledgers, nodes, texts
from laws import COMMAND, fix, hides_nothing, holds, index_holds, safe_line

from corpuskit.cli import main
from corpuskit.files import Seed
from corpuskit.index.manifest import Entry
from corpuskit.pipeline import Plan
from corpuskit.run.outcome import is_binary, judge

CASES = {case.name: case for case in texts()}
NODES = {node.name: node for node in nodes()}
LEDGERS = dict(ledgers())
UNSAFE = "IDX109"
LEAVING = (
    "path /",
    "path .",
    "path ~",
    "path a/",
    "path C:",
    "path file:",
    "path http:",
    "path %2",
    "path a\\",
    "path a%5C",
)
INDEXES = {name: (promise, forge) for name, promise, forge in indexes()}


def run(*arguments):
    """The command line in process: exit code, standard output, standard error."""
    out, err = io.StringIO(), io.StringIO()
    if arguments[0] in ("check", "normalize"):
        arguments = (*arguments, "--no-cache")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    return code, out.getvalue(), err.getvalue()


def shown(*parts):
    for line in "".join(parts).splitlines():
        safe_line(line)
        assert SECRET not in line


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Every text that gets a record, under names that are odd, too; with an index."""
    root = tmp_path_factory.mktemp("hostile") / "seeds"
    root.mkdir()
    for case in CASES.values():
        if not case.refused:
            (root / f"{case.name}.txt").write_bytes(case.data)
    for name in HARMLESS:
        (root / name).write_text(BODY)
    assert run("index", "--write", root)[0] == 0
    return root


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """Records and ledger of two files."""
    folder = tmp_path_factory.mktemp("pair")
    (folder / "seeds").mkdir()
    for name in ("a", "b"):
        (folder / "seeds" / f"{name}.txt").write_text(BODY * (1 + (name == "b")))
    assert run("normalize", folder / "seeds", "-o", folder / "a.jsonl", "--index", "off")[0] == 0
    return folder / "a.jsonl"


@pytest.fixture
def small(tmp_path):
    """Two plain files with an index, and a secret beside the corpus."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text(SECRET)
    (tmp_path / "outside" / "secret.csv").write_text(f"path,title\nplain.txt,{SECRET}\n")
    root = tmp_path / "seeds"
    root.mkdir()
    (root / "plain.txt").write_text(BODY)
    (root / "other.txt").write_text(BODY * 2)
    assert run("index", "--write", root)[0] == 0
    yield root
    subprocess.run(["rm", "-rf", root], check=True)  # pytest cannot remove folders as deep as these


def test_every_case_names_a_promise():
    named = [*CASES.values(), *NODES.values()]
    assert {case.promise for case in named} | {promise for promise, _ in INDEXES.values()} <= set(PROMISES)
    assert len(CASES) + len(NODES) + len(INDEXES) + len(SETTINGS) > 400


@pytest.mark.parametrize("name", CASES)
def test_every_law_holds(name):
    outcome = holds(CASES[name].data, f"{name}.txt")
    assert (outcome.record is None) == CASES[name].refused


@pytest.mark.parametrize("name", NEEDED)
def test_what_a_script_needs_stays(name):
    assert NEEDED[name] in json.loads(holds(CASES[f"needed-{name}"].data).record)["text"]
    assert NEEDED[name].encode() in fix(CASES[f"needed-{name}"].data).after


def test_the_whole_way_there_and_back(corpus, tmp_path):
    records = tmp_path / "a.jsonl"
    code, out, err = run("normalize", corpus, "-o", records)
    assert code == 0, err
    shown(out, err)
    for line in records.read_bytes().splitlines():
        hides_nothing(line)
    assert run("verify", records, "--seeds", corpus)[0] == 0
    assert run("schema", "--check", records)[0] == 0
    assert run("restore", records, "--to", tmp_path / "back")[0] == 0
    for file in corpus.glob("*.txt"):
        assert (tmp_path / "back" / file.name).read_bytes() == file.read_bytes(), file.name
    assert len(list((tmp_path / "back").iterdir())) == len(list(corpus.glob("*.txt")))


@pytest.mark.parametrize("form", ["full", "concise", "github", "json", "jsonl", "gitlab", "junit", "sarif"])
def test_no_report_is_a_command_or_steers_a_terminal(corpus, form):
    _, out, err = run("check", corpus, "--output-format", form, "--show", "note")
    for line in (out + err).splitlines():
        assert line.isprintable(), ascii(line)
        mine = form == "github" and line.startswith(("::error ", "::warning ", "::notice "))
        assert mine or not COMMAND.search(line), line
    assert len((out if form in ("full", "concise", "github") else err).encode()) < 512_000


def test_no_diff_is_a_command(corpus):
    code, out, err = run("check", corpus, "--unsafe-fixes", "--diff")
    assert code == 1 and "+++" in out
    shown(out, err)


def test_no_explanation_is_a_command(corpus):
    names = [f"{name}.txt" for name, case in CASES.items() if case.promise in ("message", "hidden")]
    code, out, err = run("explain", *(corpus / name for name in (*names, *HARMLESS)))
    assert code == 0
    shown(out, err)


@pytest.mark.parametrize("name", NODES)
def test_what_is_no_plain_file_is_named_and_left(small, name, tmp_path):
    node = NODES[name]
    try:
        node.make(small)
    except OSError as error:
        pytest.skip(str(error))
    for verb in (["check"], ["index"], ["normalize", "-o", tmp_path / "a.jsonl"]):
        code, out, err = run(verb[0], small, *verb[1:])
        assert code == 1 and node.code in out + err and node.shown in out + err
        shown(out, err)
    assert not (tmp_path / "a.jsonl").exists()
    assert run("index", "--write", small)[0] == 1


@pytest.mark.parametrize("name", INDEXES)
def test_an_index_that_lies_closes_the_gate(small, name, tmp_path):
    true = (small / "INDEX.md").read_bytes()
    lie = INDEXES[name][1](true)
    assert lie != true
    (small / "INDEX.md").write_bytes(lie)
    for verb in (["check"], ["index"], ["normalize", "-o", tmp_path / "a.jsonl"]):
        code, out, err = run(verb[0], small, *verb[1:])
        assert code == 1 and (UNSAFE if name.startswith(LEAVING) else "IDX") in out + err
        shown(out, err)
    assert not (tmp_path / "a.jsonl").exists() and (small / "INDEX.md").read_bytes() == lie
    index_holds(lie, [Entry("plain.txt", "0" * 64), Entry("other.txt", "1" * 64)])


@pytest.mark.parametrize("name", SETTINGS)
def test_bad_settings_are_one_line_that_names_the_file(small, name, tmp_path):
    text = SETTINGS[name]
    (tmp_path / "corpuskit.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    for verb in (["config", small], ["normalize", small, "-o", tmp_path / "a.jsonl"]):
        code, out, err = run(*verb)
        assert code == 2 and "corpuskit.toml" in err and "internal" not in err
        shown(out, err)
    assert not (tmp_path / "a.jsonl").exists()


def test_settings_that_are_a_link_or_lie_in_the_corpus(small, tmp_path):
    (small / "corpuskit.toml").write_text('root = "."\nignore = ["IDX"]\n')
    (small / "INDEX.md").unlink()
    code, _, err = run("check", small)
    assert code == 0 and "settings inside the corpus" in err and "ignore" in err
    (small / "corpuskit.toml").unlink()
    (small / "corpuskit.toml").symlink_to("../outside/secret.txt")
    code, out, err = run("check", small)
    assert code == 2 and "is a symlink" in err
    shown(out, err)


def test_nothing_is_read_behind_a_symlink(small, tmp_path):
    (small / "link").symlink_to("../outside")
    (tmp_path / "root").symlink_to("outside")
    for named in ((), ("--config", tmp_path / "seeds.toml")):
        (tmp_path / "seeds.toml").write_text('root = "seeds"')
        for verb in ("check", "explain"):
            code, out, err = run(verb, small / "link" / "secret.txt", *named)
            assert code == 1 and "symlink" in out + err
            shown(out, err)
    (small / "link").unlink()
    for setting in ('root = "root"', 'metadata = "root/secret.csv"'):
        (tmp_path / "corpuskit.toml").write_text(setting)
        named = [tmp_path / "root"] if setting.startswith("root") else [small]
        code, out, err = run("normalize", *named, "-o", tmp_path / "a.jsonl", "--index", "off")
        assert code in (1, 2) and "symlink" in out + err and not (tmp_path / "a.jsonl").exists()
        shown(out, err)


def test_what_a_person_gives_is_cleaned(small, tmp_path):
    (tmp_path / "corpuskit.toml").write_text('root = "seeds"\nmetadata = "about.csv"\n')
    title = "Pri\u202eces \x1b[31m rise\u200b\x00 &#x202e;\U000e0041"
    (tmp_path / "about.csv").write_text(f'path,title,author\nplain.txt,"{title}","A\u2028B; C\x9b"\n', encoding="utf-8")
    code, _, err = run("normalize", small, "-o", tmp_path / "a.jsonl")
    assert code == 0, err
    for line in (tmp_path / "a.jsonl").read_bytes().splitlines():
        hides_nothing(line)
    assert json.loads((tmp_path / "a.jsonl").read_bytes().splitlines()[1])["title"] == "Prices rise"


def variants():
    for name, value in (("PYTHONHASHSEED", "7"), ("LC_ALL", "C"), ("TZ", "Asia/Tokyo"), ("PYTHONOPTIMIZE", "2")):
        yield {name: value}, {}
    yield {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "HOME": "/nonexistent"}, {}
    yield {}, {"umask": 0o077}
    yield {"TMPDIR": "/nonexistent"}, {"cwd": "/"}


def test_the_output_is_the_same_everywhere(tmp_path, monkeypatch):
    root = tmp_path / "seeds"
    root.mkdir()
    some = [case for case in CASES.values() if case.promise in ("bytes", "needed", "message") and not case.refused]
    for number in range(220):
        case = some[number % len(some)]
        (root / f"{number:03} é.txt").write_bytes(case.data + str(number).encode())
    made = {}

    def read(label):
        made[label] = (tmp_path / "a.jsonl").read_bytes(), (tmp_path / "a.ledger.jsonl").read_bytes()
        (tmp_path / "a.jsonl").unlink()
        (tmp_path / "a.ledger.jsonl").unlink()

    for jobs in (1, 2, 8):
        assert run("normalize", root, "-o", tmp_path / "a.jsonl", "--index", "off", "-j", jobs)[0] == 0
        read(jobs)
    for environment, options in variants():
        command = [
            sys.executable,
            "-m",
            "corpuskit",
            "normalize",
            root,
            "-o",
            tmp_path / "a.jsonl",
            "--index",
            "off",
            "-j1",
            "--no-cache",
        ]
        subprocess.run(command, check=True, capture_output=True, env=os.environ | environment, **options)
        read(str((environment, options)))
    scandir = os.scandir

    def shuffled(path):
        entries = sorted(scandir(path), key=lambda entry: entry.name)
        random.Random(1).shuffle(entries)
        return contextlib.nullcontext(entries)

    monkeypatch.setattr(os, "scandir", shuffled)
    for file in root.iterdir():
        os.utime(file, (1, 1))
    code, _, err = run("normalize", root, "-o", tmp_path / "a.jsonl", "--index", "off", "-j", 1)
    assert code == 0, err
    read("shuffled")
    assert len(set(made.values())) == 1, [label for label in made if made[label] != made[1]]


def test_noise_is_no_text_wherever_it_stands():
    """A record of noise takes ten times the time and the memory of one of a text."""
    noise, text = random.Random(1).randbytes(200_000), BODY.encode() * 80
    for data in (noise, text + noise, text + noise + text):
        assert [finding.code for finding in judge(Seed(Path(), "a.txt"), data, Plan()).findings] == ["IO103"]
    for data in (text + bytes(9), BODY.encode() + b"\x0e1\x0f" * 40, BODY.encode("utf-16-le") * 99):
        assert not is_binary(data, "cp1252")


def test_a_flood_ends_in_a_count(tmp_path):
    root = tmp_path / "seeds"
    root.mkdir()
    (root / "a.txt").write_text("Prices\u202e rose\u200b again.\n" * 9000)
    for form in ("full", "concise"):
        _, out, err = run("check", root / "a.txt", "--output-format", form, "--show", "note")
        assert len((out + err).encode()) < 512_000 and "more findings" in out


@pytest.mark.parametrize("name", LEDGERS)
def test_what_does_not_belong_together_is_refused(pair, name, tmp_path):
    lines = [(pair.with_name(end)).read_bytes().splitlines(keepends=True) for end in ("a.jsonl", "a.ledger.jsonl")]
    forged = LEDGERS[name](*lines)
    assert forged != tuple(lines)
    for side, end in zip(forged, ("a.jsonl", "a.ledger.jsonl"), strict=True):
        (tmp_path / end).write_bytes(b"".join(side))
    code, out, err = run("verify", tmp_path / "a.jsonl")
    assert code == 1 and "a.jsonl:" in out
    shown(out, err)
    code, out, err = run("restore", tmp_path / "a.jsonl", "--to", tmp_path / "back")
    assert code == 2 and not (tmp_path / "back").exists() and "internal" not in err
    shown(out, err)


def test_a_key_that_stands_twice_is_refused_whatever_the_sums_say(pair, tmp_path):
    record, ledger = (pair.with_name(end).read_bytes().splitlines(True)[0] for end in ("a.jsonl", "a.ledger.jsonl"))
    twice = b'{"id":"x",' + record[1:]
    old, new = (hashlib.sha256(line).hexdigest().encode() for line in (record, twice))
    (tmp_path / "a.jsonl").write_bytes(twice)
    (tmp_path / "a.ledger.jsonl").write_bytes(ledger.replace(old, new))
    assert run("verify", tmp_path / "a.jsonl")[0] == 1
    assert run("restore", tmp_path / "a.jsonl", "--to", tmp_path / "back")[0] == 2
    assert not (tmp_path / "back").exists()


def test_the_page_on_security_counts_what_is_here():
    page = (Path(__file__).parents[2] / "docs" / "security.md").read_text(encoding="utf-8")
    counts = Counter(case.promise for case in (*CASES.values(), *NODES.values()))
    counts += Counter(promise for promise, _ in INDEXES.values())
    counts += Counter({"settings": len(SETTINGS), "ledger": len(LEDGERS), "once": len(CASES), "name": len(HARMLESS)})
    for key, promise in PROMISES.items():
        assert f"| {promise} | {counts[key]} |" in page, (promise, counts[key])
