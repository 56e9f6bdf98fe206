"""A human-made index as units (rows, list items, headings, paragraphs) of pieces: text, code, links, wiki links."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Shape = Literal["heading", "list", "text", "row"]
Kind = Literal["text", "code", "link", "wiki", "break"]

_WHOLE = 20_000  # characters of one paragraph that are read at once; longer ones line by line
_LINE = 10_000  # characters of one line that are read
_SURPLUS = 200  # opening brackets without a partner that are still worth a parse
_MARKUP = re.compile(r"[\\`*_~\[\]<>&!\n]")
_WIKI = re.compile(r"\[\[([^\[\]|#\n\\]{1,1000})(?:#[^\[\]|\n]{0,1000})?(?:\\?\|([^\[\]\n]{0,1000}))?\]\]")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)([^<>]{0,4000})>")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_STRIKES = frozenset(("s", "del", "strike"))
_SILENT = frozenset(("pre", "script", "style", "textarea"))
_BLOCKS = frozenset(("li", "tr", "p", "div", "ul", "ol", "table", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(slots=True)
class Piece:
    """A part of a unit; `target` is where a link leads, as written. A struck piece is crossed out."""

    kind: Kind
    text: str
    line: int
    target: str = ""
    struck: bool = False


@dataclass(slots=True)
class Unit:
    """A heading, a list item's paragraph, a table row (with `cells`) or a paragraph.

    `depth` is the level of a heading or of a list; `first` is false for what follows in the same list item.
    """

    shape: Shape
    line: int
    pieces: list[Piece] = field(default_factory=list)
    depth: int = 0
    first: bool = True
    cells: list[list[Piece]] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    table: int = 0


def units(text: str) -> Iterator[Unit]:
    """The units of a Markdown text from top to bottom; code fences and comments hold none."""
    parser = _parser()
    environment: dict[str, Any] = {}
    return _walk(parser, parser.parse(text, environment), environment)


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def _walk(parser: MarkdownIt, tokens: Sequence[Token], environment: dict[str, Any]) -> Iterator[Unit]:
    first_in: list[bool] = []  # for each open list item, whether nothing of it was seen
    heading = line = 0
    table: Unit | None = None
    row: Unit | None = None
    for token in tokens:
        kind = token.type
        if kind == "list_item_open":
            first_in.append(True)
        elif kind == "list_item_close":
            first_in.pop()
        elif kind in ("heading_open", "heading_close"):
            heading = int(token.tag[1]) if kind == "heading_open" else 0
        elif kind == "table_open":
            table = Unit("row", 0, table=(token.map or [0])[0] + 1)
        elif kind == "table_close":
            table = None
        elif kind == "tr_open" and table:
            line = (token.map or [0])[0] + 1
            row = Unit("row", line, columns=table.columns, table=table.table)
        elif kind == "tr_close" and table and row:
            if table.columns:
                yield row
            else:
                table.columns = [plain(cell) for cell in row.cells]
        elif kind == "html_block":
            yield from _html_units(token.content, (token.map or [0])[0] + 1)
        elif kind == "inline":
            start = line if table else (token.map or [0])[0] + 1
            pieces = inline(parser, token.content, start, environment)
            if table and row:
                row.cells.append(pieces)
            elif heading:
                yield Unit("heading", start, pieces, heading)
            elif first_in:
                yield Unit("list", start, pieces, len(first_in), first_in[-1])
                first_in[-1] = False
            else:
                yield Unit("text", start, pieces)


def inline(parser: MarkdownIt, content: str, line: int, environment: dict[str, Any]) -> list[Piece]:
    """The pieces of one paragraph; a very long one is read line by line, and no further than makes sense."""
    if len(content) <= _WHOLE:
        return list(_expand(_read(parser, content, line, environment)))
    pieces: list[Piece] = []
    for number, part in enumerate(content.split("\n"), line):
        pieces += _expand(_read(parser, part[:_LINE], number, environment))
        pieces.append(Piece("break", "\n", number))
    return pieces


def _read(parser: MarkdownIt, content: str, line: int, environment: dict[str, Any]) -> list[Piece]:
    if content and not _MARKUP.search(content):
        return [Piece("text", content, line)]
    if content.count("[") > content.count("]") + _SURPLUS:
        return [Piece("text", part, number) for number, part in enumerate(content.split("\n"), line)]
    children: list[Token] = []
    parser.inline.parse(content, parser, environment, children)
    return _pieces(children, line)


def _pieces(children: Iterable[Token], line: int) -> list[Piece]:
    found: list[Piece] = []
    struck = 0
    link: Piece | None = None
    for token in children:
        kind = token.type
        if kind == "link_open":
            link = Piece("link", "", line, str(token.attrs.get("href", "")), struck > 0)
            found.append(link)
        elif kind == "link_close":
            link = None
        elif kind == "html_inline":
            found.append(Piece("text", "", line))
            link, struck = _html_tag(token.content, found, link, struck)
            line += token.content.count("\n")
        elif kind in ("softbreak", "hardbreak"):
            if link:
                link.text += " "
            else:
                found.append(Piece("break", "\n", line))
            line += 1
        elif kind in ("s_open", "s_close"):
            struck += 1 if kind == "s_open" else -1
            if link:
                link.struck = True
        else:
            _add(found, link, token, line, struck > 0)
    return found


def _add(found: list[Piece], link: Piece | None, token: Token, line: int, struck: bool) -> None:
    """A piece of text or code, or the text of the open `link`."""
    text = token.content if token.type in ("text", "text_special", "code_inline") else token.markup
    if token.type == "image":
        return
    if link:
        link.text += text
    elif token.type == "code_inline":
        found.append(Piece("code", text, line, struck=struck))
    elif text and found and (found[-1].kind, found[-1].line, found[-1].struck) == ("text", line, struck):
        found[-1].text += text
    elif text:
        found.append(Piece("text", text, line, struck=struck))


def _html_tag(content: str, found: list[Piece], link: Piece | None, struck: int) -> tuple[Piece | None, int]:
    tag = _TAG.match(content)
    if not tag:
        return link, struck
    closing, name = tag.group(1), tag.group(2).lower()
    line = found[-1].line if found else 0
    if name in _STRIKES:
        return link, struck + (-1 if closing else 1)
    if name == "br":
        found.append(Piece("break", "\n", line))
    elif name == "a":
        href = None if closing else _HREF.search(tag.group(3))
        link = None
        if href:
            link = Piece("link", "", line, html.unescape(next(filter(None, href.groups()), "")), struck > 0)
            found.append(link)
    return link, struck


def _expand(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces with the wiki links of their texts as pieces of their own."""
    for piece in pieces:
        if piece.kind != "text" or "[[" not in piece.text:
            yield piece
            continue
        at = 0
        for wiki in _WIKI.finditer(piece.text):
            yield Piece("text", piece.text[at : wiki.start()], piece.line, struck=piece.struck)
            label = wiki.group(2) or wiki.group(1)
            yield Piece("wiki", label, piece.line, wiki.group(1).strip(), piece.struck)
            at = wiki.end()
        yield Piece("text", piece.text[at:], piece.line, struck=piece.struck)


def _html_units(content: str, line: int) -> Iterator[Unit]:
    """The units of a block of HTML: what stands between two tags of blocks; `pre` and comments hold none."""
    content = _without_comments(content)
    unit = Unit("list", line, depth=1)
    link: Piece | None = None
    silent = ""
    struck = at = 0
    for tag in _TAG.finditer(content):
        closing, name = tag.group(1), tag.group(2).lower()
        if not silent:
            _html_text(unit, link, content[at : tag.start()], line, struck > 0)
        line += content.count("\n", at, tag.end())
        at = tag.end()
        if name in _SILENT:
            silent = "" if closing else name
        if silent:
            continue
        if name in _BLOCKS:
            yield unit
            unit, link = Unit("list", line, depth=1), None
        else:
            unit.pieces.append(Piece("text", "", line))
            link, struck = _html_tag(tag.group(), unit.pieces, link, struck)
    if not silent:
        _html_text(unit, link, content[at:], line, struck > 0)
    yield unit


def _html_text(unit: Unit, link: Piece | None, text: str, line: int, struck: bool) -> None:
    text = html.unescape(text)
    if link:
        link.text += text
        return
    for number, part in enumerate(text.split("\n"), line):
        if number > line:
            unit.pieces.append(Piece("break", "\n", number))
        unit.pieces.append(Piece("text", part, number, struck=struck))


def _without_comments(text: str) -> str:
    """`text` with every HTML comment replaced by its line breaks."""
    parts = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 4)
        end = len(text) if end < 0 else end + 3
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end
    return "".join([*parts, text[at:]])


def plain(pieces: Iterable[Piece]) -> str:
    """What a reader sees of a cell; of a cell that is one link to the web, its address."""
    shown = [piece for piece in pieces if piece.text.strip() or piece.target]
    if len(shown) == 1 and shown[0].kind == "link" and re.match(r"https?://", shown[0].target):
        return shown[0].target
    return "".join(piece.text for piece in shown).replace("\n", " ").strip()
