"""Jobs and outcomes as bytes: between processes, between machines, and from one run to the next."""

from __future__ import annotations

import zlib

import msgspec

from snapcheck.digest import sealed, unsealed
from snapcheck.fleet.nouns import Job, Outcome

# Findings repeat themselves: the fastest level takes three quarters off.
_LEVEL = 1


def packed_job(job: Job) -> bytes:
    """Return a job as bytes."""
    return msgspec.msgpack.encode(job)


def job_of(data: bytes) -> Job:
    """Return the job that was packed."""
    return msgspec.msgpack.decode(data, type=Job)


def packed(outcome: Outcome) -> bytes:
    """Return an outcome as bytes, with a checksum.

    A path that is no UTF-8 has its odd bytes written as escapes, as reports show it.
    """
    try:
        data = msgspec.msgpack.encode(outcome)
    except UnicodeEncodeError:
        data = msgspec.msgpack.encode(_spoken(msgspec.to_builtins(outcome)))
    return b"".join(sealed((zlib.compress(data, _LEVEL),)))


def is_sound(data: bytes) -> bool:
    """Return whether each bit of a packed outcome is as it was."""
    return unsealed(data) is not None


def outcome_of(data: bytes) -> Outcome | None:
    """Return the outcome that was packed; None if a bit of it is another."""
    content = unsealed(data)
    if content is None:
        return None
    try:
        return msgspec.msgpack.decode(zlib.decompress(content), type=Outcome)
    except (zlib.error, msgspec.DecodeError, ValueError):
        return None


def _spoken(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {_spoken(key): _spoken(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_spoken(each) for each in value]
    return value
