"""The imports that a file spells out, found without parsing it.

They show which files belong to one program before any is parsed. What only looks like an import, in
a string or a comment, is found too: it can join programs that have nothing to do with each other,
which costs time and no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

_GAP = rb"(?:[ \t\f]|\\\r?\n)"
_NAME = rb"[\w\x80-\xff]"
_REST = rb"((?:[^\r\n;#(\\]|\\\r?\n)*)"
_IMPORT = re.compile(
    rb"\bfrom\b" + _GAP + rb"*((?:\.|" + _GAP + rb")*)((?:" + _NAME + rb"|\.)*)" + _GAP
    + rb"*\bimport\b" + _GAP + rb"*(?:\(([^)]*)\)|" + _REST + rb")"
    + rb"|\bimport" + _GAP + rb"+" + _REST
)  # fmt: skip
_COMMENT = re.compile(rb"#[^\r\n]*")
_FIRST_WORD = re.compile(rb"(?:" + _NAME + rb"|\.)+")


class Import(Struct, frozen=True):
    """`from ..module import names` has level 2; `import a.b` is the module `a.b` and no names."""

    level: int
    module: str
    names: tuple[str, ...]


def imports_in(source: bytes) -> tuple[Import, ...]:
    """The imports anywhere in a Python file, each once, in order."""
    statements = dict.fromkeys(_statements(source))
    return tuple(dict.fromkeys([each for written in statements for each in _imports(*written)]))


def _statements(source: bytes) -> Iterator[tuple[bytes, ...]]:
    """What `_IMPORT` finds, from the beginning of one line with an import to the next.

    To search for the bare word takes a tenth of what searching all lines takes.
    """
    end = 0
    while (at := source.find(b"import", end)) >= 0:
        begin = max(end, source.rfind(b"\n", end, at) + 1)
        while begin > end and source.endswith((b"\\\n", b"\\\r\n"), end, begin):
            begin = max(end, source.rfind(b"\n", end, begin - 1) + 1)
        found = _IMPORT.search(source, begin)
        if found is None:
            return
        yield found.groups(b"")
        end = found.end()


@lru_cache(maxsize=2_000)  # the files of one repository import the same libraries
def _imports(
    dots: bytes, module: bytes, bracketed: bytes, names: bytes, modules: bytes
) -> tuple[Import, ...]:
    """The imports that one statement spells out."""
    if modules:
        return tuple([Import(0, each, ()) for each in _words(modules)])
    words = tuple(_words(bracketed or names))
    return (Import(dots.count(b"."), module.decode("utf-8", "replace"), words),)


def _words(text: bytes) -> list[str]:
    """The first word of each part between commas: `a.b as c, d` gives `a.b` and `d`."""
    parts = _COMMENT.sub(b"", text).split(b",")
    words = [_FIRST_WORD.search(part) for part in parts]
    return [word[0].decode("utf-8", "replace") for word in words if word is not None]
