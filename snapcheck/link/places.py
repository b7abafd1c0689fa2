"""What every place of a program holds, by the phase in which it was put there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from snapcheck.link.values import NOTHING, Place, Value, join
from snapcheck.model import Phase


@dataclass(slots=True)
class _Write:
    value: Value
    phase: Phase
    activation: int
    # An INIT value that the same top level overwrote: gone when the snapshot is taken.
    overwritten: bool = False


@dataclass(slots=True)
class Places:
    """Values only ever join here, so following them comes to an end.

    Of a place that was assigned several times at one top level, only what stood there last is in
    the snapshot; INIT code that ran in between has seen the others by then.
    """

    _writes: dict[Place, dict[tuple[int, int], _Write]] = field(default_factory=dict)
    _names: dict[tuple[str, object], set[str]] = field(default_factory=dict)
    readers: dict[Place, set[int]] = field(default_factory=dict)
    _known: dict[tuple[Place, Phase, bool], Value] = field(default_factory=dict)
    _closed: bool = False

    def close(self) -> None:
        """Let everything be what it is: what runs from now on is no part of the program."""
        self._closed = True

    def write(
        self, place: Place, value: Value, phase: Phase, activation: int, statement: int
    ) -> bool:
        """Let `place` hold `value` too; whether that is news to its readers."""
        writes = self._writes.get(place)
        if writes is None:
            writes = self._writes[place] = {}
            self._names.setdefault((place.kind, place.owner), set()).add(place.name)
        write = writes.get((activation, statement))
        if write is None:
            if writes and self._closed:
                return False
            writes[(activation, statement)] = _Write(value, phase, activation)
            self._forget(place)
            return True
        if self._closed:
            return False
        if write.overwritten:
            write.overwritten = False
            self._forget(place)
        joined = join([write.value, value])
        if joined == write.value:
            return False
        write.value = joined
        self._forget(place)
        return True

    def _forget(self, place: Place) -> None:
        for phase in Phase:
            self._known.pop((place, phase, False), None)
            self._known.pop((place, phase, True), None)

    def settle(self, place: Place, activation: int, last: Value) -> None:
        """Say that the top level run by `activation` left `last` in `place`."""
        for write in self._writes.get(place, {}).values():
            # What a write holds has grown over all rounds in which the top level was followed.
            if write.activation == activation and write.value and not write.value & last:
                write.overwritten = True
        self._forget(place)

    def clear(self, place: Place) -> None:
        """Say that what INIT put there is gone when the snapshot is taken."""
        for write in self._writes.get(place, {}).values():
            write.overwritten = True
        self._forget(place)

    def has(self, place: Place) -> bool:
        """Whether anything was ever put there."""
        return place in self._writes

    def names(self, kind: str, owner: object) -> list[str]:
        """The globals of a module, the entries of a container ..., sorted."""
        return sorted(self._names.get((kind, owner), ()))

    def read(self, place: Place, phase: Phase, *, renewed: bool = False) -> Value:
        """What `place` may hold when read in `phase`; if `renewed`, only what that phase put there.

        INIT code sees INIT's writes; RESTORE and INVOKE see what the snapshot holds and what they
        wrote themselves.
        """
        writes = self._writes.get(place)
        if not writes:
            return NOTHING
        key = (place, phase, renewed)
        known = self._known.get(key)
        if known is None:
            visible = [w.value for w in writes.values() if _visible(w, phase, renewed)]
            known = self._known[key] = join(visible)
        return known

    def frozen(self, place: Place) -> Value:
        """What the snapshot holds there."""
        writes = self._writes.get(place, {})
        return join(
            [w.value for w in writes.values() if w.phase is Phase.INIT and not w.overwritten]
        )

    def writers(self, place: Place, phase: Phase) -> Iterable[tuple[int, Value]]:
        """The activations that wrote there in `phase`, with what they wrote."""
        writes = self._writes.get(place, {})
        return [(w.activation, w.value) for w in writes.values() if w.phase is phase]

    def written(self) -> Iterator[tuple[Place, int, int, Value]]:
        """Every write: the place, the activation and the statement that made it, the value."""
        for place, writes in self._writes.items():
            for (activation, statement), write in writes.items():
                if not write.overwritten:
                    yield place, activation, statement, write.value

    def all(self) -> list[Place]:
        """Every place that anything was put into."""
        return list(self._writes)


def _visible(write: _Write, phase: Phase, renewed: bool) -> bool:
    if phase is Phase.INIT:
        return write.phase is Phase.INIT and not write.overwritten
    if renewed:
        return write.phase is not Phase.INIT
    if write.phase is Phase.INIT:
        return not write.overwritten
    return write.phase is phase or phase is Phase.INVOKE
