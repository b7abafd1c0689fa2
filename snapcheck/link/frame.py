"""The state of one function body while its statements are followed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from functools import lru_cache
from typing import Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from snapcheck.facts import Expression, Fact, FunctionFacts, ModuleFacts, Statement
from snapcheck.knowledge import Knowledge
from snapcheck.link.atoms import Atom, Function, Keep, Made, Object
from snapcheck.link.classes import Classes
from snapcheck.link.counters import Work
from snapcheck.link.events import Handed
from snapcheck.link.heap import Heap
from snapcheck.link.installed import Installed
from snapcheck.link.modules import Modules
from snapcheck.link.places import (
    Allocation,
    AttributePlace,
    ClassId,
    ClassPlace,
    EntryPlace,
    FunctionId,
    GlobalPlace,
    Place,
    Site,
)
from snapcheck.link.summary import Activation, Assigned
from snapcheck.link.tracking import keep
from snapcheck.link.values import CUT, NOTHING, WIDEST, Passed, Value, join, narrowed
from snapcheck.link.waits import Waits
from snapcheck.model import Confidence, Phase


class State(Struct, eq=False):
    """What holds at one point of a body.

    `fresh` are the places surely renewed since the restore, `doubtful` those renewed only if a
    monotonic clock counts the time that the snapshot lay there. Not `live`: no path gets here.
    Not `certain`: an exception leads here, or a cache may make it superfluous. `assigned` are the
    globals and parts of objects that INIT has surely assigned by then. `asked` are the places
    behind whose tests this lies: where an invocation fills one, it may be a cache.
    """

    names: dict[str, Value]
    fresh: frozenset[Place]
    doubtful: frozenset[Place] = frozenset()
    live: bool = True
    certain: bool = True
    assigned: dict[Place, Assigned] = {}
    asked: frozenset[Place] = frozenset()

    def copy(self) -> State:
        """Return a state that can go its own way."""
        return replace(self, names=self.names.copy(), assigned=self.assigned.copy())


def merge(states: Iterable[State]) -> State:
    """Return the state after a point that all of `states` lead to."""
    live = [state for state in states if state.live]
    if not live:
        return State({}, frozenset(), live=False)
    if len(live) == 1:
        return live[0]
    names = live[0].names.copy()
    for state in live[1:]:
        for name, value in state.names.items():
            known = names.get(name)
            # Most names were bound before the branch: the very same value on both ways.
            if known is not value:
                names[name] = value if known is None else join([known, value])
    certain = any(state.certain for state in live)
    asked = frozenset.intersection(*[state.asked for state in live if state.certain == certain])
    assigned = _assigned_in_all(live)
    return State(names, *renewed_in_all(live), certain=certain, assigned=assigned, asked=asked)


def _assigned_in_all(live: Sequence[State]) -> dict[Place, Assigned]:
    """Return what is assigned on all ways, by which statements last."""
    found = live[0].assigned
    for state in live[1:]:
        if state.assigned is not found:
            other = state.assigned
            found = {
                place: Assigned(
                    last.statements | other[place].statements, min(last.calls, other[place].calls)
                )
                for place, last in found.items()
                if place in other
            }
    return found


def renewed_in_all(live: Sequence[State]) -> tuple[frozenset[Place], frozenset[Place]]:
    """Return the places that are fresh, and doubtful, behind a point that these states lead to."""
    fresh, doubtful = live[0].fresh, live[0].doubtful
    for state in live[1:]:
        if state.fresh is not fresh:
            fresh = fresh & state.fresh
        if state.doubtful is not doubtful:
            doubtful = doubtful | state.doubtful
    return fresh, doubtful - fresh if doubtful else doubtful


class Guard(Fact, frozen=True):
    """A decision behind which one branch left the body.

    `writes` is the moment at which it was made, `events` how many had been noted then.
    """

    test: Value
    site: int
    writes: int
    events: int


class SnapshotFacts(Fact, frozen=True):
    """What is known of the snapshot once INIT is over; until then everything may matter.

    `holds_hazards` says whether it holds anything at all that it matters to use, `is_replaceable`
    whether anything of that fails when it is old, and can be replaced. `interesting` are the
    places of which it matters whether they are renewed (None: all), `dated` the names of
    attributes that keep what INIT made (None: any). `imported` are the modules that the INIT of
    every entry point has run. `renewed` is what RESTORE renews for everyone whose INIT put
    something there. `is_near` says that hooks run which are the last of INIT.
    """

    holds_hazards: bool = True
    is_replaceable: bool = True
    interesting: frozenset[Place] | None = None
    dated: frozenset[str] | None = None
    imported: frozenset[str] = frozenset()
    renewed: frozenset[Place] = frozenset()
    is_near: bool = False


class Settings(Fact, frozen=True):
    """What a run is told of the program from outside.

    `installed` are the third-party packages that the user lets be looked at, if any;
    `serves_web` says whether a web server starts before the snapshot, as behind the Lambda Web
    Adapter.
    """

    knowledge: Knowledge
    installed: Installed | None = None
    serves_web: bool = False


class Lifespan(Enum):
    """When an adapter runs what an application does as it starts and stops."""

    ON_REQUEST = "on-request"
    NEVER = "never"


class Notes(Struct, eq=False):
    """What models of libraries remember from one body to another.

    `unwrapping` are the dependencies that are being called at this moment, `varying`
    where objects are built for the caller's credentials, `injected` the objects that mark a
    dependency for a framework to provide, `spaces` the objects whose attributes a dict has
    (`vars(x)`), `lifespans` what the program's adapters do with those of its applications, `handed`
    how parameters are spelled out, `literals` the names that modules bind to literals only,
    `filled` the entries of memos that INIT surely makes, `schemas` the classes that a decorator
    makes models, `namespaces` those of classes that a metaclass is given, `lazy` the maps of INIT,
    with their functions and arguments, `gone_over` those of them that INIT goes over,
    `suspended` what generators were given, `spelled` how the arguments of partials are spelled out,
    `providers` the partials that build what is asked for, and whether they do so once,
    `dispatchers` those that choose by a type, `unbound` those that wait for an object,
    `pages` where iterators of AWS are built that ask for a page when they are gone over,
    `clocks` those by which caches are built that count by another than the monotonic one, `caches`
    those that decorators are given, `memoised` the functions whose results they hold,
    `construction` the methods that run when objects are built, with the texts of their decorators,
    `cut` the bodies that take more steps than are followed, `narrowed` those of packages that were
    followed with less than all that a value may be, `waits` the calls of functions that
    draw whose results say only how long something waits, `optional` the reads of AWS keys that do
    no harm, `applications` those of frameworks that the program gives attributes, `holed` the
    containers with keys of which only some is known, and `followed` the names of installed packages
    whose source was followed where they were called.
    """

    unwrapping: set[Allocation] = set()
    varying: set[Site] = set()
    injected: set[Allocation] = set()
    spaces: dict[Allocation, frozenset[Object]] = {}
    lifespans: set[Lifespan] = set()
    handed: Handed = field(default_factory=Handed)
    literals: dict[str, frozenset[str]] = {}
    filled: set[Place] = set()
    schemas: set[ClassId] = set()
    namespaces: dict[Allocation, ClassId] = {}
    lazy: dict[Allocation, tuple[Value, tuple[Value, ...]]] = {}
    gone_over: set[Allocation] = set()
    suspended: dict[Allocation, list[Passed]] = {}
    spelled: dict[tuple[Allocation, str], tuple[int, Expression]] = {}
    providers: dict[Allocation, bool] = {}
    dispatchers: set[Allocation] = set()
    unbound: set[Allocation] = set()
    pages: set[Site] = set()
    clocks: dict[Site, Atom] = {}
    caches: dict[Site, Site] = {}
    memoised: dict[Site, set[Atom]] = {}
    construction: dict[FunctionId, frozenset[str]] = {}
    cut: set[FunctionId] = set()
    narrowed: set[FunctionId] = set()
    waits: dict[FunctionId, Waits] = {}
    optional: dict[FunctionId, frozenset[int]] = {}
    applications: dict[Allocation, tuple[str, Atom]] = {}
    holed: set[Allocation] = set()
    followed: set[str] = set()


# A body that reads more places than this in one run is followed no further. Of real packages the
# widest bodies (tables of a thousand entries) read some ten thousand.
MOST_STEPS = 60_000
# Of packages: those that read more join so many kinds of calls that little comes of it.
MOST_STEPS_INSIDE = 6_000


class Frame(Struct, eq=False):
    """A body being followed: which, in which activation, and the state it is in.

    `times` is how often the loops around the current statement surely run it, `repeating` how
    many loops are around it, `turns` how often it is followed for that, `handing` how many calls
    of libraries, `branching` how many undecided tests, `following` what stands behind the current
    test, `built` the objects that INIT has just built in the block, before anything in it could go
    another way. `at` is the site of the call or import that is being followed, `reads` the places
    that the test or assignment around it has read so far (None where nobody asks), `asked_by` those
    that each local was bound by, `unwrapped` how often the call that is being followed has gone
    through each partial (negative while it is in it), `refused` how much was written when a refusal
    was first asked for, `renewing` while handlers are asked what they renew, `passing` while what
    is bound does not stay. `phase` is the one that the body runs in, `later` whether that is after
    the restore, `index` the number of the function, `is_library` whether it is code of an installed
    package, `is_told` whether anything may have to tell where it is kept and how it came there,
    `is_followed` whether the source of what is called is followed too. `steps` is how many places
    were read so far.
    """

    interpreter: Interpreter
    settings: Settings
    knowledge: Knowledge
    snapshot: SnapshotFacts
    notes: Notes
    work: Work
    heap: Heap
    classes: Classes
    modules: Modules
    activations: Sequence[Activation]
    module: ModuleFacts
    function: FunctionFacts | None
    activation: Activation
    state: State
    class_names: dict[str, Value] | None = None
    exits: list[State] = []
    jumps: list[State] = []
    guards: list[Guard] = []
    times: int = 1
    repeating: int = 0
    turns: int = 1
    handing: int = 0
    reads: dict[Place, None] | None = None
    asked_by: dict[str, frozenset[Place]] = {}
    branching: int = 0
    following: tuple[Statement, ...] = ()
    built: set[Allocation] = set()
    unwrapped: dict[Allocation, int] = {}
    renewing: bool = False
    refused: int = -1
    passing: bool = False
    at: int = -1
    phase: Phase = Phase.INIT
    later: bool = False
    index: int = -1
    is_library: bool = False
    is_told: bool = True
    is_followed: bool = False
    steps: int = 0

    def __post_init__(self) -> None:
        self.phase = self.activation.phase
        self.later = self.phase is not Phase.INIT
        if self.function is not None:
            self.index = self.function.index
        self.is_library = self.modules.libraries.hold(self.module.path)
        self.is_told = self.snapshot.holds_hazards or self.phase is not Phase.INVOKE

    @property
    def is_sure(self) -> bool:
        """Whether a top level surely runs the current statement."""
        return self.function is None and not self.branching and self.state.certain

    @property
    def is_repeated(self) -> bool:
        """Whether what is called here may be called more than once: in a loop, or by a library."""
        return bool(self.repeating or self.handing)

    def site(self, number: int) -> Site:
        """Return a site of this body."""
        return Site(self.module.path, self.index, number)

    def here(self, number: int) -> Site | None:
        """Return where the expression at `number` is that yields something; None after the restore.

        A report tells only of what INIT builds by which way it came.
        """
        return None if self.later else self.site(number)

    def allocate(self, number: int) -> Allocation:
        """Return the object that the expression at `number` builds."""
        at = Allocation(Site(self.module.path, self.index, number), self.activation.id)
        if self.repeating and not self.later:
            self.heap.note_repeated(at)
        return at

    def read(self, place: Place) -> Value:
        """Return what `place` holds here, and have this body followed again when that grows."""
        self.steps += 1
        if self.steps > (MOST_STEPS_INSIDE if self.is_library else MOST_STEPS):
            self.note_cut()
            return NOTHING
        record = self.heap.open(place, self.activation.id)
        if not self.later:
            return self.bounded(record.read(Phase.INIT))
        if self.reads is not None:
            self.reads[place] = None
        state = self.state
        # Where INIT put nothing, nothing is left to be renewed.
        renewed = record.is_initial and (
            place in state.fresh or (self.phase is Phase.INVOKE and place in self.snapshot.renewed)
        )
        value = self.bounded(record.read(self.phase, renewed=renewed))
        if state.doubtful and place in state.doubtful:
            return frozenset(map(less_sure_when_old, value))
        return value

    def bounded(self, value: Value) -> Value:
        """Return `value`, of code of packages less of it; where it was cut, that is told."""
        if len(value) <= WIDEST:
            return value
        if not self.is_library:
            self.tell(value)
            return value
        fewer = narrowed(value, WIDEST)
        if CUT in fewer:
            self.note_narrowed()
        return fewer

    def tell(self, value: Value) -> None:
        """Note that of what this body meets something was cut, if so; of packages nobody asks."""
        if len(value) > WIDEST and CUT in value and not self.is_library:
            self.note_cut()

    @property
    def body(self) -> FunctionId:
        """Which body runs: a function's, or the top level of a module."""
        return FunctionId(self.module.path, self.index)

    def note_cut(self) -> None:
        """Note that this body is not followed to its end, which is told."""
        self.notes.cut.add(self.body)

    def note_narrowed(self) -> None:
        """Note that this body of a package is followed with less than all that a value may be."""
        self.notes.narrowed.add(self.body)

    def write(
        self, place: Place, value: Value, label: str, statement: int, *, sure: bool = True
    ) -> Value:
        """Let `place` hold `value`, kept under the name `label` (empty: not kept yet).

        Returns the value as it is kept. `sure` if this is the only place that the assignment can
        mean.
        """
        heap = self.heap
        if label and self.is_told:
            kept = Keep(place, self.site(statement), label)
            value = keep(value, kept, self.phase, heap.is_of_invocation)
        heap.write(place, value, self.phase, self.activation.id, statement)
        is_set = isinstance(place, AttributePlace) and is_constructor(self.function)
        if is_set and not (self.later and self._is_dated(place)):
            heap.note_constructed(place)
        if self.later:
            if self.phase is Phase.INVOKE:
                heap.adopt(place, value)
            self._note_renewal(place, sure)
        elif self.snapshot.is_near:
            self._note_renewal(place, sure)
        elif isinstance(place, _ASSIGNED):
            self.note_assigned(place, statement, sure=sure)
        return value

    def note_assigned(self, place: Place, statement: int, *, sure: bool) -> None:
        """Note that the body has the last word on a part of something, so far."""
        last = self.state.assigned.get(place)
        if sure:
            calls = len(self.activation.called)
            self.state.assigned[place] = _assigned_once(statement, calls)
        elif last is not None:
            both = last.statements | {statement}
            self.state.assigned[place] = Assigned(both, last.calls)

    def _is_dated(self, place: Place) -> bool:
        """Tell whether there is an attribute of that name that keeps what INIT made."""
        dated = self.snapshot.dated
        return isinstance(place, AttributePlace) and dated is not None and place.name in dated

    def _note_renewal(self, place: Place, sure: bool) -> None:
        """Note what may be new since the restore; what was built since then is that anyway."""
        state = self.state
        if self.heap.is_part_of_rebuilt(place):
            dated = self.snapshot.dated
            if isinstance(place, AttributePlace) and (dated is None or place.name in dated):
                self.activation.writes.add(place)
            if sure and self._is_dated(place):
                state.fresh = state.fresh | {place}
            return
        self.activation.writes.add(place)
        if sure and place not in state.fresh:
            state.fresh = state.fresh | {place}
        if sure and place in state.doubtful:
            state.doubtful = state.doubtful - {place}

    def entries(self, at: Allocation) -> list[str]:
        """Return the entries that a container or holder may have here, sorted."""
        return self.heap.entries(at, self.activation.id)


@lru_cache(maxsize=1 << 12)
def _assigned_once(statement: int, calls: int) -> Assigned:
    """Return that one statement assigns something; the same for all that it assigns."""
    return Assigned(frozenset([statement]), calls)


_ASSIGNED = (AttributePlace, ClassPlace, EntryPlace, GlobalPlace)

CONSTRUCTORS = frozenset({"__init__", "__new__", "__post_init__"})


def is_constructor(function: FunctionFacts | None) -> bool:
    """Tell whether what a function sets belongs to each object of its class."""
    return function is not None and function.name in CONSTRUCTORS


def less_sure_when_old(atom: Atom) -> Atom:
    """Return what INIT made as less surely old: a clock that may stand still says how old it is."""
    if isinstance(atom, Made) and atom.phase is Phase.INIT:
        return replace(atom, confidence=doubted(atom))
    return atom


def doubted(made: Made) -> Confidence:
    """Return how sure it is that something is used when it is old, if a monotonic clock says that.

    Such a clock stands still while the snapshot lies there: a secret may be rotated by then.
    """
    is_secret = made.is_data and made.hazard is not None and made.hazard.fails
    return min(made.confidence, Confidence.MEDIUM if is_secret else Confidence.LOW)


class Interpreter(Protocol):
    """What following one body asks of the whole: what leads from one body, or file, to another.

    The parts of the interpreter call each other by this, in circles, as a program does.
    """

    def call(self, frame: Frame, callee: Value, arguments: list[Passed], site: int) -> Value:
        """Return what calling `callee` may return."""

    def enter(self, frame: Frame, function: Function, arguments: dict[str, Value]) -> Activation:
        """Run a first-party function in the frame's phase; return its summary."""

    def load(self, frame: Frame, path: str, *, again: bool = False) -> None:
        """Import a first-party module, in the frame's phase; `again` even if INIT did."""

    def body_of(self, path: str, phase: Phase) -> Activation | None:
        """Return the run of a module's top level in `phase`, if there was one."""

    def execute(self, frame: Frame, block: tuple[Statement, ...]) -> None:
        """Follow the statements of `block`."""

    def assign(self, frame: Frame, target: Expression, value: Value) -> None:
        """Bind `target` to `value`."""

    def define(self, frame: Frame, id: FunctionId) -> Value:
        """Evaluate a function's default values and decorators where it is defined."""
