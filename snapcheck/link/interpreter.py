"""Abstract interpretation of a whole program: each body is followed over values, not run.

Take `RUN_ID = uuid.uuid4()` at the top of a module and `return RUN_ID` in its handler. `load` runs
the module's body in INIT: `execute` goes through its statements and `evaluate` turns the call into
a `Made` atom, since the knowledge base says that `uuid.uuid4` makes a unique id. The assignment
writes it to the place of the global `RUN_ID` in the heap, and as that place outlives INIT, the atom
says from then on that it is kept there. In INVOKE, `enter` asks the scheduler for the handler's
activation: one for each calling context, that is phase and arguments, so that a helper that a
thousand handlers share is followed once. Reading `RUN_ID` subscribes this activation to the place:
if a later write lets the place hold more, the scheduler follows the activation again. The return
value of an entry point leaves the program, so the atom is consumed: a `Use` event in the
activation's summary, of a value that was made before the snapshot. That is what checks ask for.

A call of a function that was followed before takes its summary: what it returns and raises, the
places that it may write and those that it surely renews. Values only ever grow and are bounded, so
the worklist becomes empty; `snapcheck.link.lifecycle` then begins the next phase.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from snapcheck.facts import Expression, Statement
from snapcheck.link import branches, calls, definitions, execute, refusals
from snapcheck.link.atoms import Function
from snapcheck.link.classes import Classes
from snapcheck.link.counters import Work
from snapcheck.link.events import Handed
from snapcheck.link.frame import (
    Frame,
    Lifespan,
    Notes,
    Settings,
    SnapshotFacts,
    State,
    is_constructor,
    merge,
    renewed_in_all,
)
from snapcheck.link.heap import Heap
from snapcheck.link.models.memos import note_filled
from snapcheck.link.modules import Modules
from snapcheck.link.overwriting import builds_anew
from snapcheck.link.parameters import given_besides
from snapcheck.link.places import ClosurePlace, FunctionId, GlobalPlace, Place, SeedPlace
from snapcheck.link.retrace import Retracing
from snapcheck.link.scheduler import Entered, Scheduler
from snapcheck.link.summary import Activation, Assigned
from snapcheck.link.syntax import may_keep
from snapcheck.link.values import Passed, Value, join
from snapcheck.model import Phase

# Of what has more callers, it is taken for granted that one of them keeps what it yields.
_MOST_CALLERS = 20


class PhaseInterpreter:
    """The state of one run; `snapcheck.link.lifecycle` takes it from phase to phase."""

    def __init__(
        self, settings: Settings, modules: Modules, beat: Callable[[], None] | None = None
    ) -> None:
        self.settings = settings
        self.modules = modules
        self.work = Work()
        self.scheduler = Scheduler(self.work, beat, modules.libraries)
        self.heap = Heap(self.work, self.scheduler.activations, self.scheduler.tell)
        self.classes = Classes(self.heap, modules)
        self._snapshot = SnapshotFacts()
        self._notes = Notes()
        self._bodies: dict[tuple[str, Phase], Activation] = {}

    def begin(self, snapshot: SnapshotFacts) -> None:
        """Begin a phase, in which that much is known of the snapshot."""
        self._snapshot = snapshot

    def end_init(self) -> None:
        """Note what INIT has surely done."""
        note_filled(self._notes, self.scheduler.activations)

    @property
    def handed(self) -> Handed:
        """What calls have handed on, as it is spelled out."""
        return self._notes.handed

    @property
    def lifespans(self) -> set[Lifespan]:
        """What adapters do with what applications do as they start and stop."""
        return self._notes.lifespans

    def retracing(self, looked_into: frozenset[str]) -> Retracing:
        """Return what takes changed modules, but for those that were `looked_into` for hooks."""
        known = (self.heap, self.scheduler, self.modules, self._notes)
        return Retracing(*known, self._run_body, looked_into)

    @property
    def joined(self) -> list[FunctionId]:
        """The functions that were followed with the arguments of several calls joined."""
        return self.scheduler.spending.joined

    @property
    def cut(self) -> list[FunctionId]:
        """The bodies that were not followed to their end, or not until nothing changed."""
        return sorted(self.scheduler.spending.cut | self._notes.cut)

    @property
    def narrowed(self) -> list[FunctionId]:
        """The bodies of packages that were followed with less than all that a value may be."""
        return sorted(self._notes.narrowed)

    def settle(self) -> None:
        """Follow again what saw less than there is, until nothing does."""
        self.scheduler.settle(self._run_body)

    # --- modules ---

    def load_entry(self, path: str, search: tuple[str, ...]) -> Activation | None:
        """Run the module at `path` in INIT, as Lambda does for an entry point.

        The packages that it lies in run before it. `search` are the roots of its imports; empty
        where nothing declares them.
        """
        self.scheduler.begin_process()
        self.modules.search_in(path, search)
        for package in self.modules.packages_around(path, search):
            self.modules.search_as(package, path)
            self._body(package, Phase.INIT)
        return self._body(path, Phase.INIT)

    def load(self, frame: Frame, path: str, *, again: bool = False) -> None:
        """Import a first-party module, in the frame's phase; `again` even if INIT did."""
        if frame.later and path in self._snapshot.imported and not again:
            return
        self.modules.search_as(path, frame.module.path)
        activation = self._body(path, frame.phase, frame)
        if activation is not None:
            # A module runs once, however often it is imported.
            certain, frame.state.certain = frame.state.certain, False
            _link(frame, activation)
            frame.state.certain = certain
            activation.is_reload = activation.is_reload or again
            # What INIT imported is not run again: nothing is renewed by it.
            if again or not frame.later or (path, Phase.INIT) not in self._bodies:
                _take_over(frame, activation)

    def body_of(self, path: str, phase: Phase) -> Activation | None:
        """Return the run of a module's top level in `phase`, if there was one."""
        return self._bodies.get((path, phase))

    def _body(self, path: str, phase: Phase, importer: Frame | None = None) -> Activation | None:
        known = self._bodies.get((path, phase))
        if known is not None:
            return known
        if self.modules.load(path) is None:
            return None
        self.scheduler.spending.load(
            len(self.modules.known[path].functions), inside=self.modules.libraries.hold(path)
        )
        fresh = _seeded(importer) if importer is not None else frozenset()
        activation = self.scheduler.activate(path, phase, fresh=fresh)
        self._bodies[(path, phase)] = activation
        self.scheduler.start(activation, self._run_body)
        return activation

    # --- what bodies ask for ---

    def call(self, frame: Frame, callee: Value, arguments: list[Passed], site: int) -> Value:
        """Return what calling `callee` may return."""
        return calls.call(frame, callee, arguments, site)

    def execute(self, frame: Frame, block: tuple[Statement, ...]) -> None:
        """Follow the statements of `block`."""
        execute.execute(frame, block)

    def assign(self, frame: Frame, target: Expression, value: Value) -> None:
        """Bind `target` to `value`."""
        execute.assign(frame, target, value)

    def define(self, frame: Frame, id: FunctionId) -> Value:
        """Evaluate a function's default values and decorators where it is defined."""
        return definitions.define(frame, id)

    def enter(self, frame: Frame, function: Function, arguments: dict[str, Value]) -> Activation:
        """Run a first-party function in the frame's phase; return its summary."""
        # Before the snapshot nothing is fresh yet: that only tells what surely is overwritten.
        fresh = frame.state.fresh if frame.later else frozenset()
        if fresh and self._snapshot.interesting is not None:
            fresh = fresh & self._snapshot.interesting
        entered = Entered(
            function=function,
            phase=frame.phase,
            arguments=arguments,
            fresh=fresh,
            is_entry=frame.activation.is_root,
            is_constructor=is_constructor(self.modules.function(function.id)),
            rest=given_besides(frame, self.modules.function(function.id), arguments),
        )
        activation = self._context(frame, entered)
        _link(frame, activation)
        if self.modules.function(function.id).is_async:
            # What awaits it may do something else in between.
            activation.is_repeated = True
        if activation.rounds == 0 and not activation.running:
            self.scheduler.start(activation, self._run_body)
        elif activation.is_stale:
            self.scheduler.catch_up(activation, self._run_body)
        _take_over(frame, activation)
        return activation

    def _context(self, frame: Frame, entered: Entered) -> Activation:
        """Return the activation for a call; another one for what builds the same things anew."""
        known = self.scheduler.context(entered)
        if frame.later or frame.is_library or frame.is_repeated:
            return known
        caller, scheduler = frame.activation, self.scheduler
        if not scheduler.may_repeat(caller, frame.site(frame.at), known):
            return known
        if not self._hands_on(caller):
            # What it is handed, somebody may keep, and hand out another time.
            return known
        again = replace(entered, again=(caller.id, frame.at))
        return scheduler.apart(
            again, known, lambda: builds_anew(self.heap, scheduler.activations, known)
        )

    def _hands_on(self, caller: Activation) -> bool:
        """Tell whether nobody that a call leads back to puts what it yields anywhere.

        But for top levels, and constructors, whose objects are new ones.
        """
        seen, waiting = {caller.id}, [caller]
        while waiting:
            each = waiting.pop()
            if each.function is None or self.scheduler.is_of_its_own(each):
                continue
            function = self.modules.function(each.function)
            if len(seen) > _MOST_CALLERS or (may_keep(function) and not is_constructor(function)):
                return False
            new = each.callers - seen
            seen |= new
            waiting += [self.scheduler.activations[id] for id in new]
        return True

    # --- following bodies ---

    def root(self, path: str, phase: Phase) -> Frame:
        """Return a frame outside all bodies, from which Lambda calls hooks and entry points."""
        activation = self.scheduler.activate(path, phase, is_root=True)
        return self._frame(activation, State({}, frozenset()))

    def _frame(self, activation: Activation, state: State) -> Frame:
        id = activation.function
        return Frame(
            interpreter=self,
            settings=self.settings,
            knowledge=self.settings.knowledge,
            snapshot=self._snapshot,
            notes=self._notes,
            work=self.work,
            heap=self.heap,
            classes=self.classes,
            modules=self.modules,
            activations=self.scheduler.activations,
            module=self.modules.known[activation.path],
            function=self.modules.function(id) if id is not None else None,
            activation=activation,
            state=state,
        )

    def _run_body(self, activation: Activation) -> None:
        frame = self._frame(activation, State(activation.arguments.copy(), activation.fresh))
        facts = frame.function
        if facts is not None and facts.captured:
            for parameter in facts.parameters:
                if parameter.name in facts.captured and parameter.name in activation.arguments:
                    value = activation.arguments[parameter.name]
                    place = ClosurePlace(activation.id, parameter.name)
                    label = f"`{parameter.name}` of `{facts.qualified}`"
                    frame.write(place, value, label, parameter.site)
        execute.execute(frame, frame.module.body if facts is None else facts.body)
        if frame.guards:
            branches.close(frame)
        refusals.close(frame)
        spending = self.scheduler.spending
        spending.spend(frame.phase, frame.steps, inside=frame.is_library)
        if frame.is_library and activation.function is not None and not is_constructor(facts):
            spending.spend_on(activation.function, frame.phase, frame.steps)
        ends = [frame.state, *frame.exits] if frame.state.live else frame.exits
        if ends:
            activation.renews, activation.doubtful = renewed_in_all(ends)
        if not frame.later:
            activation.assigned = merge(ends).assigned if ends else {}
        if facts is None:
            for name, value in frame.state.names.items():
                self.heap.settle(GlobalPlace(activation.path, name), activation.id, value)


def _seeded(frame: Frame) -> frozenset[Place]:
    """Return which generators run from a constant seed where a module is imported."""
    return frozenset(place for place in frame.state.fresh if isinstance(place, SeedPlace))


def _link(frame: Frame, activation: Activation) -> None:
    """Note that the frame's body enters `activation`."""
    caller, id = frame.activation, activation.id
    site = frame.site(frame.at)
    others = len(activation.callers) - (caller.id in activation.callers)
    if frame.is_repeated or others or caller.calls.setdefault(id, site) != site:
        activation.is_repeated = True
    caller.calls.setdefault(id, site)
    if frame.function is None and not frame.later:
        caller.called.append(id)
    if frame.state.certain:
        caller.always.setdefault(id, set()).add(frame.state.asked)
    if activation.function is not None or not activation.running:
        # A module that is imported in a circle hands on nothing when it has run to its end.
        activation.callers.add(caller.id)


def _take_over(frame: Frame, activation: Activation) -> None:
    """Let hold in the caller what holds when the callee has returned."""
    state = frame.state
    if activation.renews:
        state.fresh = state.fresh | activation.renews
    if state.doubtful or activation.doubtful:
        state.doubtful = (state.doubtful | activation.doubtful) - state.fresh
    if frame.later and frame.snapshot.holds_hazards:
        frame.activation.writes.join(activation.writes)
    if activation.assigned and not frame.later and state.certain:
        _note_assigned(frame, activation)
    if frame.reads is not None and activation.asked:
        frame.reads.update(activation.asked)
    if activation.raises:
        frame.activation.raises = join([frame.activation.raises, activation.raises])


def _note_assigned(frame: Frame, activation: Activation) -> None:
    """Note that the frame's body assigns what `activation` has surely assigned, by calling it."""
    if activation.function is None:
        return
    # The calls that follow what the callee overwrites begin with its own.
    assigned = Assigned(frozenset(), max(len(frame.activation.called) - 1, 0))
    frame.state.assigned.update(dict.fromkeys(activation.assigned, assigned))
