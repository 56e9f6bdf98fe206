"""The kit for names: what stands behind "by" or alone on a line, read as persons, agencies or neither."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from corpuskit.document import Line, fold
from corpuskit.rules.dates import calendar
from corpuskit.rules.rule import lazy, phrases
from corpuskit.values import struct

MAX_TOKENS = 4  # of one name, particles not counted
MAX_NAMES = 8
MAX_LENGTH = 160  # code points of a byline; a longer part is prose
MAX_REST = 6  # words behind a labelled name that may be thrown away: a role, a place
LABEL_WORDS = 4  # words in the longest by-word
SIGNED_WORDS = 16  # of a line that is a byline and nothing else
GLUED_WORDS = ("by", "von", "par", "por", "author", "autor")  # to which pages glue the name
GLUED_LETTERS = "bvpa"
PARTICLES = frozenset(["al", "bin", "ben", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "e", "el", "ibn", "la", "le", "ter", "ten", "van", "vom", "von", "y", "zu", "zur"])  # fmt: skip
CUTS = frozenset(
    ["and", "at", "by", "for", "from", "in", "nach", "of", "on", "published", "the", "via", "with"]
)  # end a name whatever their case
JOINTS = frozenset(",;&+、，/")
AND = frozenset(["a", "and", "avec", "con", "e", "en", "et", "i", "ja", "mit", "och", "og", "und", "ve", "with", "y", "και", "и", "та", "і"])  # fmt: skip
BETWEEN = re.compile(
    r"\s*[,;&+、，]\s*(?:(?:and|und|et|y|og|och|e|en)\s+)?|\s+/\s+|(?<=[^\W\d_])/(?=[^\W\d_])"
    rf"|\s+(?:{'|'.join(sorted(AND))})\s+",
    re.IGNORECASE,
)
PARTS = re.compile(r"\s*[|•·~▪●]\s*|\s+[-–—/→]+\s+|\s{2,}|\t|\s[–—]\s?|\s?[–—]\s")
GLUED = re.compile(r"(?:By|BY|Von|Par|Por|Author|Autor)(?=[^\W\d_a-z][.\w’'-]*\s)")
OTHER_HANDS = frozenset(["compiled", "designed", "edited", "editing", "illustrated", "produced", "translated"])
INNER_LENGTH = 60  # code points in which a by-word stands that ends a few words
INNER_WORDS = frozenset(["Author", "Autor:", "By", "Par", "Por", "Text:", "Von", "by", "durch", "par", "por", "von"])
INNER = re.compile(r"(?:^|\s)(?:by|von|par|por|Author|Autor:|Von|By|Par|Por|durch|Text:)\s+(?=[^\W\d_])")
HANDLE_MARKS = frozenset("(<[@")
HANDLE = re.compile(r"\s?[(<\[].*|\s?[a-z0-9._]{4,}@\S+\.\S.*|\s?@.*")
HUMP = re.compile("[a-z][A-Z]")
CAMEL = re.compile(
    r"(?<=[a-z])(?=(?:Contributor|Twitter|Reporter|Editor|Staff|Senior|Correspondent|Updated|Published|Follow"
    r"|Associated Press|Reuters|AFP|CEO|CTO|Founder|Freelance|Redakteur|Redakteurin|Journalist)\b)"
)
CASELESS = lazy(r"[\u0590-\u0eff\u1000-\u109f\u10d0-\u10ff\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]")
HAN_NAME = lazy(r"[\u4e00-\u9fff々]{1,3}[ \u3000]?[\u4e00-\u9fff々\u3040-\u30ff]{1,3}")
HANGUL = lazy(r"([\uac00-\ud7af]{2,4})\s?(?:기자|특파원|인턴기자|논설위원|선임기자)$")
_INNER_MARKS = dict.fromkeys(map(ord, "-'’."))
_DIGIT = re.compile(r"\d")
USER = re.compile(r"[^\W\d][\w.-]{1,24}")
_MARK = re.compile(r"[\s:：=＝／/]")
_WORD = re.compile(r"[^\s:：=＝／/]+(?:\s*[:：=＝／/]\s*|\s+)")


@struct
class Names:
    """Names and how they read: person, single (one word), user (a handle), agency, or caseless (no capitals)."""

    names: tuple[str, ...]
    kind: str
    role: bool = False


def parse(text: str, labelled: bool) -> Names | None:
    """The names in `text`, or None when it is not a list of names; `labelled` says that a by-word stood before."""
    text = CAMEL.sub(", ", text) if HUMP.search(text) else text
    text = (text if HANDLE_MARKS.isdisjoint(text) else HANDLE.sub("", text)).strip(" \t:.,;–—-*|·•/")
    if not text or len(text) > MAX_LENGTH:
        return None
    if not text.isascii() and CASELESS.search(text):
        return _caseless(text, labelled)
    if labelled and USER.fullmatch(text) and not text.isalpha():
        return Names((text,), "user")
    if _DIGIT.search(text):
        return None
    joined = not JOINTS.isdisjoint(text) or not AND.isdisjoint(text.casefold().split())
    parts = BETWEEN.split(text) if joined else [text]
    if len(parts) > MAX_NAMES:
        parts = parts[:MAX_NAMES] if labelled else []
    return _names([part for part in parts if part.strip()], labelled)


def _names(parts: list[str], labelled: bool) -> Names | None:
    found: dict[str, list[str]] = {"person": [], "agency": [], "single": [], "user": [], "role": []}
    for part in parts:
        kind, name = _part(part, labelled)
        if not kind:
            if labelled and found["person"]:
                break
            return None
        if kind == "person" and found["person"] and found["agency"] and not given(name):
            continue
        if name not in found[kind]:
            found[kind].append(name)
    role = bool(found["role"])
    for kind in ("person", "agency"):
        if found[kind]:
            return Names(tuple(found[kind]), kind, role)
    for kind in ("single", "user"):
        if len(found[kind]) == 1 and len(parts) == 1 + role:
            return Names(tuple(found[kind]), kind, role)
    return None


def _part(part: str, labelled: bool) -> tuple[str, str]:
    """One part of a byline: a person, a single name, a user, an agency, a role, or nothing of the kind."""
    part = part.strip()
    key = fold(part)
    if key in phrases("agency"):
        return "agency", part
    if key in phrases("role"):
        return "role", ""
    tokens = part.split()
    taken = _taken(tokens)
    rest = tokens[len(taken) :]
    if rest and not (labelled and len(rest) <= MAX_REST) and not _role_in(rest):
        return "", ""
    count = sum(token not in PARTICLES for token in taken)
    if count > 1:
        return ("person", " ".join(taken).rstrip(",.:")) if count <= MAX_TOKENS else ("", "")
    if len(tokens) > 1 and not rest:
        return "", ""
    if count == 1 and not rest:
        return "single", taken[0]
    return ("user", part) if labelled and len(tokens) == 1 and USER.fullmatch(part) and not _never(part) else ("", "")


def _never(word: str) -> bool:
    return word.casefold() in phrases("not-a-name") or word.casefold() in _days()


@cache
def _days() -> frozenset[str]:
    """Days of the week that are no given name and no part of one."""
    return calendar().days - given_names() - PARTICLES


def _role_in(tokens: list[str]) -> bool:
    return any(
        token.casefold().strip(",.()") in phrases("role") | phrases("role-rank") for token in tokens[: MAX_REST + 1]
    )


@cache
def _tails() -> frozenset[str]:
    return phrases("agency") | phrases("role")


@cache
def _ends() -> frozenset[str]:
    """The words that end a name."""
    return CUTS | _days() | phrases("role") | phrases("role-rank")


def _taken(tokens: list[str]) -> list[str]:
    """The tokens from the first on that are one name, without the agency or role behind them."""
    taken: list[str] = []
    never, ends = phrases("not-a-name"), _ends()
    for token in tokens:
        bare = token.strip("“”\"'‘’.,()")
        folded = bare.casefold()
        if folded in ends:
            break
        if len(taken) > 1 and folded in calendar().months:
            break
        if folded in never and not (taken and bare in PARTICLES):
            return taken if len(taken) > 1 else []
        if not (bare[:1].isupper() or (taken and folded in PARTICLES and bare.islower())):
            break
        if not bare.isalpha() and not bare.translate(_INNER_MARKS).isalpha():
            break
        taken.append(token if token.endswith(".") and len(token) <= 3 else token.rstrip(",."))
    half = len(taken) // 2
    if half and taken[:half] == taken[half:]:
        taken = taken[:half]
    for start in range(2, len(taken)):
        if fold(" ".join(taken[start:])) in _tails():
            taken = taken[:start]
            break
    while taken and taken[-1] in PARTICLES:
        taken.pop()
    return taken


def _caseless(text: str, labelled: bool) -> Names | None:
    hangul = HANGUL.search(text)
    if hangul:
        return Names((hangul[1],), "caseless", True)
    if HAN_NAME.fullmatch(text) and text not in phrases("section-word"):
        return Names((text,), "caseless")
    if not labelled:
        return None
    names = [part.strip() for part in re.split(r"[,،、，;/／]|\sو\s", text) if part.strip()]
    if names and len(names) <= MAX_NAMES and all(len(n) <= 30 and len(n.split()) <= MAX_TOKENS for n in names):
        return Names(tuple(names), "caseless")
    return None


@cache
def given_names() -> frozenset[str]:
    """Common given names of many languages, folded, or the first part of one with a hyphen; our own list."""
    return frozenset(Path(__file__).with_name("given_names.txt").read_text(encoding="utf-8").split())


def given(name: str) -> bool:
    """Whether `name` begins with a common given name."""
    first = name.split()[0].casefold().strip(".,")
    return first.split("-")[0] in given_names()


def label(text: str, *, inside: bool = True) -> int:
    """How many characters of `text` are a by-word, with the white space or colon behind it; 0 where it has none.

    A by-word `inside` ends a few words that are no name.
    """
    glued = GLUED.match(text)
    if glued:
        return glued.end()
    known = phrases("byline")
    at = best = 0
    for number in range(LABEL_WORDS):
        match = _WORD.match(text, at)
        if not match:
            break
        at = match.end()
        said = fold(text[:at])
        if said in known:
            best = at
        elif not number and said.rstrip("/= ") not in _first_words():
            break
    if best or not inside or INNER_WORDS.isdisjoint(text[:INNER_LENGTH].split()):
        return best
    inner = INNER.search(text, 0, INNER_LENGTH)
    if inner and inner.start() and inner[0].strip() in PARTICLES and given(text):
        return 0
    if inner and fold(text[: inner.start()]).partition(" ")[0] in OTHER_HANDS:
        return 0
    return inner.end() if inner and text.count(" ", 0, inner.end()) <= LABEL_WORDS else 0


@cache
def _first_words() -> frozenset[str]:
    return frozenset([fold(_MARK.split(phrase, maxsplit=1)[0]) for phrase in phrases("byline") if phrase])


def begins(word: str) -> bool:
    """Whether a by-word begins with a folded word, or is glued to it."""
    return word in _first_words() or (word[0] in GLUED_LETTERS and word.startswith(GLUED_WORDS))


def signed(line: Line) -> bool:
    """Whether a line begins with a by-word and goes on with a name."""
    words = line.words
    if not 2 <= len(words) <= SIGNED_WORDS or not begins(words[0].casefold()):
        return False
    skip = label(line.text)
    return bool(skip) and line.text[skip : skip + 1].isupper()


def hinted(line: Line, near: bool) -> bool:
    """Whether a line may be or hold names: it has a by-word, or reads as names do.

    Those that stand `near` a date begin and end with a capital; others begin with a common given name, too.
    """
    words = line.words
    first = words[0]
    low = first.casefold()
    if begins(low) or "@" in line.text or not _INSIDE.isdisjoint(words):
        return True
    if first[0] >= FIRST_CASELESS:
        return len(line.text) <= CASELESS_LENGTH or bool(HANGUL.search(line.text))
    if not 2 <= len(words) <= HINTED_WORDS or line.ends_sentence:
        return False
    capital = first[0].isupper() and words[-1][0].isupper()
    return capital and (near or low.split("-")[0] in given_names())


CASELESS_LENGTH = 12  # code points of a line without a by-word in a script without capitals that may be a name
_INSIDE = frozenset(["Author", "Autor", "By", "Par", "Por", "Text", "Von", "by", "durch", "par", "por", "von"])
HINTED_WORDS = 14  # of a line without a by-word that may be a list of names
FIRST_CASELESS = "\u0590"


def is_person(text: str) -> bool:
    """Whether `text` is nothing but one name that begins with a common given name."""
    tokens = text.split()
    return 2 <= len(tokens) <= MAX_TOKENS and given(text) and _taken(tokens) == tokens
