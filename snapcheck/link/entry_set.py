"""Sets of entry points: which of them reach a body, keep a value, renew a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class EntrySet(int):
    """A set of entry points, by their positions in the program: one bit each.

    A number, as whole programs carry such sets along all their calls. It is true if not empty;
    `|`, `&` and `-` make other sets.
    """

    __slots__ = ()

    @classmethod
    def of(cls, position: int) -> EntrySet:
        """Return the set of the one entry point at `position`."""
        return cls(1 << position)

    @classmethod
    def union(cls, sets: Iterable[EntrySet]) -> EntrySet:
        """Return the entry points of all `sets`."""
        united = 0
        for each in sets:
            united |= int(each)
        return cls(united)

    def __or__(self, other: int) -> EntrySet:
        return EntrySet(int.__or__(self, other))

    def __and__(self, other: int) -> EntrySet:
        return EntrySet(int.__and__(self, other))

    def __sub__(self, other: int) -> EntrySet:
        return EntrySet(int.__and__(self, ~other))

    def __contains__(self, position: int) -> bool:
        return bool(self >> position & 1)

    def positions(self) -> Iterator[int]:
        """Yield the positions of the entry points in the set, lowest first."""
        return (position for position in range(self.bit_length()) if position in self)


NO_ENTRIES = EntrySet(0)
