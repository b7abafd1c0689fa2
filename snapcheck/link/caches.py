"""Which tests ask a cache: a place that outlives an invocation, and that invocations fill.

That shows only when all has been followed: the body that fills a place often comes after its test.
"""

from __future__ import annotations

from snapcheck.link.atoms import Atom, Container, Made
from snapcheck.link.heap import Heap
from snapcheck.link.keys import ANY_KEY
from snapcheck.link.places import (
    Allocation,
    AttributePlace,
    ClassPlace,
    ClosurePlace,
    EntryPlace,
    EnvironmentPlace,
    FunctionId,
    GlobalPlace,
    MemoPlace,
    Place,
)
from snapcheck.model import Phase

_KEPT = (GlobalPlace, ClassPlace, MemoPlace, EnvironmentPlace)
# What the names of caches that a library provides have in them.
_CACHING = ("cache", "redis", "valkey", "store", "shelve", "diskcache", "dict", "local")


class Caches:
    """The caches of a program, once all of it has been followed."""

    def __init__(self, heap: Heap) -> None:
        self._heap = heap
        self._known: dict[frozenset[Place], bool] = {}
        self._living: dict[Allocation, bool] = {}

    def ask(self, asked: frozenset[Place]) -> bool:
        """Return whether a test of these places may ask a cache."""
        if not asked:
            return False
        if asked not in self._known:
            self._known[asked] = any(map(self._is_cache, asked))
        return self._known[asked]

    def _is_cache(self, place: Place) -> bool:
        if not self._outlives(place):
            return False
        heap = self._heap
        if any(True for _ in heap.writers(place, Phase.INVOKE)):
            return True
        if isinstance(place, EntryPlace) and place.name == ANY_KEY:
            return self._is_put_into(place.owner)
        return any(map(self._is_filled, heap.held(place, Phase.INVOKE)))

    def _is_filled(self, atom: Atom) -> bool:
        """Tell whether invocations put something into a container, or a library's object may."""
        if isinstance(atom, Container):
            return self._is_put_into(atom.at)
        if isinstance(atom, Made):
            return any(word in atom.name.lower() for word in _CACHING)
        return False

    def _is_put_into(self, at: Allocation) -> bool:
        places = [EntryPlace(at, name) for name in self._heap.names(EntryPlace, at)]
        return any(True for p in places for _ in self._heap.writers(p, Phase.INVOKE))

    def _outlives(self, place: Place) -> bool:
        if isinstance(place, _KEPT):
            return True
        if isinstance(place, ClosurePlace):
            return self._heap.phase_of(place.owner) is not Phase.INVOKE
        if isinstance(place, (AttributePlace, EntryPlace)):
            owner = place.owner
            return isinstance(owner, FunctionId) or self._lives_on(owner)
        return False

    def _lives_on(self, at: Allocation) -> bool:
        """Tell whether an object is there before an invocation, or something keeps it after one."""
        if at not in self._living:
            self._living[at] = self._heap.is_older(at)
            if not self._living[at]:
                self._living[at] = any(map(self._outlives, self._heap.keepers(at)))
        return self._living[at]
