"""The order in which Python looks members of a class up."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence

from snapcheck.link.places import ClassId

Parents = Callable[[ClassId], Sequence[ClassId]]


def linearized(
    cls: ClassId, parents: Parents, known: dict[ClassId, list[ClassId]]
) -> list[ClassId]:
    """Return a class and its bases in Python's method resolution order (C3).

    Where the program has no such order (a class that extends what its own name meant before, or
    an inconsistent hierarchy), bases come depth first. `known` keeps the answers for classes whose
    bases stay what they are. https://docs.python.org/3/howto/mro.html
    """
    if cls not in known:
        order = _merged(cls, parents, known, frozenset(), set())
        known[cls] = order or _depth_first(cls, parents)
    return known[cls]


def _merged(
    cls: ClassId,
    parents: Parents,
    known: dict[ClassId, list[ClassId]],
    within: frozenset[ClassId],
    without: set[ClassId],
) -> list[ClassId] | None:
    """Return the order; None if there is none. `within` are classes that are being put in order.

    `without` are those that are known to have none: who extends them has none either.
    """
    if cls in known:
        return known[cls]
    if cls in within or cls in without or len(within) > _DEEPEST:
        return None
    direct = list(parents(cls))
    lists: list[list[ClassId]] = []
    for base in direct:
        found = _merged(base, parents, known, within | {cls}, without)
        if found is None:
            without.add(cls)
            return None
        lists.append(found)
    bases = lists[0] if len(direct) == 1 else _in_one([*lists, direct])
    if bases is None:
        without.add(cls)
        return None
    known[cls] = [cls, *bases][:LONGEST]
    return known[cls]


# Bases come before what extends them: nearly always they are in order already.
_DEEPEST = 100
LONGEST = 512
"""Of more classes no order consists: each class has its own, and all of them grow."""


def _in_one(lists: Sequence[Sequence[ClassId]]) -> list[ClassId] | None:
    """Return the classes of all lists in an order that each of them agrees with; None if none does.

    What comes next is the first of a list that stands behind nothing in any other.
    """
    waiting = [deque(found) for found in lists if found]
    behind = Counter([cls for found in lists for cls in found[1:]])
    order: list[ClassId] = []
    while waiting:
        head = next((found[0] for found in waiting if not behind[found[0]]), None)
        if head is None:
            return None
        order.append(head)
        for found in waiting:
            if found[0] == head:
                found.popleft()
                if found:
                    behind[found[0]] -= 1
        waiting = [found for found in waiting if found]
    return order


def _depth_first(cls: ClassId, parents: Parents) -> list[ClassId]:
    found: dict[ClassId, None] = {}
    pending = [cls]
    while pending:
        current = pending.pop()
        if current not in found:
            found[current] = None
            pending.extend(reversed(parents(current)))
    return list(found)
