"""New rows for a hand-made index, each written like its neighbours and put where it sorts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corpuskit.index.cells import escape, quote
from corpuskit.index.foreign import DIGEST_COLUMNS, Mention, letters
from corpuskit.index.manifest import Entry, sort_key
from corpuskit.index.sheet import HTML_ITEM, ITEM, Sheet
from corpuskit.index.spelling import respell, spelled_like, spellings, stem

_PIPE = re.compile(r"(?<!\\)\|")
_BOX = re.compile(r"\[[ xX]\][ \t]+")
_CLOSED = re.compile(r"</(?:table|tbody|ul|ol)>", re.IGNORECASE)
LABEL = r"[*_]{0,3}\w[\w ]{0,20}(?::[*_]{0,3}|[*_]{1,3}:)\s+"  # "File: " or "**File:** "
_OPENINGS = (re.compile(r"[\s>]*[\[<`*_]*"), re.compile(rf"[\s>]*{LABEL}[\[<`*_]*"))
_WRAP = re.compile(r"\*\*|__|\*|_")
_TAIL = re.compile(r"[>)`\]*_]*(\s+[-–—:]\s+|:\s+|,\s+|[ \t](?=\S))\S")
_VALUES = {
    "title": "title", "headline": "title", "language": "language", "lang": "language",
    "published": "published", "date": "published", "datepublished": "published",
}  # fmt: skip


@dataclass(slots=True)
class _Group:
    """Rows that belong together: of one table, one list, one level of headings or one paragraph; by line."""

    shape: str
    members: list[Mention] = field(default_factory=list)
    keys: list[bytes] = field(default_factory=list)
    number: int = 0  # after the greatest of a numbered list; 0 where they are all the same

    def settle(self, sheet: Sheet) -> None:
        """Take note of order and numbers, once all members are known."""
        keys = [sort_key(m.name.path) for m in self.members]
        self.keys = keys if keys == sorted(keys) and len(keys) > 1 else []
        lines = [sheet.lines[m.line - 1] for m in self.members]
        numbers = [
            int(found.group(1)) for found in (re.match(r"[ \t>]*(\d{1,9})[.)]", line) for line in lines) if found
        ]
        self.number = max(numbers) + 1 if len(set(numbers)) > 1 else 0

    def nearest(self, path: str) -> tuple[Mention, bool]:
        """The member beside which `path` belongs, and whether before it: in order, where the group is in order."""
        place = bisect_right(self.keys, sort_key(path))
        return (self.members[place], True) if place < len(self.keys) else (self.members[-1], False)


def grow(data: bytes, kept: Sequence[Mention], added: Sequence[Entry], *, shaped: bool) -> bytes | None:
    """`data` with a row for each of `added`; if not `shaped`, as links in a list at its end.

    None where no row is there to write like.
    """
    sheet = Sheet(data)
    ordered = sorted(added, key=lambda entry: sort_key(entry.path))
    if not shaped:
        _append(sheet, ["", *(f"- [{escape(stem(e.path))}]({quote(e.path)})" for e in ordered)])
        return sheet.written()
    groups = _groups(sheet, [m for m in kept if m.weight == "row" and not m.planned and not in_words(sheet, m)])
    if not groups:
        return None
    sections = _one_a_section(sheet, groups)
    home = _homes(groups)
    for entry in ordered:
        group = home(entry.path.rpartition("/")[0])
        if sections:
            _add_section(sheet, group.members[-1], entry)
        else:
            _add_row(sheet, group, entry)
    return sheet.written()


def in_words(sheet: Sheet, mention: Mention) -> bool:
    """Whether a name stands in a sentence, not in a row of its own."""
    if mention.shape != "text":
        return False
    line = sheet.lines[mention.line - 1]
    path = mention.name.path
    forms = (*spellings(path), stem(path)) if mention.kind == "text" else (mention.text.strip()[:200],)
    found = (opening.match(line) for opening in _OPENINGS)
    return not any(opening and line.startswith(forms, opening.end()) for opening in found)


def _append(sheet: Sheet, lines: list[str]) -> None:
    last = len(sheet.lines)
    while last and not sheet.lines[last - 1].strip():
        last -= 1
    sheet.add(last + 1, lines)


def _groups(sheet: Sheet, kept: Sequence[Mention]) -> list[_Group]:
    found: dict[tuple[object, ...], _Group] = {}
    for mention in kept:
        found.setdefault(_key(sheet, mention), _Group(mention.shape)).members.append(mention)
    for group in found.values():
        group.settle(sheet)
    return list(found.values())


def _key(sheet: Sheet, mention: Mention) -> tuple[object, ...]:
    if mention.shape == "row":
        return ("row", mention.table)
    if mention.shape == "heading":
        return ("heading", sheet.level(mention.line), sheet.parent(mention.line))
    start = sheet.item(mention.line)[0] if mention.shape == "list" else mention.line
    return (mention.shape, sheet.indent(start), sheet.outer[start], sheet.heading(start))


def _homes(groups: Sequence[_Group]) -> Callable[[str], _Group]:
    """The group that lists a folder: that with most of its files, then the longest, then the last."""
    best: dict[str, tuple[int, int, int]] = {}
    for at, group in enumerate(groups):
        for folder, count in Counter(m.name.path.rpartition("/")[0] for m in group.members).items():
            best[folder] = max(best.get(folder, (0, 0, 0)), (count, len(group.members), at))
    longest = max(range(len(groups)), key=lambda at: (len(groups[at].members), at))
    return lambda folder: groups[best.get(folder, (0, 0, longest))[2]]


def _one_a_section(sheet: Sheet, groups: Sequence[_Group]) -> bool:
    """Whether each file has a section of its own, whose heading is not its name."""
    members = [m for group in groups for m in group.members]
    headings = {sheet.heading(m.line) for m in members}
    folders = {m.name.path.rpartition("/")[0] for m in members}
    flat = all(group.shape in ("list", "text") and len(group.members) == 1 for group in groups)
    return flat and len(members) > 1 and len(headings) == len(members) and 0 not in headings and len(folders) == 1


def _add_section(sheet: Sheet, like: Mention, entry: Entry) -> None:
    heading = "#" * sheet.level(sheet.heading(like.line)) + f" {escape(entry.title or 'Untitled')}"
    row = respell(sheet.lines[like.line - 1], like.name.path, entry.path)
    _append(sheet, ["", heading, "", row])


def _add_row(sheet: Sheet, group: _Group, entry: Entry) -> None:
    like, before = group.nearest(entry.path)
    if group.shape == "row":
        sheet.add(like.line + (not before), [_table_row(sheet, like, entry)])
        return
    line = _line(sheet, like, entry, group.number)
    if group.shape == "heading":
        start, end = sheet.section(like.line)
        if before or end <= len(sheet.lines):
            sheet.add(start if before else end, [line, ""])
        else:
            _append(sheet, ["", line])
        return
    start, end = sheet.item(like.line) if group.shape == "list" else (like.line, like.line + 1)
    before = before or bool(_CLOSED.search(sheet.lines[like.line - 1]))
    second = group.members[1].line if len(group.members) > 1 else 0
    loose = second > 2 and not sheet.lines[second - 2].strip()
    if before:
        sheet.add(start, [line, ""] if loose else [line])
    else:
        sheet.add(end, ["", line] if loose else [line])


def _line(sheet: Sheet, like: Mention, entry: Entry, number: int) -> str:
    """A heading, an item or a line that names `entry` as `like` names its own file."""
    line = sheet.lines[like.line - 1]
    opening, closing = _frame(sheet, like, line)
    if number:
        opening = re.sub(r"\d+(?=[.)])", str(number), opening, count=1)
    wrap = _WRAP.match(line, len(opening)) if like.kind == "text" and line.startswith(opening) else None
    mark = wrap.group() if wrap else ""
    spelled = spelled_like(like, entry, line)
    text = f"{opening}{mark}{spelled}{mark}"
    tail = _tail(like, line)
    if tail and entry.title and entry.title not in spelled:
        text += tail + escape(entry.title)
    if like.digest and like.digest in line.lower():
        text += f" {entry.sha256}"
    return text + closing


def _frame(sheet: Sheet, like: Mention, line: str) -> tuple[str, str]:
    """What stands before and after the name in a line of the shape of `like`."""
    if like.shape == "heading":
        return "#" * sheet.level(like.line) + " ", ""
    tag = HTML_ITEM.match(line)
    if tag:
        cells = "<td></td>" * (line.lower().count("<td") - 1)
        return tag.group(), f"</td>{cells}</tr>" if "<tr" in tag.group().lower() else "</li>"
    item = ITEM.match(sheet.lines[sheet.item(like.line)[0] - 1]) if like.shape == "list" else None
    if not item:
        indent = re.match(r"[ \t>]*", line)
        return indent.group() if indent else "", "  " if line.endswith("  ") else ""
    box = _BOX.match(line, item.end())
    return item.group() + (box.group() if box else ""), ""


def _tail(like: Mention, line: str) -> str:
    """What stands between a name and the words after it; empty where there are none."""
    for form in (*spellings(like.name.path), stem(like.name.path)):
        at = line.rfind(form) if form else -1
        if at >= 0:
            found = _TAIL.match(line, at + len(form))
            return found.group(1) if found else ""
    return ""


def _table_row(sheet: Sheet, like: Mention, entry: Entry) -> str:
    """A row of the table of `like`: what is known of `entry` under the columns that are for it."""
    line = sheet.lines[like.line - 1]
    parts, heads = _cells(line), _cells(sheet.lines[like.table - 1])
    space = " " if re.search(r"\|[ \t]", line) else ""
    made = []
    for at, part in enumerate(parts):
        text = _PIPE.sub(r"\\|", spelled_like(like, entry, line)) if at == like.column else ""
        if at != like.column and at < len(heads):
            text = _value(letters(heads[at]), part, entry)
        cell = f"{space}{text}{space}"
        padded = at < len(heads) and len(part) == len(heads[at]) and part != part.rstrip() + space
        made.append(cell.ljust(len(part)) if padded else cell)
    inner = line.lstrip(" \t>")
    indent = line[: len(line) - len(inner)]
    if not inner.startswith("|") and made[0].strip() and made[-1].strip():
        return indent + "|".join(made).strip()
    return f"{indent}|{'|'.join(made)}|"


def _cells(line: str) -> list[str]:
    parts = _PIPE.split(line.strip(" \t>"))
    parts = parts[1:] if parts and not parts[0].strip() else parts
    return parts[:-1] if len(parts) > 1 and not parts[-1].strip() else parts


def _value(column: str, like: str, entry: Entry) -> str:
    if column in DIGEST_COLUMNS:
        return f"`{entry.sha256}`" if "`" in like else entry.sha256
    return escape(getattr(entry, _VALUES[column])) if column in _VALUES else ""
