"""Room in memory, asked for beforehand: pydantic's core hangs or ends the process where it finds none."""

from __future__ import annotations

import mmap

PYDANTIC = 32_000_000  # bytes that it and the models take
SPARE = 8_000_000  # bytes that any record takes,
TILE = 1200  # so many for each of its tiles,
BYTE = 20  # and for each byte of its input
READ = 40  # bytes that each byte of a line takes when it is read


def need(size: int) -> None:
    """MemoryError where fewer than `size` bytes are left."""
    try:
        mmap.mmap(-1, size, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS).close()
    except OSError as error:
        raise MemoryError from error


def need_for_record(size: int, tiles: int) -> None:
    """MemoryError where a record and a ledger line of `tiles`, made from `size` bytes, would not fit."""
    need(SPARE + TILE * tiles + BYTE * size)


def need_for_line(size: int) -> None:
    """MemoryError where a line of `size` bytes of records or of a ledger could not be read."""
    need(SPARE + READ * size)
