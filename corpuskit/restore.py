"""Record and ledger back to the input, byte for byte."""

from __future__ import annotations

import base64
import binascii
import hashlib

from corpuskit.article import Article, LedgerLine
from corpuskit.decode import Decoding, encode


def restore(record: Article, ledger: LedgerLine) -> bytes:
    """The bytes that `record` was made from; ValueError if the two do not belong together or do not give them back."""
    if ledger.input_base64 is not None:
        try:
            data = base64.b64decode(ledger.input_base64, validate=True)
        except binascii.Error as error:
            raise ValueError("input_base64 is not base64") from error
    else:
        raw = raw_text(record, ledger)
        bad = tuple((item.raw_start, bytes.fromhex(item.hex)) for item in ledger.bytes)
        decoding = Decoding(record.raw.encoding, record.raw.bom, record.raw.newline, False, bad, True)
        try:
            data = encode(raw, decoding)
        except LookupError as error:
            raise ValueError(str(error)) from error
    if hashlib.sha256(data).hexdigest() != record.raw.sha256:
        raise ValueError("record and ledger do not give the input back")
    return data


def raw_text(record: Article, ledger: LedgerLine) -> str:
    """The text that the input was decoded to; ValueError if the ledger does not cover it once."""
    pieces = [(edit.raw_start, edit.raw_end, edit.before) for edit in ledger.edits]
    pieces += [(start, end, record.text[at : at + end - start]) for start, end, at in ledger.kept]
    parts = []
    reached = 0
    for start, end, text in sorted(pieces):
        if start != reached or len(text) != end - start:
            raise ValueError(f"the ledger does not cover the input at {reached}")
        parts.append(text)
        reached = end
    return "".join(parts)
