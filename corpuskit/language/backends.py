"""Who is asked: langdetect's algorithm, the same in Rust, or py3langid, behind one protocol."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Any, Protocol

from corpuskit.errors import CorpuskitError

Ranked = list[tuple[str, float]]
DEFAULT = "langdetect"
RUST = "langdetect-rs"
OTHER = "py3langid"
NAMES = (DEFAULT, OTHER)  # what a setting may name; the Rust one stands in for the default where it is installed
LEAST = 0.1  # langdetect names no language that is less probable

# Texts and the probability of their language, by langdetect 1.0.9: what a stand-in must answer.
PROBES = (
    (
        "Il governo ha detto martedì che i colloqui andranno avanti anche nella prossima settimana.",
        "it",
        0.999997709515829,
    ),
    ("Regjeringen sier at prisene steg", "no", 0.7065312753085843),
    ("Bankas cenas pieauga", "lt", 0.571426154085287),
    ("政府周二表示谈判将于", "ko", 0.857140107404428),
)


class Backend(Protocol):
    """`rank(text, seed)` gives tags with their probabilities, the most probable first; none for text it cannot read.

    `drawn` says whether the answer depends on the seed.
    """

    name: str
    drawn: bool

    def rank(self, text: str, seed: int) -> Ranked: ...


class Langdetect:
    """langdetect's algorithm over its profiles, as `profiles` runs it."""

    name, drawn = DEFAULT, True

    def rank(self, text: str, seed: int) -> Ranked:
        from corpuskit.language.profiles import load

        profiles = load()
        found = profiles.probabilities(text, seed) or []
        return _sorted([(tag, p) for tag, p in zip(profiles.languages, found, strict=False) if p > LEAST])


class LangdetectRust:
    """langdetect-rs: the same probabilities, to the last bit, over profiles in the same order."""

    name, drawn = RUST, True

    def __init__(self) -> None:
        import langdetect_rs

        from corpuskit.language.profiles import files

        self.error = langdetect_rs.LangDetectException
        self.factory = langdetect_rs.DetectorFactory()
        self.factory.load_json_profile([file.read_text(encoding="utf-8") for file in files()])

    def rank(self, text: str, seed: int) -> Ranked:
        detector: Any = self.factory.create()
        detector.seed = seed
        detector.append(text)
        try:
            return [(found.lang, found.prob) for found in detector.get_probabilities()]
        except self.error:
            return []


class Langid:
    """py3langid: 97 languages, by one look at the text."""

    name, drawn = OTHER, False

    def __init__(self) -> None:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        self.identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    def rank(self, text: str, seed: int) -> Ranked:
        tag, probability = self.identifier.classify(text)
        return [(tag, float(probability))]


def _sorted(found: Ranked) -> Ranked:
    return sorted(found, key=lambda entry: entry[1], reverse=True)


def require(name: str) -> None:
    """CorpuskitError if the backend of that name is not installed."""
    if name == OTHER and not find_spec("py3langid"):
        raise CorpuskitError("py3langid is not installed", "install the extra `lid`, or leave language_backend out")


@cache
def get(name: str) -> Backend:
    """The backend of that name, made once a process; CorpuskitError if it is not installed."""
    require(name)
    if name == OTHER:
        return Langid()
    if find_spec("langdetect_rs"):
        fast = LangdetectRust()
        if agrees(fast):
            return fast
    return Langdetect()


def note() -> str:
    """Why an installed langdetect-rs is not used; nothing where all is well, or nobody was asked."""
    if get.cache_info().currsize and find_spec("langdetect_rs") and get(DEFAULT).name != RUST:
        return "langdetect-rs disagrees with langdetect, which is asked instead"
    return ""


def agrees(backend: Backend) -> bool:
    """Whether `backend` answers the probes as langdetect does."""
    for text, tag, score in PROBES:
        found = backend.rank(text, 0)
        if not found or found[0][0] != tag or abs(found[0][1] - score) > 1e-12:
            return False
    return True
