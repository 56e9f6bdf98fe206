"""How a hand-made index spells the name of a file: found in a line of it, replaced, taken out, written anew."""

from __future__ import annotations

import html
import re

from corpuskit.index.cells import escape, quote, unescape
from corpuskit.index.foreign import Mention
from corpuskit.index.manifest import Entry

_PLAIN = re.compile(r"[\w./ ()-]*[\w)]")
_GLUE = r"(?:[ \t]*[,;][ \t]*|[ \t]*<br */?>[ \t]*|[ \t]+(?:and|und|et|y|e|i|og|och)[ \t]+)"


def stem(path: str) -> str:
    """The bare name of a path without its suffix."""
    name = path.rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[0] or name


def spellings(path: str) -> list[str]:
    """The ways in which a line may spell a path, the longest first; of two paths the lists correspond."""
    name = path.rsplit("/", 1)[-1]
    forms = [path, name]
    if "/" in path:
        forms.insert(1, path.rsplit("/", 1)[0] + "/" + stem(path))
    return [form for one in forms for form in (one, quote(one), escape(one), one.replace("|", "\\|"))]


def respell(text: str, old: str, new: str) -> str:
    """`text` with every spelling of the path `old` replaced by the same spelling of `new`."""
    with_folder = (old, new) if ("/" in old) == ("/" in new) else (old.rsplit("/", 1)[-1], new.rsplit("/", 1)[-1])
    pairs: dict[str, str] = {}
    if with_folder != (old, new):
        pairs |= {old: new, quote(old): quote(new)}
        if "/" in new:  # a bare name was a path before: it needs its folder now
            pairs |= {quote(with_folder[0]): quote(new), with_folder[0]: new}
    for one, other in zip(spellings(with_folder[0]), spellings(with_folder[1]), strict=True):
        pairs.setdefault(one, other)
    found = "|".join(re.escape(form) for form in sorted(pairs, key=len, reverse=True) if form)
    text = re.sub(rf"(?<![\w%./-])(?:{found})(?![\w%-]|\.\w)", lambda match: pairs[match.group()], text)
    return re.sub(rf"(?<=[\[`]){re.escape(stem(old))}(?=[\]`|#])", lambda match: stem(new), text)


def take_out(text: str, path: str) -> str:
    """`text` without its first mention of `path`, and without the comma or break that went with it."""
    forms = "|".join(re.escape(form) for form in sorted(set(spellings(path)), key=len, reverse=True) if form)
    bare = rf"(?<![\w%./-])(?:{forms})(?![\w%-]|\.\w)"
    token = rf"(?:\[[^\[\]]*\]\(<?(?:\./)?{bare}>?[^()]*\)|`{bare}`|\[\[{bare}[^\[\]]*\]\]|{bare})"
    for pattern in (rf"{_GLUE}{token}", rf"{token}(?:{_GLUE}|[ \t]+)?"):
        shorter, count = re.subn(pattern, "", text, count=1)
        if count and shorter.strip(" \t|>*+-"):
            return shorter
    return text


def spelled_like(mention: Mention, entry: Entry, line: str) -> str:
    """The name of `entry` as `mention` in `line` names its own file: a link, a wiki link, a code span or bare."""
    own = mention.name.path
    name, folder = entry.path.rsplit("/", 1)[-1], entry.path.rpartition("/")[0]
    shown = mention.target if mention.kind in ("link", "wiki") else line
    short = own.rpartition("/")[0] == folder and own not in shown and quote(own) not in shown
    path = name if short else entry.path
    if mention.name.stem:
        path = stem(entry.path) if short or not folder else f"{folder}/{stem(entry.path)}"
    if mention.kind == "link":
        return _link(mention, path, entry, line)
    if mention.kind == "wiki":
        label = (
            f"|{re.sub(r'[][|#<>`]', ' ', _words(entry))}"
            if mention.text not in (mention.target, own, stem(own))
            else ""
        )
        return f"[[{path}{label}]]"
    return f"`{path}`" if mention.kind == "code" or not _PLAIN.fullmatch(path) else path


def _link(mention: Mention, path: str, entry: Entry, line: str) -> str:
    own = mention.name.path
    same = {own: entry.path, own.rsplit("/", 1)[-1]: path.rsplit("/", 1)[-1], stem(own): stem(entry.path)}
    text = same.get(mention.text.strip()) or _words(entry)
    target = ("./" if mention.target.startswith("./") else "") + quote(path)
    if "href" in line:
        return f'<a href="{target}">{html.escape(text)}</a>'
    code = "`" if f"[`{mention.text}`]" in line else ""
    return f"[{code}{text if code else escape(text)}{code}]" + (f"(<{path}>)" if "](<" in line else f"({target})")


def _words(entry: Entry) -> str:
    """The title on one clean line, else the stem."""
    return unescape(escape(entry.title)) or stem(entry.path)
