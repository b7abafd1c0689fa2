"""The imports that a file spells out, found without parsing it.

They show which files belong to one program before any is parsed. What only looks like an import, in
a string or a comment, is found too: it can join programs that have nothing to do with each other,
which costs time and no finding.
"""

from __future__ import annotations

import re

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
    found: dict[Import, None] = {}
    for dots, module, bracketed, names, modules in _IMPORT.findall(source):
        if modules:
            for each in _words(modules):
                found[Import(0, each, ())] = None
        else:
            words = tuple(_words(bracketed or names))
            found[Import(dots.count(b"."), module.decode("utf-8", "replace"), words)] = None
    return tuple(found)


def _words(text: bytes) -> list[str]:
    """The first word of each part between commas: `a.b as c, d` gives `a.b` and `d`."""
    parts = _COMMENT.sub(b"", text).split(b",")
    words = [_FIRST_WORD.search(part) for part in parts]
    return [word[0].decode("utf-8", "replace") for word in words if word is not None]
