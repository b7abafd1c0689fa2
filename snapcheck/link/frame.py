"""The state of one function body while its statements are followed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

from msgspec import Struct

from snapcheck.facts import ClassFacts, Expression, Fact, FunctionFacts, ModuleFacts, Statement
from snapcheck.knowledge import Knowledge
from snapcheck.link.counters import Work
from snapcheck.link.heap import Places
from snapcheck.link.imports import File, Folder
from snapcheck.link.installed import Installed
from snapcheck.link.summary import Activation, Registration
from snapcheck.link.values import (
    Allocation,
    ClassId,
    Function,
    FunctionId,
    Object,
    Passed,
    Place,
    Site,
    Suspended,
    Value,
    join,
)
from snapcheck.model import Phase


class State(Struct, eq=False):
    """What holds at one point of a body.

    `fresh` are the places surely renewed since the restore, `doubtful` those renewed only if a
    monotonic clock counts the time that the snapshot lay there. Not `live`: no path gets here.
    Not `certain`: some runs of the body take another way, or find that there is nothing to do.
    """

    names: dict[str, Value]
    fresh: frozenset[Place]
    doubtful: frozenset[Place] = frozenset()
    live: bool = True
    certain: bool = True

    def copy(self) -> State:
        """A state that can go its own way."""
        return State(self.names.copy(), self.fresh, self.doubtful, self.live, self.certain)


def merge(states: Iterable[State]) -> State:
    """The state after a point that all of `states` lead to."""
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
    return State(names, *renewed_in_all(live), certain=certain)


def renewed_in_all(live: Sequence[State]) -> tuple[frozenset[Place], frozenset[Place]]:
    """The places that are fresh, and doubtful, behind a point that all these states lead to."""
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


class Frame(Struct, eq=False):
    """A body being followed: which, in which activation, and the state it is in.

    `times` is how often the loops around the current statement surely run it, `at` the site of the
    call or import that is being followed, `kept_reads` how often anything was read so far that may
    be left from an earlier invocation, `mending` while handlers are asked what they renew. `phase`
    is the one that the body runs in, `later` whether that is after the restore, `index` the number
    of the function.
    """

    engine: Engine
    module: ModuleFacts
    function: FunctionFacts | None
    activation: Activation
    state: State
    class_names: dict[str, Value] | None = None
    exits: list[State] = []
    jumps: list[State] = []
    guards: list[Guard] = []
    times: int = 1
    kept_reads: int = 0
    mending: bool = False
    at: int = -1
    phase: Phase = Phase.INIT
    later: bool = False
    index: int = -1

    def __post_init__(self) -> None:
        self.phase = self.activation.phase
        self.later = self.phase is not Phase.INIT
        if self.function is not None:
            self.index = self.function.index

    def site(self, number: int) -> Site:
        """A place of this body in the source."""
        return Site(self.module.path, self.index, number)

    def here(self, number: int) -> Site | None:
        """Where what the expression at `number` yields stands; None after the restore.

        Only of what INIT builds is the way told that it takes.
        """
        return None if self.later else self.site(number)

    def allocate(self, number: int) -> Allocation:
        """The object that the expression at `number` builds."""
        return Allocation(Site(self.module.path, self.index, number), self.activation.id)


class Engine(ABC):
    """What following one body asks of the whole: other modules, other bodies, all places."""

    knowledge: Knowledge
    places: Places
    work: Work
    unwrapping: set[Allocation]
    """The partials that are being called at this moment."""
    installed: Installed | None = None
    """The third-party packages that the user lets be looked at, if any."""
    varying: set[Site]
    """Where objects are built of what an event says."""
    mends: bool = True
    """Whether the snapshot holds anything that fails when it is old, and can be replaced."""
    serving: bool = False
    """Whether a web server starts before the snapshot, as behind the Lambda Web Adapter."""
    injecting: bool = False
    """Whether any code marks dependencies for a framework to provide."""
    carries: bool = True
    """Whether the snapshot holds anything at all that it matters to use."""

    @staticmethod
    @abstractmethod
    def execute(frame: Frame, block: tuple[Statement, ...]) -> None:
        """Follow the statements of `block`."""

    @staticmethod
    @abstractmethod
    def assign(frame: Frame, target: Expression, value: Value) -> None:
        """Bind `target` to `value`."""

    @staticmethod
    @abstractmethod
    def attribute(frame: Frame, base: Value, name: str, site: int) -> Value:
        """What `base.name` may be."""

    @staticmethod
    @abstractmethod
    def call(frame: Frame, callee: Value, arguments: list[Passed], site: int) -> Value:
        """What calling `callee` may return."""

    @abstractmethod
    def enter(self, frame: Frame, function: Function, arguments: dict[str, Value]) -> Activation:
        """Run a first-party function in the frame's phase."""

    @abstractmethod
    def load(self, frame: Frame, path: str, *, again: bool = False) -> None:
        """Import a first-party module, in the frame's phase; `again` even if INIT did."""

    @abstractmethod
    def find(self, frame: Frame, dotted: str, level: int) -> File | Folder | None:
        """The first-party file or folder that an import in this frame's module means."""

    @abstractmethod
    def child(self, folder: str, name: str) -> File | Folder | None:
        """The module `name` in a first-party folder."""

    @abstractmethod
    def read(self, frame: Frame, place: Place) -> Value:
        """What `place` holds here."""

    @abstractmethod
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
        """Let `place` hold `value`, and keep it under the name `label` (empty: not yet kept).

        The value as it is kept.
        `sure` if this is the only place that the assignment can mean.
        """

    @abstractmethod
    def entries(self, frame: Frame, at: Allocation) -> list[str]:
        """The entries that a container or holder may have, sorted; its factory is none."""

    @abstractmethod
    def bears(self, frame: Frame, value: Value) -> bool:
        """Whether anything that `value` holds, however deep, may be a hazard."""

    @staticmethod
    @abstractmethod
    def define(frame: Frame, id: FunctionId) -> Value:
        """Evaluate a function's default values and decorators where it is defined."""

    @staticmethod
    @abstractmethod
    def resume(frame: Frame, generator: Suspended) -> Value:
        """Run the body of a generator here; what it yields."""

    @abstractmethod
    def global_value(self, frame: Frame, path: str, name: str) -> Value | None:
        """What the global `name` of a module holds; None if nothing is known to bind it."""

    @abstractmethod
    def written_by_functions(self, frame: Frame, place: Place) -> Value:
        """What functions, not the top level itself, put into a global."""

    @abstractmethod
    def set_by_constructor(self, place: Place) -> bool:
        """Whether a constructor sets the attribute, so that it is always there."""

    @abstractmethod
    def declared_fields(self, id: ClassId) -> list[str]:
        """The annotated names of a class body, in order: the fields of its constructor."""

    @abstractmethod
    def facts(self, id: FunctionId) -> FunctionFacts:
        """The facts of a function."""

    @abstractmethod
    def class_facts(self, id: ClassId) -> ClassFacts:
        """The facts of a class."""

    @abstractmethod
    def bases(self, id: ClassId) -> Value:
        """What a class may inherit from."""

    @abstractmethod
    def activation_of(self, id: int) -> Activation:
        """The activation with that number."""

    @abstractmethod
    def public_names(self, frame: Frame, path: str) -> list[str]:
        """What a star import of a first-party module binds."""

    @abstractmethod
    def star_import(self, frame: Frame, module: str) -> None:
        """Note that the frame's module star-imports something that is not first-party."""

    @abstractmethod
    def set_bases(self, id: ClassId, bases: list[Value]) -> None:
        """Note what a class inherits from, in its order."""

    @abstractmethod
    def lineage(self, id: ClassId) -> list[ClassId]:
        """A class and its first-party bases, in the order in which Python looks members up."""

    @abstractmethod
    def member(self, id: ClassId, name: str) -> Place | None:
        """Where a class or its nearest base has a member of that name; None if none has."""

    @abstractmethod
    def is_inherited(self, id: ClassId) -> bool:
        """Whether members of a class may come from a class of a library."""

    @abstractmethod
    def metaclass(self, id: ClassId) -> Value:
        """The metaclass of a class, its own or inherited."""

    @abstractmethod
    def set_metaclass(self, id: ClassId, metaclass: Value) -> None:
        """Note the metaclass of a class."""

    @abstractmethod
    def is_rebuilt(self, atom: Object) -> bool:
        """Whether each invocation builds this object anew: what it remembers is no cache."""

    @abstractmethod
    def is_given(self, id: FunctionId, expression: Expression) -> bool:
        """Whether an expression is made of what its function was given, or its object's own."""

    @abstractmethod
    def is_mendable(self, place: Place) -> bool:
        """Whether INIT left something in `place` that fails when it is old: it can be replaced."""

    @abstractmethod
    def register(self, frame: Frame, registration: Registration) -> None:
        """Note that something outside will call a function of the program later."""
