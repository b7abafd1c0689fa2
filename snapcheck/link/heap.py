"""What every place of a program holds, by the phase in which it was put there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from snapcheck.link.values import NOTHING, Place, Value, join
from snapcheck.model import Phase


class _Write(Struct, eq=False):
    """What one statement put somewhere, in one activation."""

    value: Value
    phase: Phase
    activation: int
    statement: int
    # An INIT value that the same top level overwrote: gone when the snapshot is taken.
    overwritten: bool = False


class Record(Struct, eq=False):
    """One place: its writes, its readers, and what it holds to whom.

    Most places are written once and read by few: only what is there takes memory. `further` are
    the writes after the first one, by activation and statement.
    """

    first: _Write | None = None
    further: dict[tuple[int, int], _Write] | None = None
    readers: set[int] | None = None
    # Whether INIT put anything there: else nothing there can be renewed.
    is_initial: bool = False
    # What the writes come to, where there are several.
    init: Value | None = None
    restore: Value | None = None
    invoke: Value | None = None
    renewed: Value | None = None

    def is_read_by(self, activation: int) -> None:
        """Note who is to be told of what comes to be here."""
        if self.readers is None:
            self.readers = {activation}
        else:
            self.readers.add(activation)

    def writes(self) -> list[_Write]:
        """All writes, in the order in which they were first made."""
        if self.first is None:
            return []
        return [self.first] if self.further is None else [self.first, *self.further.values()]

    def write_of(self, activation: int, statement: int) -> _Write | None:
        """The write that a statement of an activation made before."""
        first = self.first
        if first is not None and first.activation == activation and first.statement == statement:
            return first
        return None if self.further is None else self.further.get((activation, statement))

    def add(self, write: _Write) -> None:
        """Note a write of a statement that made none before, and is not the first one."""
        if self.further is None:
            self.further = {(write.activation, write.statement): write}
        else:
            self.further[write.activation, write.statement] = write
        if write.phase is Phase.INIT:
            self.is_initial = True
        self.forget()

    def forget(self) -> None:
        """Say that what it holds is to be joined again."""
        if self.further is not None:
            self.init = self.restore = self.invoke = self.renewed = None

    def read(self, phase: Phase, *, renewed: bool = False) -> Value:
        """What it may hold when read in `phase`; if `renewed`, only what is since the restore.

        INIT code sees INIT's writes; RESTORE and INVOKE see what the snapshot holds and what they
        wrote themselves.
        """
        if self.further is None:
            first = self.first
            if first is None or not _visible(first, phase, renewed):
                return NOTHING
            return first.value
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
        return join([w.value for w in self.writes() if _visible(w, phase, renewed)])


class Places(Struct, eq=False):
    """Values only ever join here, so following them comes to an end.

    Of a place that was assigned several times at one top level, only what stood there last is in
    the snapshot; INIT code that ran in between has seen the others by then.
    """

    # Each place has a record from the moment that somebody asks for it.
    records: defaultdict[Place, Record] = field(default_factory=lambda: defaultdict(Record))
    _names: dict[tuple[str, object], list[str]] = {}
    # Of which owners the names are in order.
    _sorted: set[tuple[str, object]] = set()
    # Those that were written, in order: what was only read so far has a record too.
    _written: list[Place] = []
    _closed: bool = False

    def close(self) -> None:
        """Let everything be what it is: what runs from now on is no part of the program."""
        self._closed = True

    def write(
        self,
        place: Place,
        record: Record,
        value: Value,
        phase: Phase,
        activation: int,
        statement: int,
    ) -> bool:
        """Let `place`, whose record that is, hold `value` too; whether that is news to readers."""
        if record.first is None:
            self._add_name(place)
            record.first = _Write(value, phase, activation, statement)
            record.is_initial = phase is Phase.INIT
            return True
        write = record.write_of(activation, statement)
        if write is None:
            if self._closed:
                return False
            record.add(_Write(value, phase, activation, statement))
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

    def _add_name(self, place: Place) -> None:
        self._written.append(place)
        owner = (place.kind, place.owner)
        names = self._names.get(owner)
        if names is None:
            self._names[owner] = [place.name]
        else:
            names.append(place.name)
            self._sorted.discard(owner)

    def settle(self, place: Place, activation: int, last: Value) -> None:
        """Say that the top level run by `activation` left `last` in `place`."""
        record = self.records[place]
        first = record.first
        if record.further is None and first is not None and first.value is last:
            return
        for write in record.writes():
            # What a write holds has grown over all rounds in which the top level was followed.
            if write.activation == activation and write.value and not write.value & last:
                write.overwritten = True
        record.forget()

    def clear(self, place: Place) -> None:
        """Say that what INIT put there is gone when the snapshot is taken."""
        record = self.records[place]
        for write in record.writes():
            write.overwritten = True
        record.forget()

    def has(self, place: Place) -> bool:
        """Whether anything was ever put there."""
        record = self.records.get(place)
        return record is not None and record.first is not None

    def names(self, kind: str, owner: object) -> list[str]:
        """The globals of a module, the entries of a container ..., sorted."""
        key = (kind, owner)
        names = self._names.get(key)
        if names is None:
            return []
        if len(names) > 1 and key not in self._sorted:
            names.sort()
            self._sorted.add(key)
        return names.copy()

    def read(self, place: Place, phase: Phase) -> Value:
        """What `place` may hold when read in `phase`."""
        record = self.records.get(place)
        return record.read(phase) if record is not None else NOTHING

    def frozen(self, place: Place) -> Value:
        """What the snapshot holds there."""
        return self.read(place, Phase.INIT)

    def all_frozen(self) -> list[tuple[Place, Value]]:
        """Every place in which the snapshot holds anything, with that."""
        held = [(place, self.records[place].read(Phase.INIT)) for place in self._written]
        return [(place, value) for place, value in held if value]

    def writers(self, place: Place, phase: Phase) -> Iterable[tuple[int, Value]]:
        """The activations that wrote there in `phase`, with what they wrote."""
        record = self.records.get(place)
        if record is None:
            return ()
        return [(w.activation, w.value) for w in record.writes() if w.phase is phase]

    def written(self) -> Iterator[tuple[Place, int, int, Value]]:
        """Every write: the place, the activation and the statement that made it, the value."""
        for place in self._written:
            for write in self.records[place].writes():
                if not write.overwritten:
                    yield place, write.activation, write.statement, write.value

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
