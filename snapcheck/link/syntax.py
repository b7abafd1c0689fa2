"""What a body spells out, whether it runs or not."""

from __future__ import annotations

from collections.abc import Iterator
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
        if isinstance(node, tuple):
            pending.extend(reversed(node))
            continue
        if isinstance(node, kind):
            yield node
        of = type(node)
        if of not in _PARTS:
            _PARTS[of] = _parts(of)
        pending.extend([getattr(node, part) for part in _PARTS[of]])


_PARTS: dict[type[object], tuple[str, ...]] = {}


def _parts(kind: type[object]) -> tuple[str, ...]:
    """The fields of a kind of node that may hold further nodes, the last one first."""
    fields: tuple[str, ...] = getattr(kind, "__struct_fields__", ())
    return tuple([name for name in reversed(fields) if kind.__annotations__[name] not in _PLAIN])


# What says something of a node, and is none: sites, names, operators.
_PLAIN = frozenset({"int", "str", "str | None", "Constant"})


def last_names(block: object) -> Iterator[str]:
    """The names that are read, and the last parts of dotted ones."""
    for name in nodes(block, facts.Name):
        yield name.name
    for attribute in nodes(block, facts.Attribute):
        yield attribute.name


def blocks_of_scripts(body: tuple[facts.Statement, ...]) -> Iterator[tuple[facts.Statement, ...]]:
    """What a module does only where it is run as a script."""
    for statement in body:
        if isinstance(statement, facts.If) and isinstance(statement.test, facts.Compare):
            parts = statement.test.parts
            names = [part.name for part in parts if isinstance(part, facts.Name)]
            texts = [part.value for part in parts if isinstance(part, facts.Literal)]
            if names == ["__name__"] and "__main__" in texts and statement.test.operator == "==":
                yield statement.body


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


def declared(cls: facts.ClassFacts) -> list[str]:
    """The annotated names of a class body, in order."""
    names: list[str] = []
    for statement in cls.body:
        if isinstance(statement, facts.Declare):
            names.append(statement.name)
        elif isinstance(statement, facts.Assign) and statement.annotation is not None:
            names.extend(t.name for t in statement.targets if isinstance(t, facts.Name))
    return names


def is_slice(index: facts.Expression) -> bool:
    """Whether what selects items of a list is a slice."""
    return isinstance(index, facts.Combine) and not index.operator


def is_whole(index: facts.Expression) -> bool:
    """Whether a slice selects all items: `xs[:]`."""
    return isinstance(index, facts.Combine) and not index.operator and not index.parts
