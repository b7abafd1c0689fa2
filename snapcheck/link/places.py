"""What every place of a program holds, by the phase in which it was put there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from snapcheck.link.values import NOTHING, Place, Value, join
from snapcheck.model import Phase


class _Write(Struct, eq=False):
    value: Value
    phase: Phase
    activation: int
    # An INIT value that the same top level overwrote: gone when the snapshot is taken.
    overwritten: bool = False


class Record(Struct, eq=False):
    """One place: its writes by activation and statement, its readers, and what it holds to whom."""

    writes: dict[tuple[int, int], _Write] = {}
    readers: set[int] = set()
    # Whether INIT put anything there: else nothing there can be renewed.
    is_initial: bool = False
    init: Value | None = None
    restore: Value | None = None
    invoke: Value | None = None
    renewed: Value | None = None

    def forget(self) -> None:
        """Say that what it holds is to be joined again."""
        self.init = self.restore = self.invoke = self.renewed = None

    def read(self, phase: Phase, *, renewed: bool = False) -> Value:
        """What it may hold when read in `phase`; if `renewed`, only what is since the restore.

        INIT code sees INIT's writes; RESTORE and INVOKE see what the snapshot holds and what they
        wrote themselves.
        """
        if phase is Phase.INIT:
            if self.init is None:
                self.init = self._joined(phase, renewed)
            return self.init
        if renewed:
            if self.renewed is None:
                self.renewed = self._joined(phase, renewed)
            return self.renewed
        if phase is Phase.RESTORE:
            if self.restore is None:
                self.restore = self._joined(phase, renewed)
            return self.restore
        if self.invoke is None:
            self.invoke = self._joined(phase, renewed)
        return self.invoke

    def _joined(self, phase: Phase, renewed: bool) -> Value:
        visible = [w.value for w in self.writes.values() if _visible(w, phase, renewed)]
        return join(visible)


class Places(Struct, eq=False):
    """Values only ever join here, so following them comes to an end.

    Of a place that was assigned several times at one top level, only what stood there last is in
    the snapshot; INIT code that ran in between has seen the others by then.
    """

    _records: dict[Place, Record] = {}
    _names: dict[tuple[str, object], set[str]] = {}
    _sorted: dict[tuple[str, object], list[str]] = {}
    # Those that were written, in order: what was only read so far has a record too.
    _written: list[Place] = []
    _closed: bool = False

    def close(self) -> None:
        """Let everything be what it is: what runs from now on is no part of the program."""
        self._closed = True

    def write(
        self, place: Place, value: Value, phase: Phase, activation: int, statement: int
    ) -> bool:
        """Let `place` hold `value` too; whether that is news to its readers."""
        record = self.at(place)
        if not record.writes:
            owner = (place.kind, place.owner)
            self._names.setdefault(owner, set()).add(place.name)
            self._sorted.pop(owner, None)
            self._written.append(place)
        write = record.writes.get((activation, statement))
        if write is None:
            if record.writes and self._closed:
                return False
            record.writes[(activation, statement)] = _Write(value, phase, activation)
            record.is_initial = record.is_initial or phase is Phase.INIT
            record.forget()
            return True
        if self._closed:
            return False
        if write.overwritten:
            write.overwritten = False
            record.forget()
        joined = join([write.value, value])
        if joined is write.value or joined == write.value:
            return False
        write.value = joined
        record.forget()
        return True

    def at(self, place: Place) -> Record:
        """The record of `place`, there from now on."""
        record = self._records.get(place)
        if record is None:
            record = self._records[place] = Record()
        return record

    def settle(self, place: Place, activation: int, last: Value) -> None:
        """Say that the top level run by `activation` left `last` in `place`."""
        record = self.at(place)
        for write in record.writes.values():
            # What a write holds has grown over all rounds in which the top level was followed.
            if write.activation == activation and write.value and not write.value & last:
                write.overwritten = True
        record.forget()

    def clear(self, place: Place) -> None:
        """Say that what INIT put there is gone when the snapshot is taken."""
        record = self.at(place)
        for write in record.writes.values():
            write.overwritten = True
        record.forget()

    def has(self, place: Place) -> bool:
        """Whether anything was ever put there."""
        record = self._records.get(place)
        return record is not None and bool(record.writes)

    def names(self, kind: str, owner: object) -> list[str]:
        """The globals of a module, the entries of a container ..., sorted."""
        key = (kind, owner)
        known = self._sorted.get(key)
        if known is None:
            known = self._sorted[key] = sorted(self._names.get(key, ()))
        return known.copy()

    def read(self, place: Place, phase: Phase) -> Value:
        """What `place` may hold when read in `phase`."""
        record = self._records.get(place)
        return record.read(phase) if record is not None else NOTHING

    def frozen(self, place: Place) -> Value:
        """What the snapshot holds there."""
        return self.read(place, Phase.INIT)

    def writers(self, place: Place, phase: Phase) -> Iterable[tuple[int, Value]]:
        """The activations that wrote there in `phase`, with what they wrote."""
        record = self._records.get(place)
        writes = record.writes.values() if record is not None else ()
        return [(w.activation, w.value) for w in writes if w.phase is phase]

    def written(self) -> Iterator[tuple[Place, int, int, Value]]:
        """Every write: the place, the activation and the statement that made it, the value."""
        for place in self._written:
            for (activation, statement), write in self._records[place].writes.items():
                if not write.overwritten:
                    yield place, activation, statement, write.value

    def all(self) -> list[Place]:
        """Every place that anything was put into."""
        return self._written.copy()


def _visible(write: _Write, phase: Phase, renewed: bool) -> bool:
    if phase is Phase.INIT:
        return write.phase is Phase.INIT and not write.overwritten
    if renewed:
        return write.phase is not Phase.INIT
    if write.phase is Phase.INIT:
        return not write.overwritten
    return write.phase is phase or phase is Phase.INVOKE
