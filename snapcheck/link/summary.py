"""One function body run in one phase with one set of arguments, and what came of it."""

from __future__ import annotations

from msgspec import Struct, field

from snapcheck.facts import Expression, Fact
from snapcheck.knowledge import Api
from snapcheck.link.atoms import Made
from snapcheck.link.effects import Writes
from snapcheck.link.places import FunctionId, Place, Site
from snapcheck.link.values import NOTHING, Passed, Value
from snapcheck.model import Confidence, Level, Phase


class Use(Fact, frozen=True):
    """That code after the restore consumes a value made before the snapshot.

    `by` says who, where that is no code of the program.
    """

    made: Made
    site: Site
    by: str = ""


class Draw(Fact, frozen=True):
    """That code after the restore draws from a process-wide generator.

    Where the row says that an object draws later, also that INIT code builds such an object.
    `returned` if the body only hands the result to its callers, or waits as long as it says.
    """

    generator: str
    api: Api
    site: Site
    level: Level | None = None
    returned: bool = False

    @property
    def by_library(self) -> bool:
        """Whether the draw is inside a library, which does not look like one from outside."""
        return bool(self.api.draws_when)


class Seeding(Fact, frozen=True):
    """That INIT code seeds process-wide generators, or (`generator`) an instance."""

    api: Api
    site: Site
    instance: Made | None = None
    constant: bool = False


class AbsentRead(Fact, frozen=True):
    """That code reads what is not there under SnapStart; `level` where it is no rule's own."""

    api: Api
    site: Site
    level: Level | None = None


class Started(Fact, frozen=True):
    """That INIT code starts work that goes on; `origin` is where its object was built."""

    api: Api
    site: Site
    origin: Site


class Ended(Fact, frozen=True):
    """That INIT code waits for the end of what was built at `origin`, or ends it."""

    origin: Site


class Opened(Fact, frozen=True):
    """That INIT code connects what was built at `origin`: where, and by which call if known."""

    origin: Site
    site: Site
    by: str = ""


class Closed(Fact, frozen=True):
    """That INIT code closes what was built at `origin`, or drops its connections."""

    origin: Site


class Found(Fact, frozen=True):
    """That a hook looks at `site` whether there is anything, and finds what INIT has kept there."""

    place: Place
    site: Site


class Flagged(Fact, frozen=True):
    """That code calls or reads what should not be called or read at all under SnapStart."""

    api: Api
    site: Site


class Cost(Fact, frozen=True):
    """That an invocation calls what costs; `always` if each run that is not cut short does.

    `asked` are the places behind whose tests it stands, `spelled` its arguments, if it matters
    whether they depend on an event, and `session` where its receiver was built.
    """

    api: Api
    site: Site
    always: bool
    asked: frozenset[Place]
    spelled: tuple[tuple[int, Expression], ...] = ()
    session: Site | None = None


class WrittenBack(Fact, frozen=True):
    """That an invocation gives a service something new to keep, by a method of a client."""

    method: str
    site: Site


class Refetched(Fact, frozen=True):
    """That an invocation puts something new into a place when a request is refused."""

    place: Place


class Pause(Fact, frozen=True):
    """That code after the restore waits: so many seconds, or (None) as long as it takes."""

    api: Api
    site: Site
    seconds: float | None


class Hooked(Fact, frozen=True):
    """That code registers a hook, at `site`: the call, or the `def` under a decorator."""

    api: Api
    site: Site
    callback: Value


Event = (
    Use
    | Draw
    | Seeding
    | AbsentRead
    | Started
    | Ended
    | Opened
    | Closed
    | Found
    | Flagged
    | Cost
    | WrittenBack
    | Refetched
    | Pause
    | Hooked
)


class Registration(Fact, frozen=True):
    """A callable handed to something that will call it later, in `phase`.

    `arguments` are what it is called with; `hooked` tells of the registration, where the runtime's
    own hooks are meant, `route` is the path of requests that a web framework calls it for,
    `on_request` whether something calls it for each invocation that is for it, and `at_start`
    whether an application calls it when it starts or stops.
    """

    callback: Value
    arguments: tuple[Passed, ...]
    phase: Phase
    confidence: Confidence
    hooked: Hooked | None = None
    route: str = ""
    on_request: bool = False
    at_start: bool = False


class Assigned(Fact, frozen=True):
    """That a top level surely assigns a place.

    One of `statements` does it last; the calls that it made before are that many.
    """

    statements: frozenset[int]
    calls: int


class Activation(Struct, eq=False):
    """The summary of one run: the same function, phase and arguments are followed once.

    `fresh` are places that were surely renewed before it was entered; `renews` those that are
    when it has returned. `writes` are the places it may write, callees included.
    `remembers` are those of its yields that it may yield once more.
    `calls` are the activations it enters, with where it first does, and `always` those that no
    exception leads to, each with the places behind whose tests it does. `asked` are the places that
    its own tests and results read. Of a top level in INIT, `assigned` are the parts of objects that
    it surely assigns, `called` the activations that it entered, in their order. It `is_repeated` if
    more than one call may enter it, or one does more than once, and `is_stale` if what it has read
    has grown since its only call. `epoch` tells processes apart.
    """

    id: int
    path: str
    function: FunctionId | None
    phase: Phase
    environment: int
    arguments: dict[str, Value]
    fresh: frozenset[Place]
    returns: Value = NOTHING
    yields: Value = NOTHING
    remembers: Value = NOTHING
    raises: Value = NOTHING
    renews: frozenset[Place] = frozenset()
    doubtful: frozenset[Place] = frozenset()
    writes: Writes = field(default_factory=Writes)
    events: list[Event] = []
    registrations: list[Registration] = []
    touches: frozenset[str] = frozenset()
    settings: frozenset[str] = frozenset()
    calls: dict[int, Site] = {}
    assigned: dict[Place, Assigned] = {}
    called: list[int] = []
    always: dict[int, set[frozenset[Place]]] = {}
    asked: dict[Place, None] = {}
    callers: set[int] = set()
    running: bool = False
    is_entry: bool = False
    is_root: bool = False
    is_reload: bool = False
    is_repeated: bool = False
    is_stale: bool = False
    epoch: int = 0
    rounds: int = 0

    @property
    def outcome(self) -> tuple[object, ...]:
        """What callers see of it; when it changes they have to be followed again."""
        seen = (self.returns, self.yields, self.raises, self.renews, self.doubtful)
        return (*seen, frozenset(self.writes.places()))

    def forget(self) -> None:
        """Forget what the last run of the body found; results only ever grow.

        What it called then, it still calls: `__getattr__` is asked once, and then it is there.
        """
        self.writes.clear()
        self.events.clear()
        self.registrations.clear()
        self.touches = frozenset()
        self.called.clear()
        self.always.clear()


NO_OUTCOME: tuple[object, ...] = (NOTHING, NOTHING, NOTHING, frozenset(), frozenset(), frozenset())
"""The outcome of a body that was not followed yet."""
