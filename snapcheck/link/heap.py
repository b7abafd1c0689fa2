"""What every place of a program holds, by the phase in which it was put there, and who read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from snapcheck.facts import Fact
from snapcheck.link.atoms import Atom, Container, Field, Object
from snapcheck.link.containment import Containment, holders
from snapcheck.link.counters import Work
from snapcheck.link.places import (
    Allocation,
    AttributePlace,
    ClassId,
    ClassPlace,
    EntryPlace,
    GlobalPlace,
    MemoPlace,
    Place,
)
from snapcheck.link.record import Record, Write
from snapcheck.link.summary import Activation
from snapcheck.link.values import NOTHING, Value, join, traits
from snapcheck.model import Phase

FACTORY = "default_factory"
"""The name of the place where a defaultdict has its factory."""


# Looking through so many places takes some ten milliseconds, and it is done for some functions.
_MOST_LOOKED_THROUGH = 50_000

# What a container has besides its entries: its factory, and keys that are hazards.
_NO_ENTRIES = frozenset({FACTORY, "keys()"})


class Rewritten(Struct, frozen=True):
    """What one activation had put into places, and what it puts there now.

    It `is_strange` if others have written meanwhile, or if there are new places.
    """

    before: Mapping[Place, Sequence[Value]]
    now: Mapping[Place, Sequence[Value]]
    is_strange: bool


Tell = Callable[[set[int], int, bool], None]
"""Tells readers that a writer has put more there, and whether a hazard may be among it."""


def _tell_nobody(readers: set[int], writer: int, hazards: bool) -> None:
    """Tell nobody."""


class Entries(Fact, frozen=True):
    """What a reader subscribes to who wants to hear of new entries of an object."""

    owner: Allocation


class Content(Fact, frozen=True):
    """What a reader subscribes to who wants to hear that an object comes to hold a hazard."""

    owner: Allocation


class Heap:
    """What every place of a program holds; values only ever join, so following them ends.

    Who reads is subscribed to what was read, and `tell` is called with the readers of what grows.
    Of a place that was assigned several times at one top level, only the last value is in the
    snapshot; INIT code that ran in between has seen the others by then.
    """

    def __init__(self, work: Work, activations: Sequence[Activation], tell: Tell) -> None:
        self._work = work
        self._activations = activations
        self._tell = tell
        # Each place has a record from the moment that somebody asks for it.
        self._records: defaultdict[Place, Record] = defaultdict(Record)
        self._subscribers: defaultdict[Entries | Content, set[int]] = defaultdict(set)
        self._containment = Containment()
        self._names: dict[tuple[type[Place], object], list[str]] = {}
        # Of which owners the names are in order.
        self._sorted: set[tuple[type[Place], object]] = set()
        # Those that were written, in order: what was only read so far has a record too.
        self._written: list[Place] = []
        self._constructed: set[Place] = set()
        self.replaced: dict[tuple[Place, int, int], set[tuple[int, int]]] = {}
        """By whom what is set anew right after an object is built: the writes that are gone."""
        self._adopted: set[Allocation] = set()
        self._repeated: set[Allocation] = set()
        self._keepers: defaultdict[Allocation, dict[Place, None]] = defaultdict(dict)
        self._of_fields: defaultdict[ClassId, set[str]] = defaultdict(set)
        self._closed = False
        self._journal: list[tuple[Place, int, int]] | None = None
        self.class_members = 0
        """How many places of classes there are: who remembers where members are looks again."""

    # --- reading ---

    def open(self, place: Place, reader: int) -> Record:
        """Return the record of `place`, and subscribe the activation that reads it."""
        self._work.reads += 1
        record = self._records[place]
        if record.readers is None:
            record.readers = {reader}
        else:
            record.readers.add(reader)
        return record

    def watch(self, place: Place, reader: int) -> None:
        """Subscribe an activation to `place` without reading it."""
        record = self._records[place]
        if record.readers is None:
            record.readers = {reader}
        else:
            record.readers.add(reader)

    def entries(self, at: Allocation, reader: int) -> list[str]:
        """Return the entries that a container or holder may have, sorted; its factory is none."""
        self._subscribers[Entries(at)].add(reader)
        return [name for name in self.names(EntryPlace, at) if name not in _NO_ENTRIES]

    def holds_hazard(self, value: Value, reader: int) -> bool:
        """Tell whether anything that `value` holds, however deep, may be a hazard."""
        found = list(holders(value))
        if any(self._containment.bears(holder) for holder in found):
            return True
        for holder in found:
            if holder is not None:
                self._subscribers[Content(holder)].add(reader)
        return False

    def has(self, place: Place) -> bool:
        """Tell whether anything was ever put there."""
        record = self._records.get(place)
        return record is not None and record.first is not None

    def is_written_once(self, place: Place) -> bool:
        """Tell whether one statement alone puts anything there, in one run of it."""
        record = self._records.get(place)
        return record is not None and record.first is not None and record.further is None

    def is_left(self, place: Place) -> bool:
        """Tell whether INIT put something there, and nothing changes it any more."""
        record = self._records.get(place)
        writes = record.writes() if record is not None else []
        return bool(writes) and all(w.phase is Phase.INIT and not w.overwritten for w in writes)

    def names(self, kind: type[Place], owner: object) -> list[str]:
        """Return the globals of a module, the entries of a container ..., sorted."""
        key = (kind, owner)
        names = self._names.get(key)
        if names is None:
            return []
        if len(names) > 1 and key not in self._sorted:
            names.sort()
            self._sorted.add(key)
        return names.copy()

    def names_of_fields(self, owner: ClassId) -> list[str]:
        """Return the members of a class that were fields at any time, sorted."""
        return sorted(self._of_fields[owner]) if owner in self._of_fields else []

    def held(self, place: Place, phase: Phase) -> Value:
        """Return what `place` may hold when read in `phase`, for one who does not run."""
        record = self._records.get(place)
        return record.read(phase) if record is not None else NOTHING

    def frozen(self, place: Place) -> Value:
        """Return what the snapshot holds there."""
        return self.held(place, Phase.INIT)

    def all_frozen(self) -> list[tuple[Place, Value]]:
        """Return every place in which the snapshot holds anything, with that."""
        held = [(place, self._records[place].read(Phase.INIT)) for place in self._written]
        return [(place, value) for place, value in held if value]

    def writers(self, place: Place, phase: Phase) -> Iterable[tuple[int, Value]]:
        """Return the activations that wrote there in `phase`, with what they wrote."""
        record = self._records.get(place)
        if record is None:
            return ()
        return [(w.activation, w.value) for w in record.writes() if w.phase is phase]

    def written(self) -> Iterator[tuple[Place, int, int, Value]]:
        """Yield every write: the place, the activation and statement that made it, the value."""
        for place in self._written:
            for write in self._records[place].writes():
                if not write.overwritten:
                    yield place, write.activation, write.statement, write.value

    def all(self) -> list[Place]:
        """Return every place that anything was put into."""
        return self._written.copy()

    # --- writing ---

    def write(self, place: Place, value: Value, phase: Phase, writer: int, statement: int) -> None:
        """Let `place` hold `value` too, and tell those whom that concerns."""
        self._work.writes += 1
        if self._journal is not None:
            self._journal.append((place, writer, statement))
        record = self._records[place]
        is_new = record.first is None
        if self._add(place, record, Write(value, phase, writer, statement)):
            has_hazards = traits(value).hazards
            if record.readers is not None:
                self._tell(record.readers, writer, has_hazards)
            if is_new and isinstance(place, EntryPlace):
                self._tell_subscribers(Entries(place.owner), writer, has_hazards)
        if isinstance(place, ClassPlace):
            if any(type(atom) is Field for atom in value):
                self._of_fields[place.owner].add(place.name)
        elif isinstance(place, EntryPlace) and value:
            for holder in self._containment.put(value, place.owner):
                self._tell_subscribers(Content(holder), writer, hazards=True)

    def _add(self, place: Place, record: Record, write: Write) -> bool:
        """Note a write in the record of `place`; whether that is news to readers."""
        if record.first is None:
            self._add_name(place)
            record.first = write
            record.is_initial = write.phase is Phase.INIT
            return True
        if self._closed:
            return False
        before = record.write_of(write.activation, write.statement)
        if before is None:
            is_known = record.shows(write)
            record.add(write)
            return not is_known
        if before.overwritten and not before.unseen:
            before.overwritten = False
            record.forget()
        joined = join([before.value, write.value])
        if joined is before.value or joined == before.value:
            return False
        before.value = joined
        record.forget()
        return True

    def _add_name(self, place: Place) -> None:
        self._written.append(place)
        if isinstance(place, ClassPlace):
            self.class_members += 1
        owner = (type(place), place.owner)
        names = self._names.get(owner)
        if names is None:
            self._names[owner] = [place.name]
        else:
            names.append(place.name)
            self._sorted.discard(owner)

    def _tell_subscribers(self, key: Entries | Content, writer: int, hazards: bool) -> None:
        readers = self._subscribers.get(key)
        if readers is not None:
            self._tell(readers, writer, hazards)

    def supersede(self, place: Place, writer: int) -> None:
        """Say that a top level, for the first time, surely binds anew what it has bound before."""
        record = self._records.get(place)
        if record is None or record.first is None or (record.readers or set()) - {writer}:
            return
        for write in record.writes():
            if write.activation == writer:
                write.overwritten = write.unseen = True
        record.forget()

    def settle(self, place: Place, activation: int, last: Value) -> None:
        """Say that the top level run by `activation` left `last` in `place`."""
        record = self._records[place]
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
        record = self._records[place]
        for write in record.writes():
            write.overwritten = True
        record.forget()

    def initial_writes(self, place: Place) -> list[tuple[int, int]]:
        """Return which activations put something there in INIT, by which statements."""
        record = self._records.get(place)
        if record is None or record.further is None:
            return []
        return [(w.activation, w.statement) for w in record.writes() if w.phase is Phase.INIT]

    def overwrite(self, place: Place, gone: set[tuple[int, int]]) -> None:
        """Say that what these statements put there is gone when the snapshot is taken."""
        if not gone:
            return
        record = self._records[place]
        for write in record.writes():
            if (write.activation, write.statement) in gone:
                write.overwritten = True
        record.forget()

    def close(self) -> None:
        """Let everything be what it is: what runs from now on is no part of the program."""
        self._closed = True

    # --- following a body again whose text has changed ---

    def readers(self, place: Place) -> AbstractSet[int]:
        """Return the activations that have read a place."""
        record = self._records.get(place)
        return (record.readers if record is not None else None) or frozenset()

    def by_writer(self) -> dict[int, dict[Place, None]]:
        """Return the places that each activation has put something into."""
        found: dict[int, dict[Place, None]] = {}
        for place in self._written:
            for write in self._records[place].writes():
                found.setdefault(write.activation, {})[place] = None
        return found

    def rewrite(
        self, writer: int, places: Iterable[Place], follow: Callable[[], None]
    ) -> Rewritten:
        """Let an activation write anew, by `follow`, what it has put into `places` before.

        Nobody is told. What it does not write again is gone.
        """
        own = {place: self._records[place].withdraw(writer) for place in places}
        before = len(self._written)
        tell, closed = self._tell, self._closed
        self._tell, self._closed, self._journal = _tell_nobody, False, []
        try:
            follow()
        finally:
            journal, self._journal = self._journal, None
            self._tell, self._closed = tell, closed
        written: dict[Place, set[int]] = {}
        for place, by, statement in journal:
            if by == writer:
                written.setdefault(place, set()).add(statement)
        for place in own:
            self._records[place].drop(writer, written.get(place, frozenset()))
        strange = len(self._written) != before or any(by != writer for _, by, _ in journal)
        now = {place: self._records[place].own(writer) for place in written}
        return Rewritten(own, now, is_strange=strange)

    # --- objects ---

    def note_constructed(self, place: Place) -> None:
        """Note that a constructor sets an attribute."""
        self._constructed.add(place)

    def set_by_constructor(self, place: Place) -> bool:
        """Tell whether a constructor sets the attribute, so that it is always there."""
        return place in self._constructed

    def adopt(self, place: Place, value: Value) -> None:
        """Note which objects an invocation puts into `place`, where it outlives the invocation."""
        built = [atom.at for atom in value if isinstance(atom, (Object, Container))]
        if built and self.outlives(place):
            self._adopted.update(built)
        for at in built:
            self._keepers[at][place] = None

    def keepers(self, at: Allocation) -> Iterable[Place]:
        """Return the places that invocations put an object into."""
        return self._keepers.get(at, ())

    def note_repeated(self, at: Allocation) -> None:
        """Note that a loop or library builds this object: there may be several of it."""
        self._repeated.add(at)

    def is_single(self, at: Allocation) -> bool:
        """Tell whether a top level builds this object, by whatever calls, and once."""
        if at in self._repeated:
            return False
        builder = self._activations[at.activation]
        while builder.function is not None:
            if builder.is_repeated or len(builder.callers) != 1:
                return False
            # Its only caller is the one that it was first followed for, which is older.
            builder = self._activations[next(iter(builder.callers))]
        return True

    def is_left_behind(self, built: AbstractSet[Allocation], inside: AbstractSet[int]) -> bool:
        """Tell whether what runs `inside` has put what it `built` where it is when it has ended.

        In very large programs it is taken for granted.
        """
        if len(self._written) > _MOST_LOOKED_THROUGH:
            return True
        for place in self._written:
            owner = place.owner
            if (owner.activation if isinstance(owner, Allocation) else owner) in inside:
                continue
            for write in self._records[place].writes():
                if (write.activation in inside or isinstance(place, MemoPlace)) and any(
                    isinstance(each, (Container, Object)) and each.at in built
                    for each in write.value
                ):
                    return True
        return False

    def is_rebuilt(self, atom: Object) -> bool:
        """Tell whether each invocation builds this object anew: what it remembers is no cache."""
        return self.phase_of(atom.at.activation) is Phase.INVOKE and atom.at not in self._adopted

    def outlives(self, place: Place) -> bool:
        """Tell whether what `place` holds may be left from an earlier invocation."""
        if isinstance(place, (AttributePlace, EntryPlace)):
            owner = place.owner
            return isinstance(owner, Allocation) and self.is_older(owner)
        return isinstance(place, (GlobalPlace, ClassPlace, MemoPlace))

    def is_older(self, at: Allocation) -> bool:
        """Tell whether an object was built before any invocation."""
        return self.phase_of(at.activation) is not Phase.INVOKE

    def is_part_of_rebuilt(self, place: Place) -> bool:
        """Tell whether `place` is part of an object that was built after the restore."""
        if not isinstance(place, (AttributePlace, EntryPlace)):
            return False
        owner = place.owner
        return isinstance(owner, Allocation) and self.phase_of(owner.activation) is not Phase.INIT

    def is_of_invocation(self, atom: Atom) -> bool:
        """Tell whether an invocation builds a container, that nothing of the snapshot keeps.

        Where it is kept is told of nothing: it holds no hazard but those that are kept already.
        """
        return (
            type(atom) is Container
            and atom.kept is None
            and self._activations[atom.at.activation].phase is Phase.INVOKE
        )

    def phase_of(self, activation: int) -> Phase:
        """Return the phase that an activation runs in."""
        return self._activations[activation].phase
