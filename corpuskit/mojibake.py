"""ftfy under the product's settings, behind a gate that lets only lines through that it could change.

Most of ftfy's steps act only where one class of characters occurs, and its test for mojibake asks for a rare character
beside another one. The gate is one scan for those; it may be wrong in one direction only, and the tests prove that no
text which ftfy would change gets past it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache, partial

from corpuskit import latin
from corpuskit.marks import is_nfc, normalize, stacked

SEGMENT = 1_000_000  # ftfy looks at a line at a time, and at most at so many characters
MAX_AMPERSANDS = 500  # its time is quadratic in nested entities
MAX_STEPS = 24  # mojibake can be nested as deep as the line is long
WORK = 2_000_000  # characters that the steps of one line may read together

# Kinds of characters as they turn up when UTF-8 is read as something else.
BAD = "¦¤¨¬¯¸ƒˆˇ˘˛˜†‡‰⌐◊\ufffdªº"
LAW = "¶§"
MONEY = "¢£¥₧€"
OPEN = "¡«¿©΄΅‘‚“„•‹\uf8ff"
CLOSE = "®»˝”›™"
NUMBER = "²³¹±¼½¾×µ÷⁄∂∆∏∑√∞∩∫≈≠≡≤≥№"
FACE = "Ò-ÖÙ-Üò-öø-üŐŌŪŲ°"
UPPER = "À-ÑØÜÝĂĀĄĆČĎĐĘĚĒĖĞĢİĪĶĹĽŁĻŃŇŅŒŘŚŞŠŢŤŮŰŸŹŻŽҐ"
LOWER = "ßà-ñăąāćčďđęěēėğģįīķĺľłļœŕśşšťüźżžґﬁﬂ"
BOX = "│┌┐┘├┤┬┼═-╬▀▄█▌▐░▒▓"
LETTER = "α-ωάέήίΰа-џÞΑ-ΩΆΈΉΊΌΎΏΪΫЁ-Я"
C1 = "\x80-\x9f"
ODD = UPPER + LOWER + BOX + OPEN + CLOSE + MONEY + NUMBER + LAW

# What ftfy takes away or replaces wherever it stands, and what of it the pipeline leaves to other rules.
CONTROLS = "\x00-\x08\x0b\x0e-\x1f\x7f"
UNWANTED = "\u206a-\u206f\ufeff\ufff9-\ufffc"
BREAKS = "\r\u2028\u2029"
BROKEN = C1 + "\ud800-\udfff\x1b"

ENTITY = re.compile(r"&#?[0-9A-Za-z]{1,24};")

# Each branch stands at one character; the classes before it say which.
_AT_LOWER = f"""
    (?=[{OPEN}{CLOSE}][\\w{NUMBER}{OPEN}]) | (?<=[{BOX}{CLOSE}{MONEY}{NUMBER}].) | (?<=[œ])(?=[^A-Za-z])
"""
_ELSEWHERE = f"""
    (?<=[{BAD}])    (?: (?=[{ODD}{BAD}]) | (?<=[{ODD}].) | (?<=[a-zA-Z][{LETTER}].) )
  | (?<=[{UPPER}])  (?: (?=[{MONEY}{NUMBER}{LAW}{BOX}°]) | (?=[{OPEN}{CLOSE}][\\w{NUMBER}{OPEN}])
                      | (?<=[a-z].)(?=[{OPEN}]) | (?<=[{LOWER}α-ωάέήίΰа-џ{BOX}{CLOSE}{MONEY}{NUMBER}].) )
  | (?<=[ÂÃÎÐ])     (?=[œšžŠŸ\\xa0\\xad·–—´ {OPEN}{CLOSE}])
  | (?<=[Œ])        (?=[^A-Za-z])
  | (?<=‚Ä)
  | (?<=[ØÙ])       (?=[\\xa0\\xad·´–—―…’µŠ°Ÿ{MONEY}{BAD}{NUMBER}{OPEN}{CLOSE}][ØÙ])
  | (?<=[{MONEY}])  (?: (?=[{OPEN}]) | (?=[{CLOSE}][{OPEN}]) | (?<=[{LOWER}{BOX}{CLOSE}].)
                      | (?<=β.)(?=[™\\xa0Ά\\xad®°]) )
  | (?<=[{NUMBER}]) (?: (?=[{OPEN}]) | (?=[{CLOSE}][{OPEN}]) | (?<=[{BOX}].) | (?<=[{CLOSE}][{OPEN}].)
                      | (?<=×[²³]) | (?<=à[²µ¹¼½¾]) | (?<=√)(?=[±∂†≠®™´≤≥¥µø]) | (?<=≈)(?=[°¢]) )
  | (?<=[{LAW}])    (?: (?=[{CLOSE}][{OPEN}]) | (?<=[{BOX}].) | (?=[{BOX}]) )
  | (?<=[{BOX}])    (?: (?=[{FACE}{ODD}]) | (?<=[{UPPER}{LOWER}{OPEN}{CLOSE}{MONEY}{NUMBER}{LAW}].) )
  | (?<=‚)          (?=[âó][àä°ê])
  | (?<=[вВ]Ђ)
  | (?<=[ВГРС])     (?=[{C1}{BAD}{OPEN}{CLOSE}{MONEY}°µ][ВГРС])
  | (?<=[ΒΓΞΟ])     (?=[{C1}{BAD}{OPEN}{CLOSE}{MONEY}°][ΒΓΞΟ])
"""
_RARE = f"{BAD}{UPPER}{LOWER}{MONEY}{NUMBER}{LAW}{BOX}Ù‚ЂВГРСΒΓΞΟ"
_ASCII_CONTROLS = bytes([*range(9), 0x0B, *range(0x0D, 0x20), 0x7F])


@cache
def _gate(singles: str) -> re.Pattern[str]:
    """Where a character of `singles` stands, or one that may be mojibake by its neighbours."""
    branches = f"(?<=[{LOWER}])(?:{_AT_LOWER})|(?<![{LOWER}])(?:(?<=[{singles}])|{_ELSEWHERE})"
    return re.compile(f"[{singles}{_RARE}](?:{branches})", re.VERBOSE | re.DOTALL)


@cache
def _suspects() -> re.Pattern[str]:
    """A character without which the gate finds nothing."""
    return re.compile(f"[{BROKEN}{_RARE}]")


@cache
def _altered() -> re.Pattern[bytes]:
    """A space where UTF-8 would have another byte, which a program took for a space."""
    return re.compile(
        rb" (?:(?<=[\xc2\xc3\xc5\xce\xd0\xd9\xe2\xe3\xf0] )|(?<=[\xe0-\xe3\xf0][\x80-\xbf] )|(?<=\xf0.. ))", re.DOTALL
    )


def repair(text: str) -> str:
    """`text` as one pass of ftfy has it with curly quotes, ligatures and full-width letters left alone."""
    if _clean(text):
        return text
    if "\r" in text and len(text) <= SEGMENT:
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        if _clean(plain):
            return plain
    parts = []
    entities = True
    for segment in _segments(text):
        entities = entities and "<" not in segment
        parts.append(segment if _clean(segment, entities) else _fix(segment, entities))
    return "".join(parts)


def _segments(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        end = min(end, at + SEGMENT)
        yield text[at:end]
        at = end


def _clean(text: str, entities: bool = True) -> bool:
    """True only where ftfy changes nothing."""
    if entities and "&" in text and ENTITY.search(text):
        return False
    if text.isascii():
        return len(text.encode().translate(None, _ASCII_CONTROLS)) == len(text)
    found = _gate(CONTROLS + UNWANTED + BREAKS + BROKEN).search(text)
    return not found and is_nfc(text)


def _fix(text: str, entities: bool) -> str:
    from ftfy import fixes

    while True:
        before = text
        if entities and "&" in text:
            text = fixes.unescape_html(text)
        for step in _decodings(text, None):
            text = step
            if _clean(text, entities):
                return text
        text = fixes.fix_c1_controls(text)
        for mark in ("\r\n", "\r", "\u2028", "\u2029"):
            text = text.replace(mark, "\n")
        text = fixes.remove_terminal_escapes(fixes.fix_surrogates(text))
        text = fixes.remove_control_chars(text)
        text = normalize("NFC", text)
        if text == before or _clean(text, entities):
            return text


def needs_repair(text: str, rare: str) -> bool:
    """False only where `repair_line` leaves every line of `text`, which has these rare characters, alone."""
    if "&" in text and ENTITY.search(text):
        return True
    if latin.plain(rare) and not _suspects().search(rare):
        return False
    return bool(stacked(text) or _gate(BROKEN).search(text)) or not is_nfc(text)


def repair_line(line: str) -> str:
    """`line` (without line break) repaired until nothing changes, each step by ftfy; as it was where that is hopeless.

    Controls and other hidden characters stay: they are judged by a rule of their own.
    """
    if not needs_repair(line, latin.rare(line)):
        return line
    entities = "<" not in line and line.count("&") <= MAX_AMPERSANDS
    try:
        return _settle(line, entities)
    except _Tangled:
        return line


def _settle(line: str, entities: bool) -> str:
    from ftfy import fixes

    steps = min(MAX_STEPS, 2 + WORK // (len(line) + 1))
    for _ in range(steps):
        before = line
        if entities and "&" in line:
            line = fixes.unescape_html(line)
        line = fixes.fix_c1_controls(_fix_encoding(line, steps))
        line = fixes.remove_terminal_escapes(fixes.fix_surrogates(line))
        if not stacked(line):
            line = normalize("NFC", line)
        if line == before:
            return line
    raise _Tangled


class _Tangled(Exception):
    """A line takes more steps than anything that happens by accident."""


def _decodings(text: str, steps: int | None) -> Iterator[str]:
    """Each step of ftfy's `fix_encoding`; with `steps`, _Tangled where these do not suffice."""
    while not text.isascii() and _gate(C1).search(text):
        fixed = _one_step(text, steps)
        if fixed == text:
            return
        if steps is not None:
            if not steps:
                raise _Tangled
            steps -= 1
        text = fixed
        yield text


def _fix_encoding(text: str, steps: int | None) -> str:
    for step in _decodings(text, steps):
        text = step
    return text


def _one_step(text: str, steps: int | None) -> str:
    from ftfy import chardata, fixes
    from ftfy.badness import is_bad

    if not is_bad(text):
        return text
    latin = False
    for encoding in chardata.CHARMAP_ENCODINGS:
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        latin = latin or encoding == "latin-1"
        try:
            return _decode(data, encoding)
        except UnicodeDecodeError:
            continue
    fixed = chardata.UTF8_DETECTOR_RE.sub(partial(_embedded, len(text), steps), text)
    if fixed != text:
        return fixed
    if latin:
        try:
            fixed = text.encode("latin-1").decode("windows-1252")
        except UnicodeDecodeError:
            fixed = text
    return fixed if fixed != text else fixes.fix_c1_controls(text)


def _decode(data: bytes, encoding: str) -> str:
    from ftfy import fixes

    if encoding != "macroman" and _altered().search(data):
        data = fixes.restore_byte_a0(data)
    if encoding.startswith("sloppy") and (b"\x1a" in data or b"?" in data):
        data = fixes.replace_lossy_sequences(data)
    return data.decode("utf-8-variants" if 0xED in data or 0xC0 in data else "utf-8")


def _embedded(length: int, steps: int | None, match: re.Match[str]) -> str:
    part = match.group()
    if len(part) >= length:
        return part
    return _fix_part(part, steps) if len(part) <= 32 else _fix_long_part(part, steps)


def _fix_long_part(part: str, steps: int | None) -> str:
    from ftfy.badness import is_bad

    return _fix_encoding(part, steps) if is_bad(part) else part


_fix_part = lru_cache(maxsize=8192)(_fix_long_part)
