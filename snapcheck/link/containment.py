"""Which containers bear a hazard at all, however deep.

Nearly all that an invocation builds bears none: what it hands to libraries need not be looked
through then. Only ever grows, as places do.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from snapcheck.link.atoms import Container, Field, Made, Method, Partial, Suspended
from snapcheck.link.places import Allocation
from snapcheck.link.values import Value, traits


class Containment(Struct):
    """What holds a hazard, by where it was built, and for the rest in what else it is held."""

    _bearing: set[Allocation] = field(default_factory=set)
    _within: dict[Allocation, set[Allocation]] = field(default_factory=dict)

    def put(self, value: Value, holder: Allocation) -> list[Allocation]:
        """Note that `holder` holds `value`; what bears a hazard since then."""
        if holder in self._bearing:
            return []
        has = traits(value)
        if has.hazards:
            return self._bears(holder)
        if not has.holders:
            return []
        held = list(holders(value))
        if any(each is None or each in self._bearing for each in held):
            return self._bears(holder)
        for each in held:
            if each is not None:
                self._within.setdefault(each, set()).add(holder)
        return []

    def _bears(self, first: Allocation) -> list[Allocation]:
        found: list[Allocation] = []
        pending = [first]
        while pending:
            current = pending.pop()
            if current not in self._bearing:
                self._bearing.add(current)
                found.append(current)
                pending.extend(self._within.pop(current, ()))
        return found

    def bears(self, holder: Allocation | None) -> bool:
        """Tell whether what was built there may hold a hazard; a generator (None) may."""
        return holder is None or holder in self._bearing


def holders(value: Value) -> Iterator[Allocation | None]:
    """Yield what in `value` may hold more, by where it was built; None for a generator's body."""
    for atom in value:
        if isinstance(atom, Method):
            atom = atom.receiver
            if not isinstance(atom, Made):
                continue
        if isinstance(atom, (Container, Partial, Field)):
            yield atom.at
        elif isinstance(atom, Made) and atom.holds is not None:
            yield atom.holds
        elif isinstance(atom, Suspended):
            yield None
