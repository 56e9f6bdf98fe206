"""Bytes: each text in the encodings that its language was published in, read back."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from unittest.mock import patch

from text import Row, say, seconds

from corpuskit.decode import decode, legacy

WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
MARKED = ("utf-8-sig", "utf-16", "utf-32")
CENTRAL, BALTIC = ["cp1250", "iso8859-2"], ["cp1257", "iso8859-4", "iso8859-13"]
WESTERN = ["cp1252", "iso8859-1", "iso8859-15", "mac-roman"]
PUBLISHED = {
    **dict.fromkeys(["cs", "pl", "sk", "hu", "sl", "hr", "sq", "sr-latn"], CENTRAL),
    "ro": [*CENTRAL, "iso8859-16"],
    "ru": ["cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"],
    "bg": ["cp1251", "iso8859-5", "mac-cyrillic"],
    "uk": ["cp1251", "koi8-u", "mac-cyrillic"],
    **dict.fromkeys(["be", "mk", "bs-cyrl"], ("cp1251", "iso8859-5")),
    "el": ["cp1253", "iso8859-7"],
    "tr": ["cp1254", "iso8859-9"],
    "he": ["cp1255", "iso8859-8"],
    "ar": ["cp1256", "iso8859-6"],
    **dict.fromkeys(["fa", "ur"], ("cp1256",)),
    **dict.fromkeys(["et", "lv", "lt"], BALTIC),
    "vi": ["cp1258"],
    **dict.fromkeys(
        ["en", "fr", "de", "es", "it", "pt", "nl", "sv", "da", "nb", "nn", "fi", "is", "gl", "eu", "af", "id", "so"],
        WESTERN,
    ),
    "ja": ["euc-jp", "shift_jis"],
    "zh-hans": ["gb18030", "gbk"],
    "zh-hant": ["big5"],
    "ko": ["euc-kr", "cp949"],
    "th": ["cp874"],
}
LONG = 200  # characters of a legacy document at least


def report(docs: list[Row], lines: list[Row]) -> None:
    """Print the figures of bytes."""
    print("\nbytes")
    with patch.object(legacy, "find_spec", lambda name: None):
        for encoding in ("utf-8", *MARKED, *WIDE):
            exact(f"documents in {encoding}", ((text, text.encode(encoding)) for text in unbroken(docs)))
        for encoding in WIDE:
            exact(f"lines in {encoding}", ((text, text.encode(encoding)) for _, text in lines))
        cut(docs)
        exact("documents, every second line in cp1252, the others in UTF-8", mixed(docs))
        exact("ISO-2022-JP", japanese(docs))
        exact(
            "legacy documents without the extra",
            ((text, data) for _, text, data in published(docs)),
            "declared or cp1252",
        )
    with_extra(docs)


def unbroken(docs: list[Row]) -> Iterator[str]:
    """Each document as it is and without line breaks, which have NULs in wide encodings."""
    for _, text in docs:
        yield text
        yield text.replace("\n", "")


def exact(what: str, cases: Iterator[tuple[str, bytes]], target: str = "100 %") -> None:
    count = right = 0
    for text, data in cases:
        count += 1
        right += decode(data)[0] == text
    say(f"{what}: {count}", f"{100 * right / max(1, count):.2f} % exact", target)


def cut(docs: list[Row]) -> None:
    """Files cut at any byte: the encoding and all whole characters must be right."""
    chosen = random.Random(4)
    count, right = Counter[str](), Counter[str]()
    for text in unbroken(docs):
        for encoding in ("utf-8", *WIDE):
            data = text.encode(encoding)
            data = data[: chosen.randint(len(data) // 2, len(data))]
            got, how = decode(data)
            count[encoding] += 1
            right[encoding] += how.encoding == encoding and got.rstrip("\ufffd") == data.decode(encoding, "ignore")
    for encoding, number in count.items():
        say(f"documents in {encoding}, cut: {number}", f"{100 * right[encoding] / number:.2f} % exact", "100 %")


def japanese(docs: list[Row]) -> Iterator[tuple[str, bytes]]:
    for lang, text in docs:
        if lang == "ja":
            kept = "".join(line for line in text.splitlines(keepends=True) if fits(line, "iso2022_jp"))
            yield kept, kept.encode("iso2022_jp")


def mixed(docs: list[Row]) -> Iterator[tuple[str, bytes]]:
    for _, text in docs:
        lines = text.splitlines(keepends=True)
        odd = [line for line in lines if not line.isascii()]
        if len(odd) < 2 or text.encode("cp1252", "replace").decode("cp1252") != text:
            continue
        other = set(odd[::2])
        yield text, b"".join(line.encode("cp1252" if line in other else "utf-8") for line in lines)


def published(docs: list[Row]) -> Iterator[tuple[str, str, bytes]]:
    """Encoding, text and bytes of each document's lines that the encoding has."""
    for lang, text in docs:
        for encoding in PUBLISHED.get(lang, ()):
            kept = "".join(line for line in text.splitlines(keepends=True) if fits(line, encoding))
            data = kept.encode(encoding)
            if len(kept) >= LONG and not data.isascii():
                yield encoding, kept, data


def fits(line: str, encoding: str) -> bool:
    try:
        return line.encode(encoding).decode(encoding) == line
    except UnicodeEncodeError:
        return False


def with_extra(docs: list[Row]) -> None:
    try:
        import chardet
    except ImportError:
        say("legacy documents with the extra `charset`", "not installed")
        return
    count, right = Counter[str](), Counter[str]()
    for encoding, text, data in published(docs):
        count[encoding] += 1
        right[encoding] += decode(data)[0] == text
    share = 100 * right.total() / count.total()
    say(f"legacy documents with chardet {chardet.__version__}: {count.total()}", f"{share:.2f} % exact", ">= 98.5 %")
    for encoding in sorted(count):
        if right[encoding] < count[encoding]:
            say(f"  {encoding}", f"{right[encoding]} of {count[encoding]}")
    some = [data.decode("latin-1") for _, _, data in published(docs)][::5]
    spent = seconds(lambda text: decode(text.encode("latin-1")), some, 1)
    say("  time a document", f"{spent / len(some) * 1000:.2f} ms")
