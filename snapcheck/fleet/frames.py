"""Messages between two processes: four bytes with the length, and what they say."""

from __future__ import annotations

from typing import BinaryIO

_SIZE = 4


def write_frame(target: BinaryIO, data: bytes) -> None:
    """Write one message. Raises OSError if nobody reads it."""
    target.write(len(data).to_bytes(_SIZE, "little"))
    target.write(data)
    target.flush()


def read_frame(source: BinaryIO) -> bytes | None:
    """Return the next message; None if there is none, or only the beginning of one."""
    head = _exactly(source, _SIZE)
    return _exactly(source, int.from_bytes(head, "little")) if head is not None else None


def _exactly(source: BinaryIO, size: int) -> bytes | None:
    parts = []
    while size:
        part = source.read(size)
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
