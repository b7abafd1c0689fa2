"""What a body spells out, whether it runs or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from snapcheck import facts

Node = TypeVar("Node")


def nodes(block: object, kind: type[Node]) -> Iterator[Node]:
    """All statements, expressions and their parts of one kind, in reading order.

    `block` is a statement, an expression, or a tuple of them. Bodies of functions and classes that
    it defines are not looked into.
    """
    pending: list[object] = [block]
    while pending:
        node = pending.pop()
        if isinstance(node, kind):
            yield node
        if isinstance(node, tuple):
            pending.extend(reversed(node))
        else:
            slots: Iterable[str] = getattr(node, "__slots__", ())
            pending.extend([getattr(node, slot) for slot in slots][::-1])


def last_names(block: object) -> Iterator[str]:
    """The names that are read, and the last parts of dotted ones."""
    for name in nodes(block, facts.Name):
        yield name.name
    for attribute in nodes(block, facts.Attribute):
        yield attribute.name
