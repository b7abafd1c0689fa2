"""Who holds the object that a value is part of: where a report of the value stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec.structs import replace

from snapcheck.link.places import Allocation, AttributePlace, GlobalPlace
from snapcheck.link.program import Program
from snapcheck.link.values import LONGEST_PATH, Atom, Bound, Made, Object, Value
from snapcheck.model import Phase


class Homes:
    """The objects of a program that something keeps from INIT on."""

    def __init__(self, program: Program) -> None:
        self._program = program

    @cached_property
    def _kept(self) -> frozenset[Allocation]:
        activations = self._program.activations
        return frozenset(
            at
            for _, writer, _, value in self._program.heap.written()
            if activations[writer].phase is Phase.INIT
            for at in _objects(value)
        )

    def home(self, made: Made) -> Made:
        """Return `made` as the place has it that a report stands at.

        That is where it was made, but for what an object has that nobody keeps: it keeps nothing,
        so the report stands where the value was taken from it.
        """
        kept = made.kept
        if kept is None or not isinstance(kept.place, AttributePlace):
            return made
        owner, copied = kept.place.owner, made.copied
        if copied is None or not isinstance(copied.place, GlobalPlace):
            return made
        if not isinstance(owner, Allocation) or owner in self._kept:
            return made
        path = (*made.path, made.here)[-LONGEST_PATH:]
        return replace(made, here=copied.site, path=path, kept=copied, copied=None)


def _objects(value: Value) -> Iterator[Allocation]:
    for atom in value:
        inner: Atom = atom.receiver if isinstance(atom, Bound) else atom
        if isinstance(inner, Object):
            yield inner.at
