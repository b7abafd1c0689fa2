"""Following a whole program: every module once, every function once a phase and kind of arguments.

Abstract interpretation: bodies are followed over values (`snapcheck.link.values`), not run. What a
call returns, writes and renews is remembered by what it was given, so that a helper that a thousand
handlers share is followed once. When a place or a result grows, those who read it are followed
again; values only ever grow and are bounded, so this ends.
"""

from __future__ import annotations

import builtins
import heapq
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from snapcheck.facts import ClassFacts, Expression, FunctionFacts, ModuleFacts
from snapcheck.knowledge import Knowledge
from snapcheck.link import attributes, calls, definitions
from snapcheck.link import branches as decide
from snapcheck.link.containment import Bearing, holders
from snapcheck.link.counters import Work
from snapcheck.link.execute import assign, execute
from snapcheck.link.flow import FACTORY, keep, listed
from snapcheck.link.frame import Engine, Frame, State, renewed_in_all
from snapcheck.link.heap import Places
from snapcheck.link.imports import File, Finder, Folder
from snapcheck.link.mro import linearized
from snapcheck.link.names import closure_place, global_place
from snapcheck.link.summary import NO_OUTCOME, Activation, Registration
from snapcheck.link.syntax import declared, given_names, spells_given
from snapcheck.link.values import (
    CALLABLES,
    NOTHING,
    Allocation,
    Atom,
    Class,
    ClassId,
    Constant,
    External,
    Function,
    FunctionId,
    Made,
    Object,
    Place,
    Site,
    Value,
    in_order,
    join,
    traits,
)
from snapcheck.model import Confidence, Phase

# Runs of one body are told apart by this many different sets of other arguments, then with their
# literals left out, then not any more.
_CONTEXTS = 6
_CONTEXTS_BARE = 10
# Each object that INIT builds should have what its constructor gives it.
_CONTEXTS_BUILDING = 64
_CONSTRUCTORS = frozenset({"__init__", "__new__", "__post_init__"})
# Longer call chains are followed from a queue instead of from within each other.
_DEEPEST_CALLS = 150
# What still changes after so many rounds is left as it is.
_ROUNDS = 4

# What always tells runs of a body apart: the function, where its free names live, the phase,
# whether Lambda itself calls it, and the callables among its arguments.
_Base = tuple[FunctionId, int, Phase, bool, tuple[tuple[str, Value], ...]]


class _Contexts(Struct, eq=False):
    """The runs of one body: by their other arguments and what was fresh, and one for any others."""

    known: dict[tuple[tuple[tuple[str, Value], ...], frozenset[Place]], Activation] = {}
    any: Activation | None = None
    count: int = 0


_ORDER = {Phase.INIT: 0, Phase.RESTORE: 1, Phase.INVOKE: 2}


class Interpreter(Engine):
    """The memory of one run; `snapcheck.link.program` says in what order it is put to work."""

    def __init__(
        self,
        knowledge: Knowledge,
        finder: Finder,
        module_facts: Callable[[str], ModuleFacts | None],
        beat: Callable[[], None] | None = None,
    ) -> None:
        self.knowledge = knowledge
        self.places = Places()
        self.work = Work()
        self._bearing = Bearing()
        self.unwrapping: set[Allocation] = set()
        self.varying: set[Site] = set()
        self.modules: dict[str, ModuleFacts] = {}
        self.activations: list[Activation] = []
        self.renewed: frozenset[Place] = frozenset()
        self.interesting: frozenset[Place] | None = None
        self.dated: frozenset[str] | None = None
        self._finder = finder
        self._module_facts = module_facts
        self._beat = beat
        self._search: dict[str, tuple[str, ...]] = {}
        self._bodies: dict[tuple[str, Phase], Activation] = {}
        self._contexts: dict[_Base, _Contexts] = {}
        self._bases: dict[ClassId, list[Value]] = {}
        self._lineages: dict[ClassId, list[ClassId]] = {}
        self._metaclasses: dict[ClassId, Value] = {}
        self._stars: dict[str, list[str]] = {}
        self._constructed: set[Place] = set()
        self._adopted: set[Allocation] = set()
        self._fields: dict[ClassId, list[str]] = {}
        self._inherited: dict[ClassId, bool] = {}
        self._members: dict[tuple[ClassId, str], Place | None] = {}
        self._given: dict[FunctionId, frozenset[str]] = {}
        self._is_given: dict[int, bool] = {}
        self._dirty: list[int] = []
        self._is_dirty: set[int] = set()
        self._depth = 0

    # --- modules ---

    def load_entry(self, path: str, search: tuple[str, ...]) -> Activation | None:
        """Run the module at `path` in INIT, as Lambda does for an entry point."""
        self._search.setdefault(path, search)
        return self._module(path, Phase.INIT)

    def _module(self, path: str, phase: Phase) -> Activation | None:
        known = self._bodies.get((path, phase))
        if known is not None:
            return known
        facts = self.modules.get(path) or self._module_facts(path)
        if facts is None:
            return None
        self.modules[path] = facts
        activation = self._activate(path, None, phase, -1, {}, frozenset())
        self._bodies[(path, phase)] = activation
        self._start(activation)
        return activation

    def load(self, frame: Frame, path: str, *, again: bool = False) -> None:
        self._search.setdefault(path, self._search.get(frame.module.path, ()))
        activation = self._module(path, frame.phase)
        if activation is not None:
            # A module runs once, however often it is imported.
            certain, frame.state.certain = frame.state.certain, False
            self._link(frame, activation)
            frame.state.certain = certain
            activation.is_reload = activation.is_reload or again
            # What INIT imported is not run again: nothing is renewed by it.
            if again or not frame.later or (path, Phase.INIT) not in self._bodies:
                self._take_over(frame, activation)

    def body_of(self, path: str, phase: Phase) -> Activation | None:
        """The run of a module's top level in `phase`, if there was one."""
        return self._bodies.get((path, phase))

    def find(self, frame: Frame, dotted: str, level: int) -> File | Folder | None:
        if level:
            return self._finder.relative(frame.module.path, level, dotted)
        return self._finder.absolute(dotted, self._search.get(frame.module.path, ()))

    def child(self, folder: str, name: str) -> File | Folder | None:
        return self._finder.below(folder, name)

    def public_names(self, frame: Frame, path: str) -> list[str]:
        declared = global_place(path, "__all__")
        if self.places.has(declared):
            return listed(frame, declared)
        return [name for name in self.places.names("global", path) if not name.startswith("_")]

    def star_import(self, frame: Frame, module: str) -> None:
        known = self._stars.setdefault(frame.module.path, [])
        if module not in known:
            known.append(module)

    def global_value(self, frame: Frame, path: str, name: str) -> Value | None:
        place = global_place(path, name)
        if self.places.has(place):
            return self.read(frame, place)
        self.places.records[place].is_read_by(frame.activation.id)
        for module in self._stars.get(path, ()):
            if f"{module}.{name}" in self.knowledge.apis:
                return frozenset([External(f"{module}.{name}")])
        return None

    def written_by_functions(self, frame: Frame, place: Place) -> Value:
        self.places.records[place].is_read_by(frame.activation.id)
        return join(
            [
                value
                for writer, value in self.places.writers(place, frame.phase)
                if self.activations[writer].function is not None
            ]
        )

    # --- facts ---

    def facts(self, id: FunctionId) -> FunctionFacts:
        return self.modules[id.path].functions[id.number]

    def class_facts(self, id: ClassId) -> ClassFacts:
        return self.modules[id.path].classes[id.number]

    def declared_fields(self, id: ClassId) -> list[str]:
        if id not in self._fields:
            self._fields[id] = declared(self.class_facts(id))
        return self._fields[id]

    def bases(self, id: ClassId) -> Value:
        return join(self._bases.get(id, []))

    def set_bases(self, id: ClassId, bases: list[Value]) -> None:
        known = self._bases.get(id, [])
        if len(known) == len(bases):
            bases = [join(pair) for pair in zip(known, bases, strict=True)]
        if bases != known:
            self._bases[id] = bases
            self._inherited.clear()
            if id in self._lineages:
                self._lineages.clear()
                self._members.clear()

    def lineage(self, id: ClassId) -> list[ClassId]:
        return linearized(id, self._parents, self._lineages)

    def member(self, id: ClassId, name: str) -> Place | None:
        key = (id, name)
        try:
            return self._members[key]
        except KeyError:
            places = (Place("class", each, name) for each in self.lineage(id))
            found = self._members[key] = next(filter(self.places.has, places), None)
            return found

    def is_inherited(self, id: ClassId) -> bool:
        if id not in self._inherited:
            self._inherited[id] = any(
                isinstance(base, External) and base.name != "object"
                for each in self.lineage(id)
                for base in self.bases(each)
            )
        return self._inherited[id]

    def _parents(self, id: ClassId) -> list[ClassId]:
        """The first-party bases of a class, in the order in which it names them."""
        named = [a for base in self._bases.get(id, []) for a in in_order(base)]
        return list(dict.fromkeys(atom.id for atom in named if isinstance(atom, Class)))

    def metaclass(self, id: ClassId) -> Value:
        return join([self._metaclasses.get(each, NOTHING) for each in self.lineage(id)])

    def set_metaclass(self, id: ClassId, metaclass: Value) -> None:
        self._metaclasses[id] = join([self._metaclasses.get(id, NOTHING), metaclass])

    def activation_of(self, id: int) -> Activation:
        return self.activations[id]

    def set_by_constructor(self, place: Place) -> bool:
        return place in self._constructed

    # --- following bodies ---

    execute = staticmethod(execute)
    assign = staticmethod(assign)
    attribute = staticmethod(attributes.attribute)
    call = staticmethod(calls.call)
    resume = staticmethod(calls.resume)
    define = staticmethod(definitions.define)

    def enter(self, frame: Frame, function: Function, arguments: dict[str, Value]) -> Activation:
        fresh = frame.state.fresh
        if fresh and self.interesting is not None:
            fresh = fresh & self.interesting
        activation = self._context(frame, function, arguments, fresh)
        self._link(frame, activation)
        if activation.rounds == 0 and not activation.running:
            self._start(activation)
        self._take_over(frame, activation)
        return activation

    def _link(self, frame: Frame, activation: Activation) -> None:
        caller, id = frame.activation, activation.id
        if id not in caller.calls:
            caller.calls[id] = frame.site(frame.at)
        if frame.state.certain:
            caller.always.add(id)
        activation.callers.add(caller.id)

    def _take_over(self, frame: Frame, activation: Activation) -> None:
        """What holds in the caller when the callee has returned."""
        state = frame.state
        if activation.renews:
            state.fresh = state.fresh | activation.renews
        if state.doubtful or activation.doubtful:
            state.doubtful = (state.doubtful | activation.doubtful) - state.fresh
        if frame.later and self.carries:
            frame.activation.log.extend(activation.log)
        if activation.raises:
            frame.activation.raises = join([frame.activation.raises, activation.raises])

    def _context(
        self,
        frame: Frame,
        function: Function,
        arguments: dict[str, Value],
        fresh: frozenset[Place],
    ) -> Activation:
        given: dict[str, Value] = {}
        callables: list[tuple[str, Value]] = []
        for name, value in arguments.items():
            has = traits(value)
            given[name] = _plain(value) if has.library else value
            if has.callables:
                # A decorator is told apart by what it gets.
                callables.append((name, frozenset([a for a in value if isinstance(a, CALLABLES)])))
        base: _Base = (
            function.id,
            function.environment,
            frame.phase,
            frame.activation.is_root,
            tuple(callables),
        )
        contexts = self._contexts.get(base)
        if contexts is None:
            contexts = self._contexts[base] = _Contexts()
        if contexts.count >= _CONTEXTS:
            given = {name: _bare(value) for name, value in given.items()}
        key = (tuple(given.items()), fresh)
        known = contexts.known.get(key)
        if known is None:
            most = _CONTEXTS_BARE
            if self.facts(function.id).name in _CONSTRUCTORS:
                most = _CONTEXTS_BUILDING
            if contexts.count < most:
                known = self._new_context(base, given, fresh)
                contexts.count += 1
            else:
                known = self._any_context(contexts, base, given, fresh)
            # What it has taken in once need not be joined to it again.
            contexts.known[key] = known
        return known

    def _new_context(
        self, base: _Base, given: dict[str, Value], fresh: frozenset[Place]
    ) -> Activation:
        id, environment, phase, is_entry, _ = base
        activation = self._activate(id.path, id, phase, environment, given, fresh)
        activation.is_entry = is_entry
        return activation

    def _any_context(
        self, contexts: _Contexts, base: _Base, given: dict[str, Value], fresh: frozenset[Place]
    ) -> Activation:
        """The one activation for all further sets of arguments, joined."""
        known = contexts.any
        if known is None:
            contexts.any = self._new_context(base, given, fresh)
            return contexts.any
        news = {
            name: join([known.arguments.get(name, NOTHING), value])
            for name, value in given.items()
            if not value <= known.arguments.get(name, NOTHING)
        }
        joined = {**known.arguments, **news}
        if joined != known.arguments or not known.fresh <= fresh:
            known.arguments = joined
            known.fresh &= fresh
            self._mark(known.id)
        return known

    def _activate(
        self,
        path: str,
        function: FunctionId | None,
        phase: Phase,
        environment: int,
        arguments: dict[str, Value],
        fresh: frozenset[Place],
    ) -> Activation:
        activation = Activation(
            len(self.activations), path, function, phase, environment, arguments, fresh
        )
        self.activations.append(activation)
        return activation

    def root(self, path: str, phase: Phase) -> Frame:
        """A frame outside all bodies, from which Lambda calls hooks and entry points."""
        activation = self._activate(path, None, phase, -1, {}, frozenset())
        activation.is_root = True
        activation.rounds = _ROUNDS
        return Frame(self, self.modules[path], None, activation, State({}, frozenset()))

    def _start(self, activation: Activation) -> None:
        if self._depth < _DEEPEST_CALLS:
            self._follow(activation)
        else:
            self._mark(activation.id)

    def _follow(self, activation: Activation) -> None:
        """Run the body of `activation`; whoever saw less of its outcome is followed again."""
        if self._beat is not None:
            self._beat()
        before = NO_OUTCOME
        self.work.runs += 1
        if activation.rounds:
            before = activation.outcome
            self.work.again += 1
            activation.forget()
        activation.running = True
        activation.rounds += 1
        self._depth += 1
        try:
            self._run_body(activation)
        finally:
            self._depth -= 1
            activation.running = False
        if activation.log:
            activation.log = list(dict.fromkeys(activation.log))
        # The caller that waits for it now takes the outcome when it goes on.
        told = [
            caller
            for caller in activation.callers
            if activation.rounds > 1 or not self.activations[caller].running
        ]
        if told and activation.outcome != before:
            for caller in told:
                self._mark(caller)

    def _run_body(self, activation: Activation) -> None:
        module = self.modules[activation.path]
        id = activation.function
        facts = self.facts(id) if id is not None else None
        state = State(activation.arguments.copy(), activation.fresh)
        frame = Frame(self, module, facts, activation, state)
        if facts is not None and facts.captured:
            for name in facts.captured & activation.arguments.keys():
                place = closure_place(activation.id, name)
                label = f"`{name}` of `{facts.qualified}`"
                self.write(frame, place, activation.arguments[name], label, -1)
        execute(frame, module.body if facts is None else facts.body)
        if frame.guards:
            decide.close(frame)
        ends = [frame.state, *frame.exits] if frame.state.live else frame.exits
        if ends:
            activation.renews, activation.doubtful = renewed_in_all(ends)
        if facts is None:
            for name, value in frame.state.names.items():
                self.places.settle(global_place(module.path, name), activation.id, value)

    def _mark(self, id: int) -> None:
        activation = self.activations[id]
        if id not in self._is_dirty and activation.rounds < _ROUNDS:
            self._is_dirty.add(id)
            heapq.heappush(self._dirty, id)

    def settle(self) -> None:
        """Follow again whatever saw less than there is, until nothing does."""
        while self._dirty:
            id = heapq.heappop(self._dirty)
            self._is_dirty.discard(id)
            if not self.activations[id].running:
                self._follow(self.activations[id])

    # --- places ---

    def read(self, frame: Frame, place: Place) -> Value:
        self.work.reads += 1
        record = self.places.records[place]
        record.is_read_by(frame.activation.id)
        if not frame.later:
            return record.read(Phase.INIT)
        if self._outlives(place):
            frame.kept_reads += 1
        # Where INIT put nothing, nothing is left to be renewed.
        renewed = record.is_initial and (
            place in frame.state.fresh or (frame.phase is Phase.INVOKE and place in self.renewed)
        )
        value = record.read(frame.phase, renewed=renewed)
        if frame.state.doubtful and place in frame.state.doubtful:
            return frozenset([_doubted(atom) for atom in value])
        return value

    def _outlives(self, place: Place) -> bool:
        """Whether what `place` holds may be left from an earlier invocation."""
        if place.kind in ("attribute", "entry"):
            return isinstance(place.owner, Allocation) and (
                self.activations[place.owner.activation].phase is not Phase.INVOKE
            )
        return place.kind in ("global", "class", "memo")

    def entries(self, frame: Frame, at: Allocation) -> list[str]:
        self.places.records[Place("entries", at, "")].is_read_by(frame.activation.id)
        return [name for name in self.places.names("entry", at) if name != FACTORY]

    def write(
        self,
        frame: Frame,
        place: Place,
        value: Value,
        label: str,
        statement: int,
        *,
        sure: bool = True,
    ) -> Value:
        self.work.writes += 1
        if label:
            value = keep(frame, value, place, label, statement)
        kind = place.kind
        record = self.places.records[place]
        new = record.first is None
        if new and kind == "class":
            self._members.clear()
        writer = frame.activation.id
        if self.places.write(place, record, value, frame.phase, writer, statement):
            if record.readers is not None:
                self._tell(record.readers, writer)
            if new and kind == "entry":
                self._tell_readers(Place("entries", place.owner, ""), writer)
        if kind == "entry" and value and isinstance(place.owner, Allocation):
            for holder in self._bearing.put(value, place.owner):
                self._tell_readers(Place("bearing", holder, ""), writer)
        elif kind == "attribute" and _is_constructor(frame.function):
            self._constructed.add(place)
        if frame.later:
            if frame.phase is Phase.INVOKE:
                built = [atom.at for atom in value if type(atom) is Object]
                if built and self._outlives(place):
                    self._adopted.update(built)
            self._note_renewal(frame, place, sure)
        return value

    def bears(self, frame: Frame, value: Value) -> bool:
        found = list(holders(value))
        if any(self._bearing.bears(holder) for holder in found):
            return True
        for holder in found:
            if holder is not None:
                place = Place("bearing", holder, "")
                self.places.records[place].is_read_by(frame.activation.id)
                if frame.later and self.activations[holder.activation].phase is not Phase.INVOKE:
                    frame.kept_reads += 1
        return False

    def _note_renewal(self, frame: Frame, place: Place, sure: bool) -> None:
        """Note what may be new since the restore; what was built since then is that anyway."""
        if self._is_rebuilt_owner(place):
            dated = self.dated is None or place.name in self.dated
            if dated and place.kind == "attribute":
                frame.activation.log.append(place)
            return
        frame.activation.log.append(place)
        if sure and place not in frame.state.fresh:
            frame.state.fresh = frame.state.fresh | {place}
        if sure and place in frame.state.doubtful:
            frame.state.doubtful = frame.state.doubtful - {place}

    def _is_rebuilt_owner(self, place: Place) -> bool:
        """Whether `place` is part of an object that was built after the restore."""
        owner = place.owner
        if not isinstance(owner, Allocation) or place.kind not in ("attribute", "entry"):
            return False
        return self.activations[owner.activation].phase is not Phase.INIT

    def _tell_readers(self, place: Place, writer: int) -> None:
        record = self.places.records.get(place)
        if record is not None and record.readers is not None:
            self._tell(record.readers, writer)

    def _tell(self, readers: set[int], writer: int) -> None:
        if len(readers) == 1 and writer in readers:
            return
        phase = _ORDER[self.activations[writer].phase]
        # The queue is in order, whatever order they are told in.
        for reader in readers:
            if reader != writer and _ORDER[self.activations[reader].phase] >= phase:
                self._mark(reader)

    def is_rebuilt(self, atom: Object) -> bool:
        built_in = self.activations[atom.at.activation].phase
        return built_in is Phase.INVOKE and atom.at not in self._adopted

    def is_given(self, id: FunctionId, expression: Expression) -> bool:
        # By identity: to compare expressions takes longer than to look. The facts stay.
        known = self._is_given.get(builtins.id(expression))
        if known is None:
            function = self.facts(id)
            if id not in self._given:
                self._given[id] = given_names(function)
            known = spells_given(function, self._given[id], expression)
            self._is_given[builtins.id(expression)] = known
        return known

    def is_mendable(self, place: Place) -> bool:
        if place.kind == "connection":
            return True
        return any(
            isinstance(atom, Made) and atom.hazard is not None and atom.hazard.fails
            for atom in self.places.frozen(place)
        )

    # --- what runs later ---

    def register(self, frame: Frame, registration: Registration) -> None:
        frame.activation.registrations.append(registration)


def _is_constructor(function: FunctionFacts | None) -> bool:
    return function is not None and function.name in _CONSTRUCTORS


def _plain(value: Value) -> Value:
    """A value as a key: objects of libraries are told apart by their name, not by their call."""
    return frozenset([_anonymous(atom) if isinstance(atom, Made) else atom for atom in value])


_NOWHERE = Site("", -1, 0)


def _anonymous(made: Made) -> Made:
    if made.hazard or made.holds is not None:
        return made
    return replace(made, origin=_NOWHERE, here=_NOWHERE, path=(), kept=None, phase=Phase.INIT)


def _bare(value: Value) -> Value:
    """A value without its literals; that something is None still tells calls apart."""
    if not any(type(atom) is Constant for atom in value):
        return value
    return frozenset(
        [atom for atom in value if not isinstance(atom, Constant) or atom.value is None]
    )


def _doubted(atom: Atom) -> Atom:
    if isinstance(atom, Made) and atom.phase is Phase.INIT:
        return replace(atom, confidence=Confidence.LOW)
    return atom
