"""What INIT has left in the snapshot, as far as what follows asks about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from snapcheck.link.atoms import Container, Made, Object, Partial
from snapcheck.link.flow import is_replaceable
from snapcheck.link.frame import SnapshotFacts
from snapcheck.link.heap import Heap
from snapcheck.link.models.generators import state_of, state_of_instance
from snapcheck.link.places import AttributePlace, ClassPlace, ConnectionPlace, Place, StatePlace
from snapcheck.link.values import Value, traits


def facts_of(heap: Heap, generators: Iterable[str], *, may_be_anywhere: bool) -> SnapshotFacts:
    """Look through all that INIT has left.

    What it made `may_be_anywhere` if hooks are handed it. `generators` are the process-wide ones.
    """
    holding: list[Place] = []
    telling: list[tuple[Place, Value]] = []
    hazardous: list[Place] = []
    for place, value in heap.all_frozen():
        has = traits(value)
        if has.told:
            telling.append((place, value))
        elif not _HOLDING.isdisjoint(map(type, value)):
            holding.append(place)
        if has.hazards:
            hazardous.append(place)
    return SnapshotFacts(
        holds_hazards=bool(telling),
        is_replaceable=any(is_replaceable(heap, place) for place in hazardous),
        interesting=_interesting(generators, telling, holding),
        dated=None if may_be_anywhere else _dated(telling),
    )


def _interesting(
    generators: Iterable[str], telling: Sequence[tuple[Place, Value]], holding: Sequence[Place]
) -> frozenset[Place]:
    """Return the places of which it matters whether they are renewed.

    `telling` are those that hold what INIT made, `holding` those whose parts may: what they
    hold is renewed with them.
    """
    found = {state_of(generator) for generator in generators}
    for place, value in telling:
        found.update([place, StatePlace(place, ""), ConnectionPlace(place, "")])
        made = [atom for atom in value if isinstance(atom, Made) and atom.is_frozen]
        found.update(map(state_of_instance, made))
    found.update(holding)
    return frozenset(found)


def _dated(telling: Sequence[tuple[Place, Value]]) -> frozenset[str]:
    """Return attributes that keep what INIT made: another object that has them may replace it.

    `telling` are the places that hold any of it.
    """
    kept = [
        atom.kept.place
        for _, value in telling
        for atom in value
        if isinstance(atom, Made) and atom.kept is not None
    ]
    places = [*[place for place, _ in telling], *kept]
    return frozenset(
        place.name for place in places if isinstance(place, (AttributePlace, ClassPlace))
    )


# What is a place of its own, with places in it.
_HOLDING = frozenset({Object, Container, Partial})
