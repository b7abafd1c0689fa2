"""Keys that are texts of which only some is known: which of them may be the same.

`cache[f"/{STAGE}/role"]` is another entry than `cache[f"/{STAGE}/table"]`, whatever the stage is.
"""

from __future__ import annotations

from snapcheck.link.atoms import Constant, Prefix
from snapcheck.link.values import Value

ANY_KEY = "*"
"""The name of a container's entry when nothing is known of the key."""

HOLE = "\0"
"""Stands in a text for what is not known of it."""

# Begins the name of an entry with such a key. Those of literals are spelled as in Python.
_MARK = "?"


def text_with_holes(index: Value) -> str:
    """Return the text that an index is if only some of it is known; empty for any other."""
    texts = [atom.text for atom in index if isinstance(atom, Prefix)]
    others = [atom for atom in index if not isinstance(atom, Prefix)]
    is_one = len(texts) == 1 and all(isinstance(a, Constant) and not a.is_known for a in others)
    return texts[0] if is_one and HOLE in texts[0] else ""


def name_of(text: str) -> str:
    """Return the name of the entry whose key is a text with holes."""
    return f"{_MARK}{text}"


def is_holed(name: str) -> bool:
    """Tell whether the key of an entry is a text with holes."""
    return name.startswith(_MARK)


def may_coincide(name: str, other: str) -> bool:
    """Tell whether the keys of two entries, of which one has holes, may be the same text."""
    one, another = _spelled(name), _spelled(other)
    return bool(one and another) and may_match(one, another)


def may_match(one: str, other: str) -> bool:
    """Tell whether two texts with holes may be the same, by how they begin and end."""
    first, begin = one.partition(HOLE)[0], other.partition(HOLE)[0]
    last, end = one.rpartition(HOLE)[2], other.rpartition(HOLE)[2]
    begins = first.startswith(begin) or begin.startswith(first)
    return begins and (last.endswith(end) or end.endswith(last))


def _spelled(name: str) -> str:
    """Return the text of a key between quotes; nothing where it is no text."""
    if is_holed(name):
        return f"'{name.removeprefix(_MARK)}'"
    if name[:1] not in ("'", '"'):
        return ""
    return HOLE if "\\" in name or name.startswith('"') else name
