"""A module whose functions changed, in a program that was linked: what still holds is kept.

An editor asks after each keystroke, and hardly one of them changes anything but a body. The bodies
that changed are followed once more, and then those that see anything else now. All else that was
found out holds as it is. Where others are called, more is written or INIT is concerned, and where a
body feeds itself, the program has to be linked anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from snapcheck.facts import Fact, FunctionFacts, ModuleFacts
from snapcheck.link.atoms import Constant, Made
from snapcheck.link.frame import Notes
from snapcheck.link.heap import Heap, Rewritten
from snapcheck.link.modules import Modules
from snapcheck.link.optional import optional_reads
from snapcheck.link.places import Allocation, FunctionId, Place
from snapcheck.link.scheduler import Scheduler
from snapcheck.link.summary import Activation, Closed, Opened
from snapcheck.link.values import NOTHING, Value, join, reads_of, traits
from snapcheck.link.waits import waits_of
from snapcheck.model import Phase

# So many bodies are followed again; to follow more takes as long as all of the program.
_MOST = 60


class Retracing(Struct):
    """The state in which a program was linked, and who follows its bodies.

    Modules that were `looked_into` for what would register hooks and never runs are not taken.
    """

    heap: Heap
    scheduler: Scheduler
    modules: Modules
    notes: Notes
    follow: Callable[[Activation], None]
    looked_into: frozenset[str]
    _writes: dict[int, dict[Place, None]] = field(default_factory=dict)
    _shared: frozenset[int] | None = None

    def take(self, module: ModuleFacts) -> bool:
        """Take the changed facts of a module; whether all else holds as it was found out.

        Where it does not, this state is of no program any more.
        """
        before = self.modules.known[module.path]
        if module.path in self.looked_into or not (_is_alike(before, module) and self._is_whole()):
            return False
        pairs = enumerate(zip(before.functions, module.functions, strict=True))
        changed = {number for number, (one, other) in pairs if one is not other and one != other}
        self.modules.known[module.path] = module
        bodies = [a for a in self.scheduler.activations if _is_of(a, module.path, changed)]
        if len(bodies) > _MOST or any(each.phase is Phase.INIT for each in bodies):
            return False
        if not self._reads_alike(module, changed) or self._tells_of(
            module.path, frozenset(before.sites).difference(module.sites)
        ):
            return False
        if bodies and self._shared is None:
            self._shared = self.scheduler.shared()
            self._writes = self.heap.by_writer()
        return self._settle({each.id for each in bodies})

    def _tells_of(self, path: str, gone: frozenset[int]) -> bool:
        """Tell whether a value that others have was last read at a site that is gone.

        That is no part of what it is, so that nobody would be told.
        """
        if not gone:
            return False
        held = [value for _, _, _, value in self.heap.written()]
        for each in self.scheduler.activations:
            held += [*each.arguments.values(), each.returns, each.yields, each.raises]
        return any(
            isinstance(atom, Made)
            and atom.read is not None
            # Only what INIT made is told of by where it was read.
            and atom.read.number in gone
            and atom.read.path == path
            for value in held
            if value and traits(value).told
            for atom in value
        )

    def _settle(self, waiting: set[int]) -> bool:
        """Follow bodies again, and those that see anything else then; whether it ends so."""
        runs = 0
        while waiting:
            # Callees mostly have higher numbers than their callers.
            id = max(waiting)
            waiting.discard(id)
            runs += 1
            told = self._repeat(self.scheduler.activations[id]) if runs <= _MOST else None
            if told is None:
                return False
            waiting |= told
        return True

    def _is_whole(self) -> bool:
        """Tell whether all of the program was followed, and nothing of it for want of budget."""
        spending = self.scheduler.spending
        return not (spending.is_large or spending.cut or self.notes.cut or self.notes.narrowed)

    def _reads_alike(self, module: ModuleFacts, changed: set[int]) -> bool:
        """Forget what was read off the text of functions; whether it is the same of all others."""
        return _still_so(self.notes.waits, waits_of, module, changed) and _still_so(
            self.notes.optional, optional_reads, module, changed
        )

    def _repeat(self, activation: Activation) -> set[int] | None:
        """Follow a body again; who sees anything else now, None if the program has to be linked."""
        if activation.is_root or activation.phase is Phase.INIT or self._feeds_itself(activation):
            return None
        before = _Seen.of(activation)
        called = [self.scheduler.activations[id] for id in activation.calls]
        repeated = [each.is_repeated for each in called]
        for callee in called:
            if len(callee.callers) == 1:
                callee.is_repeated = False
        self.notes.handed.withdraw(activation.id, activation.calls)
        _clear(activation)
        is_alone = False

        def follow() -> None:
            nonlocal is_alone
            is_alone = self.scheduler.repeat(activation, self.follow)

        rewritten = self.heap.rewrite(activation.id, self._writes.get(activation.id, ()), follow)
        now = _Seen.of(activation)
        if (
            not is_alone
            or rewritten.is_strange
            or now.lasting != before.lasting
            or [each.is_repeated for each in called] != repeated
        ):
            return None
        return self._told_of_outcome(
            activation, before, now, self._told_of_writes(activation, rewritten)
        )

    def _told_of_outcome(
        self, activation: Activation, before: _Seen, now: _Seen, told: set[int] | None
    ) -> set[int] | None:
        """Return who is `told` of writes, and who of what comes of calling a body."""
        if told is None or before.outcome == now.outcome:
            return told
        for id in activation.callers:
            if not self.scheduler.activations[id].is_root:
                told.add(id)
            elif before.outcome[1:] != now.outcome[1:] or _matters(before.returns ^ now.returns):
                return None
        return told

    def _told_of_writes(self, activation: Activation, rewritten: Rewritten) -> set[int] | None:
        """Return who reads what is written otherwise now; None if that may concern others too."""
        before, now = rewritten.before, rewritten.now
        if before.keys() != now.keys():
            return None
        told: set[int] = set()
        for place in before:
            if len(before[place]) != len(now[place]):
                return None
            one, other = join(before[place]), join(now[place])
            if reads_of(one) != reads_of(other):
                return None
            if one != other:
                owner = place.owner
                if (
                    not isinstance(owner, Allocation)
                    or owner.activation != activation.id
                    or _matters(one ^ other)
                ):
                    return None
                told |= self.heap.readers(place) - {activation.id}
        return told

    def _feeds_itself(self, activation: Activation) -> bool:
        """Tell whether what a body finds may depend on what it does itself.

        What it does no more may then still be there, as it was passed on from one to the other.
        What shares the arguments of several calls keeps those that nobody gives any more.
        """
        assert self._shared is not None
        if not self._shared.isdisjoint(activation.calls):
            return True
        seen: set[int] = set()
        pending = [*self._told(activation)]
        while pending:
            id = pending.pop()
            if id == activation.id:
                return True
            if id not in seen:
                seen.add(id)
                pending.extend(self._told(self.scheduler.activations[id]))
        return False

    def _told(self, activation: Activation) -> Iterator[int]:
        """Yield who depends on what an activation does."""
        id = activation.id
        yield from activation.callers
        for place in self._writes.get(id, ()):
            yield from (reader for reader in self.heap.readers(place) if reader != id)


class _Seen(Fact, frozen=True):
    """What others see of a body that was followed.

    `outcome` is what its callers see; `lasting` is noted wherever they are.
    """

    returns: Value
    outcome: tuple[object, ...]
    lasting: tuple[object, ...]

    @classmethod
    def of(cls, activation: Activation) -> _Seen:
        """Return what others see of an activation."""
        return cls(
            activation.returns,
            (
                *(*activation.outcome, activation.remembers, frozenset(activation.asked)),
                reads_of(activation.returns, activation.yields, activation.raises),
            ),
            (
                tuple(activation.registrations),
                activation.settings,
                activation.touches,
                frozenset(activation.calls),
                activation.always.copy(),
                tuple([each for each in activation.events if isinstance(each, Opened | Closed)]),
            ),
        )


def _clear(activation: Activation) -> None:
    """Forget all that was found out by following a body."""
    activation.forget()
    activation.returns = activation.yields = activation.remembers = activation.raises = NOTHING
    activation.settings = frozenset()
    activation.calls.clear()
    activation.asked.clear()


def _is_of(activation: Activation, path: str, functions: set[int]) -> bool:
    id = activation.function
    return id is not None and id.number in functions and id.path == path


def _is_alike(before: ModuleFacts, module: ModuleFacts) -> bool:
    """Tell whether two readings of a module differ in nothing but bodies of functions."""
    return (
        before.body == module.body
        and before.classes == module.classes
        and len(before.functions) == len(module.functions)
        and all(map(_is_called_alike, before.functions, module.functions))
    )


def _is_called_alike(one: FunctionFacts, other: FunctionFacts) -> bool:
    if one is other:
        return True
    inside = {"body": other.body, "locals": other.locals, "rebound": other.rebound}
    return replace(one, **inside) == other


T = TypeVar("T")


def _still_so(
    known: dict[FunctionId, T],
    read: Callable[[ModuleFacts, FunctionFacts | None], T],
    module: ModuleFacts,
    changed: Iterable[int],
) -> bool:
    """Forget what was read of functions that `changed`; whether it is as it was of the others."""
    for number in changed:
        known.pop(FunctionId(module.path, number), None)
    return all(
        was == read(module, module.functions[id.number] if id.number >= 0 else None)
        for id, was in known.items()
        if id.path == module.path
    )


def _matters(value: Value) -> bool:
    """Tell whether anything in a value is more than a constant."""
    return not all(isinstance(atom, Constant) for atom in value)
