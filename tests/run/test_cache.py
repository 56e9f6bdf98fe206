"""The cache never decides: whatever became of it, of the files or of the settings, the output is that of a run without."""

import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpuskit import files, pipeline
from corpuskit.cli import main
from corpuskit.run import cached, draft

TEXT = "Prices rise for a third month\n\nPrices rose for the third month in a row, the bank said on Friday, day {}.\n"


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(draft, "CHUNK", 4)
    for number in range(15):
        write(f"{number:02}", TEXT.format(number))
    (tmp_path / "seeds" / "bad.txt").write_bytes("An ad here. CafÃ© and naïve, it said on Friday.\n".encode())
    age()
    return tmp_path


def write(name, text):
    path = Path("seeds", f"{name}.txt")
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def age():
    """Make the files as old as files mostly are: their times of contents, and the look at them a minute late."""
    for path in Path("seeds").iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))


@pytest.fixture
def later(monkeypatch):
    """Looks happen a minute later than they do, so that no file is young."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 60_000_000_000)


def run(*options):
    main(["normalize", "seeds", "-o", "out/a.jsonl", "--index", "off", "-j", "1", *options])
    return [Path("out", name).read_bytes() for name in ("a.jsonl", "a.ledger.jsonl")]


def done(monkeypatch):
    """The paths that are processed from now on."""
    paths = []
    process = pipeline.process

    def spy(data, path, plan, *rest):
        paths.append(path)
        return process(data, path, plan, *rest)

    monkeypatch.setattr("corpuskit.run.outcome.process", spy)
    return paths


def read(monkeypatch):
    """The paths that are read from now on."""
    paths = []
    of = files.read_below

    def spy(seed, *rest):
        paths.append(seed.path)
        return of(seed, *rest)

    monkeypatch.setattr(files, "read_below", spy)
    return paths


def test_unchanged_files_are_neither_read_nor_done(place, later, monkeypatch):
    first = run()
    again, looked = done(monkeypatch), read(monkeypatch)
    assert run() == first and again == [] and looked == []
    assert run("--no-cache") == first and len(again) == 16


def test_only_what_changed_is_done(place, later, monkeypatch):
    run()
    write("07", TEXT.format("seventy"))
    write("00a", TEXT.format("new"))
    Path("seeds/12.txt").unlink()
    Path("seeds/03.txt").rename("seeds/13b.txt")
    again = done(monkeypatch)
    made = run()
    assert again == ["00a.txt", "07.txt", "13b.txt"]
    assert run() == made and len(again) == 3
    assert run("--no-cache") == made


def test_a_fresh_checkout_is_read_and_not_done(place, later, monkeypatch):
    first = run()
    for path in Path("seeds").iterdir():
        os.utime(path)
    again = done(monkeypatch)
    assert run() == first and again == []
    looked = read(monkeypatch)
    assert run() == first and looked == []


def test_times_set_back_hide_no_change(place, later):
    run()
    path = Path("seeds/05.txt")
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Friday", b"Monday"))
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert b"Monday" in run()[0]


def test_a_change_in_the_same_tick_of_a_coarse_clock_is_seen(place, monkeypatch):
    monkeypatch.setattr(files, "status", lambda seen: f"{seen.st_size} {time.time_ns()} {time.time_ns()} 1")
    constant = time.time_ns()
    monkeypatch.setattr(files, "status", lambda seen: f"{seen.st_size} {constant} {constant} 1")
    path = Path("seeds/05.txt")
    run()
    path.write_bytes(path.read_bytes().replace(b"Friday", b"Monday"))
    assert b"Monday" in run()[0]


def kept():
    return sorted(path for path in Path(cached.FOLDER).iterdir() if path.name not in ("CACHEDIR.TAG", ".gitignore"))


def spoil(path, chance):
    """One of the things that happen to files."""
    data = path.read_bytes()
    lot = chance.randrange(8)
    if lot == 0:
        path.unlink()
    elif lot == 1:
        path.write_bytes(data[: chance.randrange(len(data) + 1)])
    elif lot in (2, 3):
        at = chance.randrange(len(data))
        path.write_bytes(data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :])
    elif lot == 4:
        path.write_bytes(bytes(chance.randrange(256) for _ in range(len(data))))
    elif lot == 5:
        path.write_bytes(chance.choice(kept()).read_bytes())
    elif lot == 6:
        path.unlink()
        chance.choice([Path.mkdir, os.mkfifo, lambda p: p.symlink_to("/dev/zero")])(path)
    else:
        path.write_bytes(data + b"\n" + data)
    if path.is_file():
        os.utime(path, (1_700_000_000, 1_700_000_000))


@pytest.mark.parametrize("seed", range(30))
def test_a_spoilt_cache_changes_nothing(place, later, seed):
    chance = random.Random(seed)
    first = run()
    if seed % 2:  # with a second part
        write("07", TEXT.format("seventy"))
        first = run()
    for path in chance.sample(kept(), chance.randint(1, len(kept()))):
        spoil(path, chance)
    assert run() == first
    assert run() == first


def test_lines_of_another_program_are_not_believed(place, later):
    first = run()
    for path in kept():
        path.write_bytes(path.read_bytes().replace(b"third month", b"fifth month").replace(b",0,", b",1,"))
        assert run() == first


def test_a_cache_that_was_carried_elsewhere_is_proved_and_used(place, later, monkeypatch):
    first = run()
    shutil.copytree(cached.FOLDER, "elsewhere")
    shutil.rmtree(cached.FOLDER)
    os.rename("elsewhere", cached.FOLDER)
    again = done(monkeypatch)
    assert run() == first and again == []


@pytest.mark.parametrize(
    "settings", ['source = "other"', 'encoding = "cp1250"', "uncurl_quotes = true", "max_bytes = 50"]
)
def test_other_settings_are_another_cache(place, later, settings):
    Path("corpuskit.toml").write_text("")
    run("--keep-going")
    Path("corpuskit.toml").write_text(settings)
    made = run("--keep-going")
    assert made == run("--keep-going", "--no-cache")


def test_what_a_person_says_of_a_file_is_part_of_it(place, later):
    Path("corpuskit.toml").write_text('metadata = "about.csv"')
    for url in ("https://example.org/1", "https://example.org/2", ""):
        Path("about.csv").write_text(f"path,url\n05.txt,{url}\n")
        made = run()
        assert url.encode() in made[0] and made == run() == run("--no-cache")


def test_the_gate_is_asked_again_when_something_changed(place, later, capsys):
    assert main(["index", "--write", "seeds"]) == 0
    job = ["normalize", "seeds", "-o", "out/a.jsonl", "-j", "1"]
    assert main(job) == 0 and main(job) == 0
    index = Path("seeds/INDEX.md")
    text = index.read_text()
    index.write_text(text.replace("05.txt", "05b.txt"))
    assert main(job) == 1
    index.write_text(text)
    assert main(job) == 0
    write("05", TEXT.format("five"))
    assert main(job) == 1 and main(job) == 1
    index.unlink()
    assert main(job) == 1


def test_rows_that_match_need_no_entries(place, later, monkeypatch):
    job = ["normalize", "seeds", "-o", "out/a.jsonl", "-j", "1"]
    assert main(["index", "--write", "seeds"]) == 0 and main(job) == 0
    path, index = write("05", TEXT.format("five")), Path("seeds/INDEX.md")
    old = re.search(r"05\.txt\).*([0-9a-f]{64})", index.read_text())[1]
    index.write_text(index.read_text().replace(old, hashlib.sha256(path.read_bytes()).hexdigest()))
    with monkeypatch.context() as patch:
        patch.setattr("corpuskit.run.gate.entries", None)
        assert main(job) == 0
    made = Path("out/a.jsonl").read_bytes()
    index.write_text(index.read_text().replace("06.txt", "66.txt"))
    assert main(job) == 1
    index.write_text(index.read_text().replace("66.txt", "06.txt"))
    write("20", TEXT.format("without a row"))
    assert main(job) == 1
    assert Path("out/a.jsonl").read_bytes() == made


def test_check_says_the_same(place, later, capsys, monkeypatch):
    said = []
    for options in (["--no-cache"], [], []):
        main(["check", "seeds", "--show", "note", *options])
        said.append(capsys.readouterr())
    assert said[0] == said[1] == said[2] and "ENC101" in said[0].out
    again = done(monkeypatch)
    main(["check", "seeds"])
    assert again == []


@pytest.mark.parametrize("name", ["a\tb", "a\nb", "a\t\t\tb", " ", "a\x1bb"])
def test_a_name_that_is_hardly_one_is_kept_and_found_again(place, later, capsys, name):
    write(name, TEXT.format(name))
    said = []
    for options in (["--no-cache"], [], [], []):
        code = main(["check", "seeds", "--show", "note", *options])
        said.append((code, capsys.readouterr()))
    assert said.count(said[0]) == 4


def test_part_of_a_corpus_uses_the_cache_and_leaves_it(place, later, monkeypatch):
    run()
    again = done(monkeypatch)
    main(["normalize", "seeds/05.txt", "seeds/06.txt", "-o", "b.jsonl", "--index", "off"])
    assert [json.loads(line)["id"] for line in Path("b.jsonl").read_text().splitlines()] == ["05", "06"]
    run()
    assert again == []


def test_many_changes_leave_few_files(place, later, monkeypatch):
    for number in range(25):
        write("07", TEXT.format(f"number {number}"))
        made = run()
    assert made == run("--no-cache")
    for path in kept():
        os.utime(path, (1, 1))
    write("08", TEXT.format("last"))
    assert run() == run("--no-cache")
    assert len(kept()) <= 2 * draft.PARTS + 1


def test_it_says_what_it_is_and_git_does_not_see_it(place, later):
    run()
    folder = Path(cached.FOLDER)
    assert (folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    subprocess.run(["git", "init", "-q"], check=True)
    status = subprocess.run(["git", "status", "--porcelain", "-uall"], check=True, capture_output=True, text=True)
    assert cached.FOLDER not in status.stdout


def test_it_can_be_cleared(place, later, capsys):
    run()
    assert main(["cache"]) == 0 and "MB" in capsys.readouterr().out
    assert main(["cache", "--clear"]) == 0 and not Path(cached.FOLDER).exists()
    assert main(["cache", "--clear"]) == 0
    Path(cached.FOLDER).mkdir()
    Path(cached.FOLDER, "mine").touch()
    assert main(["cache", "--clear"]) == 2 and Path(cached.FOLDER, "mine").exists()


def test_nothing_is_kept_in_a_corpus_nor_where_nothing_can_be_written(place, later, monkeypatch):
    monkeypatch.chdir("seeds")
    assert main(["normalize", ".", "-o", "../out.jsonl", "--index", "off"]) == 0
    assert not Path(cached.FOLDER).exists()
    monkeypatch.chdir(place)
    Path(cached.FOLDER).write_text("a file in its place")
    first = run()
    assert run() == first and Path(cached.FOLDER).is_file()


def command(output):
    return [sys.executable, "-m", "corpuskit", "normalize", "seeds", "-o", output, "--index", "off", "-j", "1"]


def test_two_runs_at_once_and_killed_ones_leave_a_sound_cache(place, later):
    expected = run("--no-cache")
    chance = random.Random(1)
    for number in range(4):
        write("07", TEXT.format("seven" * number))
        running = [subprocess.Popen(command(f"out/{n}.jsonl"), stderr=subprocess.DEVNULL) for n in "xy"]
        time.sleep(chance.uniform(0.1, 0.5))
        running[0].send_signal(signal.SIGKILL)
        for process in running:
            process.wait(60)
        assert Path("out/y.jsonl").read_bytes() == run("--no-cache")[0]
        assert run() == run("--no-cache")
    assert expected


def test_outputs_that_stand_are_left_and_others_are_made_again(place, later, monkeypatch):
    first = run()
    seen = [os.stat("out/a.jsonl"), os.stat("out/a.ledger.jsonl")]
    monkeypatch.setattr("corpuskit.outputs.copy", None)  # nothing is even written beside them
    assert run() == first and [os.stat("out/a.jsonl"), os.stat("out/a.ledger.jsonl")] == seen
    monkeypatch.undo()
    for spoil in (
        lambda path: path.unlink(),
        lambda path: path.write_bytes(path.read_bytes().replace(b"third", b"fifth")),
        lambda path: path.write_bytes(b""),
    ):
        for name in ("a.jsonl", "a.ledger.jsonl"):
            monkeypatch.chdir(place)
            spoil(Path("out", name))
            assert run() == first
    assert main(["normalize", "seeds", "-o", "out/b.jsonl", "--index", "off"]) == 0
    assert Path("out/b.jsonl").read_bytes() == first[0]


def test_errors_are_said_again(place, later, capsys):
    Path("seeds/20.txt").write_bytes(b"\x7fELF" + bytes(100))
    Path("corpuskit.toml").write_text('require = ["url"]')
    said = []
    for options in (["--keep-going"], ["--keep-going"], ["--keep-going"], []):
        code = main(["normalize", "seeds", "-o", "out/a.jsonl", "--index", "off", *options])
        said.append((code, re.sub(r" in [0-9.]+ s", "", capsys.readouterr().err)))
    assert said[0] == said[1] == said[2] and "20.txt" in said[0][1] and "url is required" in said[0][1]
    assert said[3][0] == 1 and "nothing was written" in said[3][1]


@pytest.mark.usefixtures("later")
def test_a_fix_is_seen_although_the_cache_knows_the_files_as_they_were(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write("a", "Pri\u200bces rose for a third month in a row, the bank said on Friday.\n")
    for arguments in ["index", "--write"], ["check"], ["check", "--fix", "--fail-on", "warning"]:
        assert main(arguments) == 0


def test_verbose_tells_what_took_the_time(place, later, capsys):
    for stages in (("do the files", "write lines", "keep for the next run"), ("start and look",)):
        main(["normalize", "seeds", "-o", "out/a.jsonl", "--index", "off", "-j", "1", "-v"])
        said = capsys.readouterr().err
        assert all(re.search(rf"took: .*{stage} [0-9.]+ s", said) for stage in stages), said
