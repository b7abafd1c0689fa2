"""The places that a body may write: a set that is joined, bounded by the places of the program."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from msgspec import Struct

from snapcheck.link.places import Place


class Writes(Struct, eq=False):
    """The places that a body and all that it calls may write, each with its last moment.

    `now` counts the moments at which anything was noted: a branch remembers it, and asks later
    what was written since. A place is noted again at a later moment, never twice, so what a
    function writes takes no more room however often it is called, by itself too.
    """

    now: int = 0
    # Not shared: msgspec gives each instance a copy of its own of an empty dict, list or set.
    _last: dict[Place, int] = {}

    def add(self, place: Place) -> None:
        """Note that `place` is written now."""
        self.now += 1
        self._last[place] = self.now

    def join(self, other: Writes) -> None:
        """Note that all that `other` holds is written now: a callee has returned."""
        if other._last:
            self.now += 1
            self._last.update(dict.fromkeys(other._last, self.now))

    def since(self, moment: int) -> frozenset[Place]:
        """Return the places written after `moment`."""
        if moment >= self.now:
            return frozenset()
        return frozenset([place for place, last in self._last.items() if last > moment])

    def places(self) -> AbstractSet[Place]:
        """Return all places written so far, as a view."""
        return self._last.keys()

    def copy(self) -> Writes:
        """Return the same writes, to go back to."""
        return Writes(self.now, self._last.copy())

    def clear(self) -> None:
        """Forget everything, as before a body is followed again."""
        self.now = 0
        self._last.clear()
