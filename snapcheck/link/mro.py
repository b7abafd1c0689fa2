"""The order in which Python looks members of a class up."""

from __future__ import annotations

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
    waiting = [list(found) for found in lists] + ([direct] if direct else [])
    order = [cls]
    if len(direct) == 1:
        order.extend(waiting[0])
        waiting = []
    while waiting:
        head = next((found[0] for found in waiting if _is_next(found[0], waiting)), None)
        if head is None:
            without.add(cls)
            return None
        order.append(head)
        waiting = [rest for found in waiting if (rest := [c for c in found if c != head])]
    known[cls] = order
    return order


# Bases come before what extends them: nearly always they are in order already.
_DEEPEST = 100


def _is_next(candidate: ClassId, waiting: list[list[ClassId]]) -> bool:
    return not any(candidate in found[1:] for found in waiting)


def _depth_first(cls: ClassId, parents: Parents) -> list[ClassId]:
    found: dict[ClassId, None] = {}
    pending = [cls]
    while pending:
        current = pending.pop()
        if current not in found:
            found[current] = None
            pending.extend(reversed(parents(current)))
    return list(found)
