"""Language: langdetect's answer, how often it is right, how fast, and always the same."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from langdetect import DetectorFactory
from text import Row, say, seconds

from corpuskit import language
from corpuskit.language import backends, close, english, profiles
from corpuskit.language.plain import plain_language
from corpuskit.pipeline import Plan, process

WIDTH = 400
RUNS = 20
SCORES = """
import gzip, json, sys
from corpuskit import language
from corpuskit.language import backends
if sys.argv[2] == "plain":
    backends.find_spec = lambda name: None
with gzip.open(sys.argv[1] + "/docs.jsonl.gz", "rt", encoding="utf-8") as file:
    for line in list(file)[::9]:
        found = language.detect(json.loads(line)["text"])
        print(found.tag, found.score)
"""


def report(docs: list[Row], lines: list[Row]) -> None:
    """Print the figures of language."""
    print("\nlanguage")
    texts = [language.middle(text, language.WINDOW) for _, text in docs]
    same_bits(texts, [text for _, text in lines])
    rightness(docs, lines)
    short(lines)
    speed(texts)
    plain_texts(texts)
    mixtures(docs)
    any_workers(docs)


def reference() -> DetectorFactory:
    """langdetect with its profiles in the order of their names."""
    factory = DetectorFactory()
    factory.load_json_profile([file.read_text(encoding="utf-8") for file in profiles.files()])
    return factory


def asked(factory: DetectorFactory, text: str) -> list[float] | None:
    detector = factory.create()
    detector.seed = 0
    detector.append(text)
    try:
        detector.get_probabilities()
    except Exception as error:
        if type(error).__name__ != "LangDetectException":
            raise
        return None
    return list(detector.langprob)


def same_bits(texts: list[str], lines: list[str]) -> None:
    factory = reference()
    ours = profiles.load()
    wrong = sum(asked(factory, text) != ours.probabilities(text) for text in [*texts, *lines])
    say(f"probabilities that differ from langdetect's: {len(texts) + len(lines)} texts", wrong, "0")
    try:
        import langdetect_rs
    except ImportError:
        say("langdetect-rs", "not installed")
        return
    fast = langdetect_rs.DetectorFactory()
    fast.load_json_profile([file.read_text(encoding="utf-8") for file in profiles.files()])
    wrong = sum(asked(fast, text) != ours.probabilities(text) for text in [*texts, *lines])
    say(f"probabilities of langdetect-rs that differ: {len(texts) + len(lines)} texts", wrong, "0")


def known() -> dict[str, str]:
    """The tags of the development text that langdetect has a profile for, and what they are called here."""
    tags = {tag: tag for tag in profiles.load().languages}
    return tags | {"nb": "no", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


def rightness(docs: list[Row], lines: list[Row]) -> None:
    tags = known()
    for what, rows in (("documents", docs), ("lines, joined", joined(lines))):
        right, count = Counter[str](), Counter[str]()
        for lang, text in rows:
            for at in range(0, len(text) - WIDTH + 1, WIDTH) if lang in tags else ():
                count[tags[lang]] += 1
                right[tags[lang]] += language.detect(text[at : at + WIDTH]).tag == tags[lang]
        share = 100 * right.total() / count.total()
        say(
            f"{what}: {count.total()} pieces of {WIDTH} characters, {len(count)} languages",
            f"{share:.2f} % right",
            ">= 99 %",
        )
        worst = sorted(count, key=lambda tag: right[tag] / count[tag])[:3]
        say("  worst", ", ".join(f"{tag} {100 * right[tag] / count[tag]:.1f} %" for tag in worst))
    for lang in sorted({lang for lang, _ in docs} - set(tags)):
        found = Counter(language.detect(text).tag for name, text in docs if name == lang)
        say(f"  no profile: {lang}", ", ".join(f"{tag} {n}" for tag, n in found.most_common(3)))


def joined(lines: list[Row]) -> Iterator[Row]:
    texts: dict[str, list[str]] = defaultdict(list)
    for lang, text in lines:
        texts[lang].append(text)
    return ((lang, " ".join(parts)) for lang, parts in texts.items())


def short(lines: list[Row]) -> None:
    tags = known()
    for low, high in ((20, 50), (50, 100), (100, 200)):
        rows = [(tags[lang], t) for lang, t in lines if lang in tags and low <= sum(map(str.isalpha, t)) < high]
        found = [(tag, language.detect(text).tag) for tag, text in rows]
        answered = [(tag, said) for tag, said in found if said != language.UNDETERMINED]
        right = 100 * sum(tag == said for tag, said in answered) / len(answered)
        say(f"lines of {low} to {high} letters: {len(rows)}, {len(rows) - len(answered)} und", f"{right:.2f} % right")


def speed(texts: list[str]) -> None:
    for backend, target in ((backends.Langdetect, "<= 2.5 ms"), (backends.LangdetectRust, "<= 0.1 ms")):
        try:
            made = backend()
        except ImportError:
            continue
        spent = seconds(lambda text, made=made: made.rank(text, 0), texts) / len(texts) * 1000
        say(f"{made.name}: time for 1,000 characters, all languages", f"{spent:.3f} ms", target)
    factory, some = reference(), texts[::20]
    spent = seconds(lambda text: asked(factory, text), some, 1) / len(some) * 1000
    say("langdetect itself", f"{spent:.3f} ms")
    code = "from time import process_time as now; start = now(); from corpuskit.language.profiles import load; load(); print(now() - start)"
    loading = float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)
    say("profiles, once a process", f"{loading * 1000:.0f} ms")


def always_the_same(folder: str) -> None:
    """The same answers in runs with other hash seeds, and with and without the extra `fast`."""
    seen = set()
    for run in range(RUNS):
        env = {"PYTHONHASHSEED": str(run), "PATH": ""}
        command = [sys.executable, "-c", SCORES, folder, "plain" if run % 4 else "as it is"]
        seen.add(subprocess.run(command, check=True, capture_output=True, env=env).stdout)
    say(f"different outcomes of {RUNS} runs", len(seen), "1")


def any_workers(docs: list[Row]) -> None:
    texts = [text for _, text in docs][::9]
    seen = set()
    for workers in (1, 2, 4):
        with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
            seen.add(tuple((found.tag, found.score) for found in pool.map(language.detect, texts, chunksize=7)))
    say("different outcomes of 1, 2 and 4 workers", len(seen), "1")


def plain_texts(texts: list[str]) -> None:
    taken = [(text, tag) for text in texts if (tag := "en" if english.plainly_english(text) else plain_language(text))]
    ranked = [(tag, backends.get(backends.DEFAULT).rank(text, 0)[0]) for text, tag in taken]
    other = sum(tag != found or round(score, 2) != 1 for tag, (found, score) in ranked)
    say(f"answered without a profile: {len(taken)} of {len(texts)}", f"{other} otherwise than langdetect", "0")


def mixtures(docs: list[Row]) -> None:
    """Paragraphs of another language put into documents, and documents in one language that are flagged."""
    tags = known()
    rows = [(lang, text.replace("\n", " ")) for lang, text in docs if lang in tags]
    single = sum(bool(mixed(text)) for lang, text in docs if lang in tags)
    say(f"documents in one language flagged as mixed: {len(rows)}", single, "0")
    chosen = random.Random(2)
    found = count = 0
    while count < 500:
        (lang, text), (other, foreign) = chosen.sample(rows, 2)
        words = text.split()
        parts = [" ".join(words[at : at + 50]) + "." for at in range(0, len(words), 50)]
        if len(parts) < 3 or len(foreign) < 300 or close.same(tags[lang], tags[other]):
            continue
        at, start = chosen.randrange(len(parts)), chosen.randrange(len(foreign) - 299)
        piece = foreign[start : start + 300].strip() + "."
        text = "\n\n".join([*parts[:at], piece, *parts[at:]])
        place = text.index(piece) + len(piece) // 2
        count += 1
        found += any(start <= place < end for start, end in mixed(text))
    say(f"paragraphs of 300 characters in another language: {count}", f"{100 * found / count:.1f} % found")


def mixed(text: str) -> list[tuple[int, int]]:
    found = process(text.encode(), "a.txt", Plan(findings_only=True)).findings
    return [(finding.start, finding.end) for finding in found if finding.code == "LANG103"]
