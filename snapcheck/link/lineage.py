"""The order in which Python looks members of a class up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from snapcheck.link.values import ClassId

Parents = Callable[[ClassId], Sequence[ClassId]]


def linearized(cls: ClassId, parents: Parents) -> list[ClassId]:
    """A class and its bases in Python's method resolution order (C3).

    Where the program has no such order (a class that extends what its own name meant before, or
    an inconsistent hierarchy), bases come depth first. https://docs.python.org/3/howto/mro.html
    """
    known: dict[ClassId, list[ClassId] | None] = {}
    return _merged(cls, parents, known) or _depth_first(cls, parents)


def _merged(
    cls: ClassId, parents: Parents, known: dict[ClassId, list[ClassId] | None]
) -> list[ClassId] | None:
    if cls in known:
        return known[cls]
    # While a class is being put in order it is its own ancestor: there is no order.
    known[cls] = None
    direct = list(parents(cls))
    lists = [_merged(base, parents, known) for base in direct]
    if any(found is None for found in lists) or len(known) > _MOST_BASES:
        return None
    waiting = [list(found) for found in lists if found] + ([direct] if direct else [])
    order = [cls]
    while waiting:
        head = next((found[0] for found in waiting if _is_next(found[0], waiting)), None)
        if head is None:
            return None
        order.append(head)
        waiting = [rest for found in waiting if (rest := [c for c in found if c != head])]
    known[cls] = order
    return order


_MOST_BASES = 200


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
