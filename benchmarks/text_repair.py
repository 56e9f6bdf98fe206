"""Repair against ftfy: the same text to the last character, and how much sooner."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import ftfy
from text import Row, chunks, say, seconds

from corpuskit import mojibake, repair

CONFIG = ftfy.TextFixerConfig(uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False, explain=False)
DAMAGE = ("sloppy-windows-1252", "latin-1", "sloppy-windows-1251", "macroman", "sloppy-windows-1250")
DEPTH = 3
SPEED = ("ASCII", "en", "fr", "ru", "zh-hans")
BATCH = 500


def report(docs: list[Row], lines: list[Row], sdist: Path | None, strings: int) -> None:
    """Print the figures of repair."""
    print("\nrepair")
    if sdist:
        cases = json.loads((sdist / "tests" / "test_cases.json").read_text(encoding="utf-8"))
        compare("ftfy's own test cases", [case["original"] for case in cases])
    texts = [text for _, text in lines]
    compare("lines, clean", texts)
    compare("documents, clean", [text for _, text in docs])
    for newline in ("\r\n", "\r\r\n", "\r"):
        compare(f"documents with {newline!r}", [text.replace("\n", newline) for _, text in docs])
    for encoding in DAMAGE:
        for depth, damaged in enumerate(damages(texts, encoding), 1):
            compare(f"lines, {encoding}, {depth} times", damaged)
    compare("documents, damaged", [damage(text, DAMAGE[i % len(DAMAGE)]) for i, (_, text) in enumerate(docs)])
    compare("pairs of all interesting characters", list(batched(pairs())))
    compare(f"{strings} random strings", batched(random_strings(strings)))
    speed(docs)


def compare(what: str, texts: list[str] | Iterator[str]) -> None:
    """Say in how many texts `repair` differs from ftfy."""
    count = wrong = size = 0
    for text in texts:
        count += 1
        size += len(text)
        wrong += repair(text) != ftfy.fix_text(text, CONFIG)
    say(f"{what}: {count} texts, {size} characters", f"{wrong} differ", "0")


def damage(text: str, encoding: str) -> str:
    """UTF-8 read as `encoding`."""
    return text.encode("utf-8", "surrogatepass").decode(encoding, "replace")


def damages(texts: list[str], encoding: str) -> Iterator[list[str]]:
    for _ in range(DEPTH):
        texts = [damage(text, encoding) for text in texts]
        yield texts


def alphabet() -> str:
    """Every character that a class of the gate or of ftfy's badness names, and some that no class does."""
    gate = mojibake._gate(mojibake.CONTROLS + mojibake.UNWANTED + mojibake.BREAKS + mojibake.BROKEN)
    named = {c for c in map(chr, range(0x80, 0x2600)) if gate.pattern.count(c)}
    ranges = [
        chr(code)
        for start, end in ((0x80, 0x180), (0x384, 0x400), (0x400, 0x460), (0x2500, 0x25A0))
        for code in range(start, end)
    ]
    return "".join(
        sorted(named | set(ranges) | set("aZ7 .,?&;\x07\x1a\x1b\x7f–—’“”…€™\u0301\u2028\ufb01\ufeff\ufffd漢क"))
    )


def pairs() -> Iterator[str]:
    letters = alphabet()
    for one, other in itertools.product(letters, letters):
        yield f"{one}{other}"
        yield f"x{one}{other}y"


def random_strings(count: int) -> Iterator[str]:
    letters = alphabet()
    bad = mojibake.BAD + mojibake.OPEN + mojibake.CLOSE + mojibake.MONEY + mojibake.NUMBER + "ÃÂâ€ðŸÐÑØÙА" + " a"
    chosen = random.Random(20)
    for number in range(count):
        yield "".join(chosen.choices(bad if number % 2 else letters, k=chosen.randint(2, 9)))


def batched(strings: Iterator[str]) -> Iterator[str]:
    """Lines of one text: ftfy judges each line by itself."""
    while batch := list(itertools.islice(strings, BATCH)):
        yield "\n".join(batch)


def speed(docs: list[Row]) -> None:
    kinds: dict[str, list[str]] = {name: [text for lang, text in docs if lang == name] for name in SPEED}
    english = " ".join(kinds["en"])
    kinds["ASCII"] = list(cut(english.encode("ascii", "ignore").decode()))
    kinds["en"] = list(cut(curly(english)))
    kinds.update({name: list(cut("\n".join(kinds[name]))) for name in ("fr", "ru", "zh-hans")})
    heavy = [damage(text, "sloppy-windows-1252") for name in ("fr", "ru", "zh-hans") for text in kinds[name]]
    names = {"en": "curly English", "fr": "French", "ru": "Russian", "zh-hans": "Chinese"}
    for name, texts in (*kinds.items(), ("heavy mojibake", heavy)):
        ratio(names.get(name, name), texts, ">= 3" if name == "heavy mojibake" else ">= 20")


def curly(text: str) -> str:
    return text.replace("'", "’").replace(' "', " “").replace('"', "”")


def cut(text: str, size: int = 5000) -> Iterator[str]:
    """Documents of `size` characters, with a line break where each seventh sentence ends."""
    parts = text.split(". ")
    lined = "\n".join(". ".join(part) + "." for part in chunks(parts, 7))
    yield from (lined[at : at + size] for at in range(0, min(len(lined), 20 * size), size))


def ratio(what: str, texts: list[str], target: str) -> None:
    ours = seconds(repair, texts)
    usual = seconds(ftfy.fix_text, texts, 2)
    same: Callable[[str], str] = lambda text: ftfy.fix_text(text, CONFIG)
    alike = seconds(same, texts, 2)
    mean = ours / len(texts) * 1000
    say(
        f"speed, {what}: {mean:.3f} ms a text; to fix_text, and configured alike",
        f"{usual / ours:.1f} x, {alike / ours:.1f} x",
        target,
    )
