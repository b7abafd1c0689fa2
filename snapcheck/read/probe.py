"""What runs in the process that tries a deep file: read it, and say nothing but by living on."""

from __future__ import annotations

from snapcheck.read.deep import with_large_stack
from snapcheck.read.module import lower_module, parse
from snapcheck.read.source import Unreadable, decode


def probe(source: bytes) -> None:
    """Read `source` as a module would be; an ordinary error is left to the real reading."""
    try:
        text = decode(source)
        with_large_stack(lambda: lower_module(parse(text), ""))
    except Unreadable:
        pass
