"""Which bodies are followed, for which calling contexts, and which have to be followed again.

A calling context is what tells runs of one body apart: the phase, the callables among the
arguments, and, within bounds, the other arguments too. Each has one activation, whose summary all
callers share. When what an activation has read or called grows, it is put on the worklist.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from snapcheck.facts import Fact
from snapcheck.link.atoms import CALLABLES, Constant, Function, Made
from snapcheck.link.budget import INSIDE, Budget, Spending
from snapcheck.link.counters import Work
from snapcheck.link.libraries import Libraries
from snapcheck.link.places import FunctionId, Place, Site
from snapcheck.link.summary import NO_OUTCOME, Activation
from snapcheck.link.values import NOTHING, Value, join, reads_of, traits
from snapcheck.model import Phase

# Longer call chains are followed from the worklist instead of from within each other.
_DEEPEST_CALLS = 150

# Of so many activations it is asked whether they build anew what they return.
_MOST_ASKED = 64

# What it takes to begin with a body, in steps.
_A_RUN = 10

_ORDER = {Phase.INIT: 0, Phase.RESTORE: 1, Phase.INVOKE: 2}


class Entered(Fact, frozen=True):
    """A call of a function as its body sees it.

    `is_entry` if Lambda itself calls it, `is_constructor` if it builds an object, `fresh` are the
    places that were surely renewed before. `again` is the call that builds anew what another one
    with the same arguments has built, if it does: who calls, and where. `rest` are the callables
    that `*args` and `**kwargs` hold.
    """

    function: Function
    phase: Phase
    arguments: dict[str, Value]
    fresh: frozenset[Place]
    is_entry: bool
    is_constructor: bool
    again: tuple[int, int] | None = None
    rest: tuple[tuple[str, Value], ...] = ()


_Key = tuple[tuple[tuple[str, Value], ...], frozenset[Place], tuple[int, int] | None]


class _Base(Fact, frozen=True):
    """What always tells runs of a body apart, its free names and callables among it."""

    function: Function
    phase: Phase
    is_entry: bool
    callables: tuple[tuple[str, Value], ...]


class _Contexts(Struct, eq=False):
    """The runs of one body: by their other arguments and what was fresh, and one for any others."""

    known: dict[_Key, Activation] = {}
    any: Activation | None = None
    count: int = 0


Follow = Callable[[Activation], None]
"""Runs the body of an activation."""


class Scheduler:
    """The calling contexts of a run and the worklist.

    It is handed who follows bodies with each question: to keep him would be a cycle, and all that
    a run has in memory would stay there.
    """

    def __init__(self, work: Work, beat: Callable[[], None] | None, libraries: Libraries) -> None:
        self.activations: list[Activation] = []
        self.spending = Spending(audits=bool(libraries.audited))
        self._work = work
        self._beat = beat
        self._is_library = libraries.hold
        self._contexts: dict[_Base, _Contexts] = {}
        # Which of the activations that several calls enter build anew what they return.
        self._builds: dict[int, bool] = {}
        self._apart: set[int] = set()
        self._worklist: list[int] = []
        self._waiting: set[int] = set()
        self._depth = 0
        # How many of the bodies that are being followed were followed before.
        self._again = 0
        self._epoch = 0
        self._joins = 0
        # What the body that is repeated gives to others at first.
        self._given: dict[int, dict[str, Value]] | None = None

    # --- calling contexts ---

    def context(self, entered: Entered) -> Activation:
        """Return the activation for a call: its own, or one that it shares with others."""
        given, callables = _told_apart_by(entered)
        contexts = self._contexts_of(entered, callables)
        if contexts.count >= self._budget(entered).literal:
            given = {name: _bare(value) for name, value in given.items()}
        key = (tuple(given.items()), entered.fresh, entered.again)
        known = contexts.known.get(key)
        if known is None:
            # What it has taken in once need not be joined to it again.
            known = contexts.known[key] = self._next_context(contexts, entered, given)
        if self._given is not None:
            self._given.setdefault(known.id, entered.arguments)
        return known

    def may_repeat(self, caller: Activation, site: Site, callee: Activation) -> bool:
        """Tell whether a call in INIT is not the first one that enters `callee` in its process."""
        if callee.running or not callee.rounds or caller.phase is not Phase.INIT:
            return False
        first = caller.calls.get(callee.id)
        if first is not None:
            return first != site
        return any(self.activations[each].epoch == caller.epoch for each in callee.callers)

    def apart(self, entered: Entered, callee: Activation, builds: Callable[[], bool]) -> Activation:
        """Return the activation for a call that repeats that of `callee`.

        It is one of its own if it `builds` anew what it returns, as what is built is changed apart.
        """
        contexts = self._contexts_of(entered, _told_apart_by(entered)[1])
        if all(key[2] != entered.again for key in contexts.known):
            known = self._builds.get(callee.id)
            if known is None:
                known = self._builds[callee.id] = len(self._builds) < _MOST_ASKED and builds()
            if not known or contexts.count >= self._budget(entered).literal:
                return callee
        found = self.context(entered)
        self._apart.add(found.id)
        return found

    def is_of_its_own(self, activation: Activation) -> bool:
        """Tell whether a body is followed apart from a call that it repeats."""
        return activation.id in self._apart

    def _budget(self, entered: Entered) -> Budget:
        is_library = self._is_library(entered.function.id.path)
        return INSIDE if is_library else self.spending.budget

    def _contexts_of(
        self, entered: Entered, callables: tuple[tuple[str, Value], ...] = ()
    ) -> _Contexts:
        base = _Base(entered.function, entered.phase, entered.is_entry, callables)
        contexts = self._contexts.get(base)
        if contexts is None:
            contexts = self._contexts[base] = _Contexts()
        return contexts

    def _next_context(
        self, contexts: _Contexts, entered: Entered, given: dict[str, Value]
    ) -> Activation:
        """Return the activation for arguments that the function was not called with before."""
        spending, id = self.spending, entered.function.id
        if not spending.affords(
            id, entered.phase, contexts=len(self.activations), runs=self._work.runs
        ):
            bare = {name: _bare(value) for name, value in given.items()}
            # `decorator()` is no call of what another call of it decorates.
            empty = tuple([each for each in entered.rest if not each[1]])
            return self._any_context(self._contexts_of(entered, empty), entered, bare)
        budget = self._budget(entered)
        if contexts.count < (budget.building if entered.is_constructor else budget.bare):
            contexts.count += 1
            spending.take(id, entered.phase)
            return self._new_context(entered, given)
        return self._any_context(contexts, entered, given)

    def _new_context(self, entered: Entered, given: dict[str, Value]) -> Activation:
        id, environment = entered.function.id, entered.function.environment
        return self.activate(
            id.path,
            entered.phase,
            function=id,
            environment=environment,
            arguments=given,
            fresh=entered.fresh,
            is_entry=entered.is_entry,
        )

    def _any_context(
        self, contexts: _Contexts, entered: Entered, given: dict[str, Value]
    ) -> Activation:
        """Return the one activation for all further sets of arguments, joined."""
        known = contexts.any
        if known is None:
            contexts.any = self._new_context(entered, given)
            return contexts.any
        news = {
            name: join([known.arguments.get(name, NOTHING), value])
            for name, value in given.items()
            if not value <= known.arguments.get(name, NOTHING)
        }
        joined = {**known.arguments, **news}
        if joined != known.arguments or not known.fresh <= entered.fresh:
            known.arguments = joined
            self._joins += 1
            known.fresh &= entered.fresh
            self._mark(known.id)
            if self.spending.is_large:
                self.spending.join(entered.function.id)
        return known

    def activate(
        self,
        path: str,
        phase: Phase,
        *,
        function: FunctionId | None = None,
        environment: int = -1,
        arguments: dict[str, Value] | None = None,
        fresh: frozenset[Place] = frozenset(),
        is_entry: bool = False,
        is_root: bool = False,
    ) -> Activation:
        """Return a new activation; one that `is_root` is outside all bodies, and never followed."""
        activation = Activation(
            id=len(self.activations),
            path=path,
            function=function,
            phase=phase,
            environment=environment,
            arguments={} if arguments is None else arguments,
            fresh=fresh,
            is_entry=is_entry,
            is_root=is_root,
            rounds=self._rounds(path) if is_root else 0,
            epoch=self._epoch,
        )
        self.activations.append(activation)
        return activation

    # --- the worklist ---

    def begin_process(self) -> None:
        """Say that what is followed from here on runs in another process than what was so far."""
        self._epoch += 1

    def start(self, activation: Activation, follow: Follow) -> None:
        """Follow a new activation, at once where the chain of calls is not too long."""
        if self._depth < _DEEPEST_CALLS:
            self._run(activation, follow)
        else:
            self._mark(activation.id)

    def settle(self, follow: Follow) -> None:
        """Follow again what saw less than there is, until nothing does."""
        self._again += 1
        while self._worklist:
            key = heapq.heappop(self._worklist)
            id = key if key >= 0 else -1 - key
            self._waiting.discard(id)
            if not self.activations[id].running:
                self._run(self.activations[id], follow)
        self._again -= 1

    def catch_up(self, activation: Activation, follow: Follow) -> None:
        """Follow a body again that is called once more, after what it has read has grown."""
        activation.is_stale = False
        if activation.rounds < self._rounds(activation.path) and not activation.running:
            self._run(activation, follow)

    def tell(self, readers: set[int], writer: int, hazards: bool) -> None:
        """Put the `readers` of what `writer` has put there on the worklist.

        Bodies of packages, where an audit follows them again, only if `hazards` may be among it:
        they are followed in the order in which they run.
        """
        if len(readers) == 1 and writer in readers:
            return
        phase = _ORDER[self.activations[writer].phase]
        # The worklist is in order, in whatever order they are told.
        for reader in readers:
            read = self.activations[reader]
            if reader == writer or _ORDER[read.phase] < phase:
                continue
            if self._is_over(read) or (not hazards and self._is_library(read.path)):
                self._grow_stale(read)
            else:
                self._mark(reader)

    def _grow_stale(self, activation: Activation) -> None:
        """Note that a body, and those that have called it, saw less than another call would."""
        waiting = [activation]
        while waiting:
            each = waiting.pop()
            if not each.is_stale:
                each.is_stale = True
                callers = [self.activations[caller] for caller in each.callers]
                waiting += [caller for caller in callers if self._is_over(caller)]

    def _is_over(self, reader: Activation) -> bool:
        """Tell whether a body ran, for its only call, before what is being written.

        Bodies of INIT that are followed for the first time are so in the order in which they run.
        """
        return (
            not self._again
            and reader.phase is Phase.INIT
            and reader.function is not None
            and reader.epoch == self._epoch
            and reader.rounds > 0
            and not (reader.running or reader.is_repeated or reader.yields)
        )

    def repeat(self, activation: Activation, follow: Follow) -> bool:
        """Follow the body of an activation once more; whether that concerns no other one.

        It does where a call has other arguments than any before.
        """
        known, self._joins, self._given = len(self.activations), 0, {}
        activation.running = True
        self._depth += 1
        self._again += 1
        try:
            follow(activation)
        finally:
            self._depth -= 1
            self._again -= 1
            activation.running = False
            given, self._given = self._given, None
        if self._joins or self._worklist or len(self.activations) != known:
            return False
        # Where a value was last read is no part of what it is, and yet told.
        return all(
            reads_of(*arguments.values()) == reads_of(*self.activations[id].arguments.values())
            for id, arguments in given.items()
        )

    def shared(self) -> frozenset[int]:
        """Return the activations whose arguments are those of several calls, joined."""
        return frozenset([each.any.id for each in self._contexts.values() if each.any is not None])

    def _mark(self, id: int) -> None:
        activation = self.activations[id]
        if id not in self._waiting and activation.rounds < self._rounds(activation.path):
            self._waiting.add(id)
            # Inside packages callees, which mostly have the higher numbers, before their callers.
            heapq.heappush(self._worklist, -1 - id if self._is_library(activation.path) else id)

    def _rounds(self, path: str) -> int:
        return self.spending.rounds(inside=self._is_library(path))

    def _is_cut(self, activation: Activation) -> bool:
        """Tell whether a body is not followed any more, as its phase took too many steps."""
        function, phase = activation.function, activation.phase
        if function is None:
            return False
        inside = self._is_library(function.path)
        if self.spending.affords_steps(function, phase, inside=inside, again=activation.rounds > 0):
            self.spending.spend(phase, _A_RUN, inside=inside)
            return False
        self.spending.cut.add(function)
        return True

    def _run(self, activation: Activation, follow: Follow) -> None:
        """Follow the body of `activation`; whoever saw less of its outcome is followed again."""
        if self._is_cut(activation):
            return
        if self._beat is not None:
            self._beat()
        before = NO_OUTCOME
        self._work.runs += 1
        if activation.rounds:
            before = activation.outcome
            self._work.again += 1
            activation.forget()
        is_again = activation.rounds > 0
        activation.running = True
        activation.rounds += 1
        self._depth += 1
        self._again += is_again
        try:
            follow(activation)
        finally:
            self._depth -= 1
            self._again -= is_again
            activation.running = False
        # The caller that waits for it now takes the outcome when it goes on.
        told = [
            caller
            for caller in activation.callers
            if activation.rounds > 1 or not self.activations[caller].running
        ]
        if told and activation.outcome != before:
            everyone = not is_again or _concerns_packages(activation, before)
            for caller in told:
                if everyone or not self._is_library(self.activations[caller].path):
                    self._mark(caller)


def _concerns_packages(activation: Activation, before: tuple[object, ...]) -> bool:
    """Tell whether packages have to know what has grown since `before`: hazards, and renewals."""
    if (activation.renews, activation.doubtful) != before[3:5]:
        return True
    found = (activation.returns, activation.yields, activation.raises)
    return any(
        value != known and traits(value).hazards
        for value, known in zip(found, before[:3], strict=True)
    )


def _told_apart_by(
    entered: Entered,
) -> tuple[dict[str, Value], tuple[tuple[str, Value], ...]]:
    """Return the arguments as they tell runs of a body apart, and the callables among them."""
    given: dict[str, Value] = {}
    callables = [*entered.rest]
    for name, value in entered.arguments.items():
        has = traits(value)
        given[name] = _plain(value) if has.library else value
        if has.callables:
            # A decorator is told apart by what it gets.
            callables.append((name, frozenset([a for a in value if isinstance(a, CALLABLES)])))
    return given, tuple(callables)


def _plain(value: Value) -> Value:
    """Return a value as a key: objects of libraries differ by their name, not by their call."""
    return frozenset([_anonymous(atom) if isinstance(atom, Made) else atom for atom in value])


_NOWHERE = Site("", -1, 0)


def _anonymous(made: Made) -> Made:
    if made.hazard or made.holds is not None:
        return made
    return replace(made, origin=_NOWHERE, here=_NOWHERE, path=(), kept=None, phase=Phase.INIT)


def _bare(value: Value) -> Value:
    """Return a value without its literals; which branch they decide still tells calls apart."""
    if not any(type(atom) is Constant for atom in value):
        return value
    return frozenset([atom for atom in value if not isinstance(atom, Constant) or _decides(atom)])


def _decides(atom: Constant) -> bool:
    """Tell whether a body is likely to ask for this: None, a truth value, nothing at all."""
    return atom.value is True or not atom.value
