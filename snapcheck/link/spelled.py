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


def times_of(iterable: facts.Expression) -> int:
    """How often `for _ in range(20)` runs; 1 where it is not written there."""
    if (
        isinstance(iterable, facts.Call)
        and isinstance(iterable.function, facts.Name)
        and iterable.function.name == "range"
        and len(iterable.arguments) == 1
    ):
        last = iterable.arguments[0].value
        if isinstance(last, facts.Literal) and isinstance(last.value, int):
            return max(last.value, 1)
    return 1
