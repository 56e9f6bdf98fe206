"""The kit for dates: strict patterns over the names of months in many languages. Nothing is guessed here.

A day and a month that could be each other are read only when the caller knows the order. Relative dates ("yesterday"),
dates without a year and dates that no calendar has are no dates.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

from corpuskit.rules.rule import lazy
from corpuskit.values import struct

Order = Literal["day", "month"]

FIRST_YEAR, LAST_YEAR = 1900, 2099
PIVOT = 70  # two-digit years from here are of the last century
BUDDHIST = 543  # years that Thai dates are ahead

DIGITS = {
    zero + value: str(value)
    for zero in (0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0x1040, 0x17E0, 0xFF10)
    for value in range(10)
}
_OTHER = "\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\u1040-\u1049\u17e0-\u17e9\uff10-\uff19"
_FOREIGN = lazy(f"[{_OTHER}]")
# What must be in a line before the patterns are tried: a year, a short numeric date, or a foreign digit.
GATE = re.compile(rf"(?:19|20|25)\d\d|\d[./-]\d\d?[./-]\d|[年년{_OTHER}]")

_YEAR = r"((?:19|20|25)\d\d)(?!\d(?!\d?[.:]))"  # a time or a day may be glued to it
_COUNTED = r"((?:19|20|25)\d\d)(?!\d,\d)"  # a count of comments may be glued to it
_DAY = r"(\d{1,2})(?!\d)"
_WORD = r"([^\W\d_][^\s\d,;:|/()·•–—-]{1,19})"
_ORDINAL = r"(?:st|nd|rd|th|er|re|ª|º|°|η|-?го|-?е|\.)?"
_LINK = r"(?:\s?[,.]\s?|\s?[-/]\s?|\s+(?:de |del |of |di |da |d['’]|den |af |the )?|\s?de\s)"
_NUMERIC = re.compile(r"\d\s?[-./]\s?\d")  # what must be in a line before numeric dates are tried
_YMD = re.compile(r"(?<![\d/.-])((?:19|20|25)\d\d)(?:\s?([-./])\s?)(\d{1,2})\s?\2\s?(\d\d(?=\d\d:\d\d)|\d{1,2}(?!\d))")
_DMY = re.compile(r"(?<![\d/.-])(\d{1,2})\s?([-./])\s?(\d{1,2})\s?\2\s?(?:" + _YEAR + r"|(\d\d)(?![\d:]|\2))(?!\.\d)")
_HAN = lazy(r"(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일])?")
_ERA = lazy(r"(令和|平成)\s?(\d{1,2}|元)\s?年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日)?")
_VIET_MONTH = re.compile("tháng|thg", re.IGNORECASE)
_VIET = lazy(r"(?<!\d)(\d{1,2})\s+(?:tháng|thg)\s+(\d{1,2})(?:\s*,\s*|\s+năm\s+|\s+)" + _YEAR, re.IGNORECASE)
_D_WORD_Y = re.compile(r"(?<![\d:.])(\d{1,2})" + _ORDINAL + rf"{_LINK}?{_WORD}{_LINK}?{_COUNTED}")
_WORD_D_Y = re.compile(rf"{_WORD}{_LINK}?(?:the )?(\d{{1,2}})(?!\d){_ORDINAL}(?:\s?,\s?|\s+){_COUNTED}")
_Y_WORD_D = re.compile(rf"(?<!\d){_YEAR}(?:\.|-|,|ko|\s?m\.)?\s?{_WORD}\s?-?(?:the )?{_DAY}")
_Y_D_WORD = re.compile(rf"(?<!\d){_YEAR}\.?\s(?:gada |жылғы |жылы )(\d{{1,2}})\.?[\s-]{_WORD}")
_WORD_Y = re.compile(rf"{_WORD}(?:\s?,\s?|\s+(?:de |del |of )?|\.|-){_YEAR}")
_NAMES = re.compile(_WORD)
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])[A-Z][^\W\d_A-Z]{2,}\.?$")
_ERAS = {"令和": 2018, "平成": 1988}

_TIME = re.compile(
    r"(?:\s?(?:г|года|р|року|m|d)\b\.?)?[^\w]{0,4}"
    r"(?:(?:at|um|à|kl|klo|ore|alle|às|as|a las|u|o|в|ob|om|ώρα|saat|pukul|jam)\.?\s)?[^\w]{0,2}"
    r"(\d{1,2})(?:[:h：]|時|点|시\s?|\.(?=\d\d(?:\s|$)))(\d\d)(?::(\d\d)(?:[.,]\d{1,6})?)?(?!\d|\s?min)"
    r"(?:\s?([ap])\.?\s?m\b\.?|\s?(?:Uhr|uur|分|분|WIB|น\.)(?![^\W\d_A-Z]))?",
    re.IGNORECASE,
)
_TIME_BEFORE = re.compile(
    r"(?<!\d)(\d{1,2})(?:[:h]|\.)(\d\d)(?::(\d\d))?\s?(?:([ap])\.?\s?m\b\.?)?\s?(?:\(?([A-Z]{1,4}(?:[+-]\d{1,2})?)\)?)?"
    r"(?:\s?(?:on|,|[|·•–—-])?\s*[^\W\d_]{0,12}\.?,?\s*)$",
    re.IGNORECASE,
)
_ISO_TIME = re.compile(r"T(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,6})?)?\s?(Z|[+-]\d\d:?\d\d)?(?![\w:])")
_ZONE = re.compile(r"\s?\(?(?:(?:UTC|GMT)\s?([+-]\d{1,2}(?::?\d\d)?)|([+-]\d\d:?\d\d)|([A-Z]{1,4}))(?!\w)")
# Abbreviations that name one offset wherever newspapers write them; CST, IST and BST do not.
ZONES = {
    "Z": "Z", "UTC": "Z", "GMT": "Z", "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MST": "-07:00",
    "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "CET": "+01:00", "CEST": "+02:00", "MEZ": "+01:00",
    "MESZ": "+02:00", "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00", "JST": "+09:00", "KST": "+09:00",
    "AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00", "NZDT": "+13:00",
}  # fmt: skip


@struct
class Date:
    """A date at `[start, end)` of a line's text. `iso` holds what is written: year, month, day, minute, zone."""

    start: int
    end: int
    iso: str
    timed: bool = False

    @property
    def year(self) -> int:
        return int(self.iso[:4])

    @property
    def has_day(self) -> bool:
        return len(self.iso) >= 10


@struct
class Calendar:
    """Folded names of months with their numbers and languages, and of days of the week."""

    months: dict[str, tuple[tuple[int, frozenset[str]], ...]]
    days: frozenset[str]


@cache
def calendar() -> Calendar:
    """The names in calendar.tsv."""
    months: dict[str, tuple[tuple[int, frozenset[str]], ...]] = {}
    days = set()
    for line in Path(__file__).with_name("calendar.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        word, kind, tags = line.split("\t")
        if kind == "d":
            days.add(word)
        else:
            months[word] = (*months.get(word, ()), (int(kind[1:]), frozenset(tags.split())))
    return Calendar(months, frozenset(days))


def _bare(word: str) -> str:
    return word.casefold().replace(".", "").strip("'’")


def month(word: str, language: str | None = None) -> int | None:
    """The number of the month that `word` names, if it names one in all languages or in `language`."""
    found = calendar().months.get(_bare(word))
    if not found:
        return None
    if len(found) > 1:
        found = tuple(entry for entry in found if language in entry[1])
    return found[0][0] if len(found) == 1 else None


def find(text: str, order: Order | None = None, language: str | None = None) -> list[Date]:
    """The dates in `text`, first by place, none overlapping; `order` decides a numeric date that could be read twice."""
    if not GATE.search(text):
        return []
    text = _western(text)
    found: list[Date] = []
    blocked = 0  # the end of what looks like a date and is in no calendar
    for start, end, year, number, day in sorted(_candidates(text, order, language), key=lambda c: (c[0], -c[1])):
        iso = _iso(year, number, day)
        if start < blocked or (found and start < found[-1].end):
            continue
        if iso is None:
            blocked = end
            continue
        found.append(_timed(text, Date(start, end, iso)) if day else Date(start, end, iso))
    return found


def twofold(text: str) -> bool:
    """Whether `text` holds a numeric date that could be read twice."""
    return any(_both(match) for match in _DMY.finditer(_western(text)))


def _western(text: str) -> str:
    """`text` with the digits of other scripts as 0 to 9."""
    return text.translate(DIGITS) if not text.isascii() and _FOREIGN.search(text) else text


def shown_order(text: str) -> Order | None:
    """The order of day and month that a numeric date in `text` shows."""
    for match in _DMY.finditer(text):
        if match[2] == "/" and int(match[1]) <= 12 < int(match[3]) <= 31:
            return "month"
        if match[2] == "/" and int(match[3]) <= 12 < int(match[1]) <= 31:
            return "day"
    return None


Candidate = tuple[int, int, int, int, int]


def _candidates(text: str, order: Order | None, language: str | None) -> Iterator[Candidate]:
    if _NUMERIC.search(text):
        for match in _YMD.finditer(text):
            yield (*match.span(), _gregorian(match[1]), int(match[3]), int(match[4]))
        for match in _DMY.finditer(text):
            yield from _numeric(match, order)
    if "年" in text or "년" in text or _VIET_MONTH.search(text):
        yield from _asian(text)
    if "年" in text or "월" in text:
        return
    words = list(_months(text))
    if words:
        yield from _named(text, words, language)


def _months(text: str) -> Iterator[int]:
    """Where names of months begin, also those that are glued to the word before."""
    months = calendar().months
    for match in _NAMES.finditer(text):
        word = match[1]
        if _bare(word) in months:
            yield match.start()
        elif not word[1:].islower():
            hump = _HUMP.search(word)
            if hump and _bare(word[hump.start() :]) in months:
                yield match.start() + hump.start()


def _asian(text: str) -> Iterator[Candidate]:
    for match in _HAN.finditer(text):
        yield (*match.span(), _gregorian(match[1]), int(match[2]), int(match[3] or 0))
    for match in _ERA.finditer(text):
        year = _ERAS[match[1]] + (1 if match[2] == "元" else int(match[2]))
        yield (*match.span(), year, int(match[3]), int(match[4] or 0))
    for match in _VIET.finditer(text):
        yield (*match.span(), _gregorian(match[3]), int(match[2]), int(match[1]))


def _both(match: re.Match[str]) -> bool:
    one, two = int(match[1]), int(match[3])
    if match[2] == "." or min(one, two) < 1:
        return False
    return not match[4] or (one <= 12 and two <= 12 and one != two)


def _numeric(match: re.Match[str], order: Order | None) -> Iterator[Candidate]:
    one, two = int(match[1]), int(match[3])
    year = _gregorian(match[4]) if match[4] else _century(match[5])
    if not match[4] and match[2] != "." and order is None:
        return
    if match[2] == "." or one > 12 >= two:
        order = "day"
    elif two > 12 >= one:
        order = "month"
    if one == two or order == "day":
        yield (*match.span(), year, two, one)
    elif order == "month":
        yield (*match.span(), year, one, two)


def _named(text: str, words: list[int], language: str | None) -> Iterator[Candidate]:
    """The dates with the name of a month; `words` are the places of such names."""
    for match in _D_WORD_Y.finditer(text):
        number = month(match[2], language)
        if number:
            yield (*match.span(), _gregorian(match[3]), number, int(match[1]))
    for pattern, places in ((_Y_WORD_D, (1, 2, 3)), (_Y_D_WORD, (1, 3, 2))):
        year, word, day = places
        for match in pattern.finditer(text):
            number = month(match[word], language)
            if number:
                yield (*match.span(), _gregorian(match[year]), number, int(match[day]))
    for start in words:
        full = _WORD_D_Y.match(text, start)
        found = full or _WORD_Y.match(text, start)
        number = month(found[1], language) if found else None
        if found and number:
            yield (*found.span(), _gregorian(found[3 if full else 2]), number, int(found[2]) if full else 0)


def _gregorian(year: str) -> int:
    value = int(year)
    return value - BUDDHIST if value >= 2400 else value


def _century(year: str) -> int:
    return int(year) + (1900 if int(year) >= PIVOT else 2000)


def _iso(year: int, number: int, day: int) -> str | None:
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= number <= 12:
        return None
    if not day:
        return f"{year:04}-{number:02}"
    try:
        return datetime.date(year, number, day).isoformat()
    except ValueError:
        return None


def _timed(text: str, date: Date) -> Date:
    """`date` with the time that is written behind it, or directly before it."""
    match = _ISO_TIME.match(text, date.end)
    if match:
        zone = match[4] or ""
        return _with(
            date, match, date.start, match.end(), zone if ":" in zone or len(zone) < 5 else f"{zone[:3]}:{zone[3:]}"
        )
    match = _TIME.match(text, date.end)
    if match:
        zoned = _ZONE.match(text, match.end())
        end = zoned.end() if zoned and _offset(zoned) else match.end()
        return _with(date, match, date.start, end, _offset(zoned) if zoned else "")
    match = _TIME_BEFORE.search(text, max(0, date.start - 40), date.start)
    if match:
        return _with(date, match, match.start(), date.end, ZONES.get((match[5] or "").upper(), ""))
    return date


def _offset(match: re.Match[str]) -> str:
    if match[3]:
        return ZONES.get(match[3], "")
    digits = (match[1] or match[2]).replace(":", "")
    hours, minutes = digits[1:3], digits[3:] or "00"
    return f"{digits[0]}{int(hours):02}:{minutes}" if int(hours) <= 14 else ""


def _with(date: Date, match: re.Match[str], start: int, end: int, zone: str) -> Date:
    hour, minute, second, half = int(match[1]), int(match[2]), match[3], ""
    if match.re is not _ISO_TIME:
        half = (match[4] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return date
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or int(second or 0) > 59:
        return date
    seconds = f":{second}" if second else ""
    return Date(start, end, f"{date.iso}T{hour:02}:{minute:02}{seconds}{zone}", True)
