"""The files of a corpus as other tools list them. Only for a corpus whose names the gate lets pass: visible, portable.

sha256sums: the format of GNU coreutils' `sha256sum`. bagit: BagIt 1.0 (RFC 8493). datapackage: Data Package v1
(Frictionless). croissant: Croissant 1.0 (MLCommons).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence

from corpuskit.index.cells import quote
from corpuskit.index.manifest import Entry

_TERMS = [
    "citeAs",
    "column",
    "equivalentProperty",
    "extract",
    "field",
    "fileObject",
    "fileProperty",
    "fileSet",
    "format",
    "includes",
    "isLiveDataset",
    "jsonPath",
    "key",
    "md5",
    "parentField",
    "path",
    "recordSet",
    "references",
    "regex",
    "repeated",
    "replace",
    "samplingRate",
    "separator",
    "source",
    "subField",
    "transform",
]
_CONTEXT: dict[str, object] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in _TERMS},
}  # the terms of Croissant 1.0, as its readers expect them
Export = Callable[[str, Sequence[Entry]], dict[str, bytes]]


def sha256sums(source: str, entries: Sequence[Entry]) -> dict[str, bytes]:
    """SHA256SUMS: one line a file, for `sha256sum -c` in the root."""
    return {"SHA256SUMS": "".join(f"{e.sha256}  {e.path}\n" for e in entries).encode("utf-8")}


def bagit(source: str, entries: Sequence[Entry]) -> dict[str, bytes]:
    """The tag files of a bag whose payload, below `data/`, is the corpus."""
    lines = [f"{e.sha256}  data/{e.path.replace('%', '%25')}\n" for e in entries]
    size = sum(entry.size for entry in entries)
    name = " ".join(source.split())
    tags = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": f"External-Identifier: {name}\nPayload-Oxum: {size}.{len(entries)}\n".encode(),
        "manifest-sha256.txt": "".join(lines).encode("utf-8"),
    }
    sums = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(tags.items())]
    return tags | {"tagmanifest-sha256.txt": "".join(sums).encode("ascii")}


def datapackage(source: str, entries: Sequence[Entry]) -> dict[str, bytes]:
    """datapackage.json: one resource a file."""
    resources = []
    names = _distinct([_slug(entry.path) for entry in entries])
    for entry, name in zip(entries, names, strict=True):
        resource = {
            "name": name,
            "path": entry.path,
            "format": "txt",
            "mediatype": "text/plain",
            "bytes": entry.size,
            "hash": f"sha256:{entry.sha256}",
        }
        resources.append(resource | ({"title": entry.title} if entry.title else {}))
    package = {"name": _slug(source), "profile": "data-package", "resources": resources}
    return {"datapackage.json": _json(package)}


def croissant(source: str, entries: Sequence[Entry]) -> dict[str, bytes]:
    """croissant.json: JSON-LD with one file object a file."""
    files = [
        {
            "@type": "cr:FileObject",
            "@id": entry.path,
            "name": entry.path,
            **({"description": entry.title} if entry.title else {}),
            "contentUrl": quote(entry.path),
            "contentSize": f"{entry.size} B",
            "encodingFormat": "text/plain",
            "sha256": entry.sha256,
        }
        for entry in entries
    ]
    data = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": source,
        "description": f"{len(entries)} plain-text articles",
        "distribution": files,
    }
    return {"croissant.json": _json(data)}


EXPORTS: dict[str, Export] = {
    "bagit": bagit,
    "croissant": croissant,
    "datapackage": datapackage,
    "sha256sums": sha256sums,
}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9._/-]+", "-", text.lower()).strip("-") or "corpus"


def _distinct(names: Sequence[str]) -> list[str]:
    """The names, with a number after those that were there before."""
    seen: set[str] = set()
    made = []
    for name in names:
        one, number = name, 1
        while one in seen:
            number += 1
            one = f"{name}-{number}"
        seen.add(one)
        made.append(one)
    return made
