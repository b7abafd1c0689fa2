"""What tells some content from any other: 32 hexadecimal digits."""

from __future__ import annotations

from _blake2 import blake2b  # hashlib would load OpenSSL first


def digest(*parts: bytes) -> str:
    """The digits of these bytes; of other parts that make the same bytes they are others."""
    found = blake2b(digest_size=16)
    for part in parts:
        found.update(b"%d:" % len(part))
        found.update(part)
    return found.hexdigest()


def digest_of(text: str) -> str:
    """The digits of a text."""
    return digest(text.encode("utf-8", "surrogatepass"))
