"""What tells some content from any other: 32 hexadecimal digits."""

from __future__ import annotations

from _blake2 import blake2b  # hashlib would load OpenSSL first
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import Any

SEAL = 32
"""The length of a checksum, in bytes."""


def digest(*parts: bytes) -> str:
    """Return the digits of these bytes; of other parts that make the same bytes they are others."""
    found = blake2b(digest_size=16)
    for part in parts:
        found.update(b"%d:" % len(part))
        found.update(part)
    return found.hexdigest()


def checksum(parts: Iterable[bytes | memoryview]) -> bytes:
    """Return the digits of all these bytes in a row, as bytes."""
    found = blake2b(digest_size=16)
    for part in parts:
        found.update(part)
    return found.hexdigest().encode("ascii")


def sealed(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the parts, and after them the checksum of all their bytes."""
    found = blake2b(digest_size=16)
    for part in parts:
        found.update(part)
        yield part
    yield found.hexdigest().encode("ascii")


def unsealed(data: bytes) -> memoryview | None:
    """Return what was `sealed`; None if a bit of it is another."""
    whole = memoryview(data)
    content = whole[:-SEAL]
    return content if len(whole) >= SEAL and checksum((content,)) == whole[-SEAL:] else None


def digest_of(text: str) -> str:
    """Return the digits of a text."""
    return digest(text.encode("utf-8", "surrogatepass"))


def sha256_of(content: bytes) -> str:
    """Return the 64 digits of SHA-256: what leaves a run is told from others by it."""
    digits: str = _sha256()(content).hexdigest()
    return digits


@cache  # to look for a module that is not there takes longer than to digest a text
def _sha256() -> Callable[[bytes], Any]:
    for module in ("_sha2", "_sha256", "hashlib"):  # by Python's version; the last loads OpenSSL
        try:
            found: Callable[[bytes], Any] = import_module(module).sha256
        except ImportError:
            continue
        return found
    raise AssertionError("Python has SHA-256")
