"""langdetect's algorithm over its own profiles, to the last bit of every probability, in a fraction of the time.

langdetect draws n-grams of the text at random, seven times until one language is almost certain, and averages. Here
the same numbers are drawn and the same products made in the same order; what is saved is work around them: characters
are normalised by one table, the n-grams of a word are looked up once, and the row of an n-gram is made when it is
first seen, from profiles that stand in the order of their names (langdetect: that of the file system).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

Row = tuple[float, ...]
WORDS = 20_000  # words whose n-grams are remembered,
WORD = 24  # of so many characters at most; runs of Han and Thai do not come again
GRAMS = 200_000
SHARED = 2e-5  # of a probability that one language has: then no other has enough to end a trial

_LATIN = bytes(range(ord("A"), ord("z") + 1))
_FROM_U0300 = bytes(range(0xCC, 0x100))  # their first bytes in UTF-8; langdetect counts Vietnamese letters, too


class _Table(dict[int, str]):
    """What langdetect makes of a character, filled as characters turn up."""

    def __init__(self, normalise: Callable[[str], str]) -> None:
        self.normalise = normalise

    def __missing__(self, code: int) -> str:
        made = self[code] = self.normalise(chr(code))
        return made


class _Rows(dict[str, "Row | None"]):
    """How probable an n-gram is in each language; None where it is in no profile."""

    def __init__(self, profiles: list[dict[str, Any]]) -> None:
        self.counts = [(profile["freq"].get, profile["n_words"]) for profile in profiles]

    def __missing__(self, gram: str) -> Row | None:
        counts = [get(gram) for get, _ in self.counts]
        row = None
        if any(count is not None for count in counts):
            size = len(gram) - 1
            row = tuple(n / total[size] if n else 0.0 for n, (_, total) in zip(counts, self.counts, strict=True))
        if len(self) >= GRAMS:
            self.clear()
        self[gram] = row
        return row


class _Steps(dict[str, tuple[Row, ...]]):
    """The rows that langdetect lists when the last two or three characters it has read are these."""

    def __init__(self, rows: _Rows) -> None:
        self.rows = rows

    def __missing__(self, read: str) -> tuple[Row, ...]:
        if read[-2].isupper() and read[-1].isupper():
            found: list[Row | None] = []
        else:
            found = [self.rows[read[-n:]] for n in range(1, len(read) + 1) if read[-n:] != " "]
        if len(self) >= GRAMS:
            self.clear()
        made = self[read] = tuple(row for row in found if row is not None)
        return made


class Profiles:
    """The profiles of the installed langdetect: `probabilities(text)` for its languages, in order."""

    def __init__(self) -> None:
        from langdetect.detector import Detector
        from langdetect.utils.ngram import NGram

        profiles = [json.loads(file.read_bytes()) for file in files()]
        self.languages = tuple(str(profile["name"]) for profile in profiles)
        self.detector = Detector
        self.ngram = NGram
        self.table = _Table(NGram.normalize)
        self.steps = _Steps(_Rows(profiles))
        self.words: dict[str, list[Row]] = {}
        self.random = Random()

    def probabilities(self, text: str, seed: int = 0) -> list[float] | None:
        """The probability of each language; None where the text has no n-gram that a profile knows."""
        grams = self.grams(self.cleaned(text))
        if not grams:
            return None
        self.random.seed(seed)
        total = [0.0] * len(self.languages)
        trials = 7
        draws = _drawn(grams, self.random)
        for _ in range(trials):
            total = [t + p / trials for t, p in zip(total, self._trial(draws), strict=True)]
        return total

    def cleaned(self, text: str) -> str:
        """Without addresses, and without Latin letters where they are few."""
        if "http" in text:
            text = self.detector.URL_RE.sub(" ", text)
        if "@" in text:
            text = self.detector.MAIL_RE.sub(" ", text)
        if text.isascii():
            return text
        text = self.ngram.normalize_vi(text)
        data = text.encode("utf-8", "surrogatepass")
        latin = len(data) - len(data.translate(None, _LATIN))
        others = len(data) - len(data.translate(None, _FROM_U0300))
        if latin * 2 < others:
            text = data.translate(None, _LATIN).decode("utf-8", "surrogatepass")
        return text

    def grams(self, text: str) -> list[Row]:
        """The rows of the n-grams of `text`, in the order in which langdetect lists them."""
        if len(self.words) > WORDS:
            self.words.clear()
        found: list[Row] = []
        words = text.translate(self.table).split(" ")
        last = words.pop()
        known = self.words
        for word in words:
            if word in known:
                found += known[word]
            elif word:
                rows = self._rows(f" {word} ")
                found += rows
                if len(word) <= WORD:
                    known[word] = rows
        return found + self._rows(" " + last) if last else found

    def _rows(self, word: str) -> list[Row]:
        steps = self.steps
        found = list(steps[word[:2]])
        for i in range(len(word) - 2):
            found += steps[word[i : i + 3]]
        return found

    def _trial(self, draws: Iterator[Row]) -> list[float]:
        detector = self.detector
        alpha = detector.ALPHA_DEFAULT + self.random.gauss(0.0, 1.0) * detector.ALPHA_WIDTH
        weight = alpha / detector.BASE_FREQ
        even = 1.0 / len(self.languages)
        prob = [even * (weight + a) for a in next(draws)]
        total, leader = sum(prob), 0
        for _ in range(detector.ITERATION_LIMIT // 5):
            if not SHARED < prob[leader] / total < detector.CONV_THRESHOLD:
                best = max(prob)
                if best / total > detector.CONV_THRESHOLD:
                    break
                leader = prob.index(best)
            prob = [
                p / total * (weight + a) * (weight + b) * (weight + c) * (weight + d) * (weight + e)
                for p, a, b, c, d, e in zip(prob, *islice(draws, 5), strict=True)
            ]
            total = sum(prob)
        return [p / total for p in prob]


def _drawn(grams: list[Row], random: Random) -> Iterator[Row]:
    """`random.choice(grams)` without end, by the same random numbers."""
    size = len(grams)
    numbers = iter(partial(random.getrandbits, size.bit_length()), None)
    return map(grams.__getitem__, filter(size.__gt__, numbers))


def files() -> list[Path]:
    """The profiles of the installed langdetect, by name."""
    spec = find_spec("langdetect")
    assert spec and spec.submodule_search_locations
    folder = Path(next(iter(spec.submodule_search_locations))) / "profiles"
    return sorted(folder.iterdir())


@cache
def load() -> Profiles:
    """The profiles, read once a process."""
    return Profiles()
