"""Which entry points reach which activations: sets of entry points, carried along the calls."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from snapcheck.link.caches import Caches
from snapcheck.link.entry_set import NO_ENTRIES, EntrySet
from snapcheck.link.places import Site
from snapcheck.link.summary import Activation, Closed, Opened
from snapcheck.model import EntryPoint, Phase


class Root(Struct, frozen=True):
    """A call from outside the program: by which activation it is caused, and how sure that is."""

    activation: int
    cause: int
    sure: bool


class Start(Struct, frozen=True):
    """An activation that entry points reach from outside: `sure` are those that surely do."""

    activation: int
    reached: EntrySet
    sure: EntrySet


class Reach:
    """By activation the entry points that reach it, by any chain of calls, or by sure ones."""

    def __init__(
        self,
        activations: Sequence[Activation],
        body_of: Callable[[str, Phase], Activation | None],
    ) -> None:
        self.reached: list[EntrySet] = []
        self.sure: list[EntrySet] = []
        self._activations = activations
        self._body_of = body_of

    def mark_init(
        self,
        entries: Sequence[EntryPoint],
        packages_around: Callable[[str, tuple[str, ...]], tuple[str, ...]],
    ) -> None:
        """Let each of `entries` reach the top level of its module and of the packages around it."""
        starts = []
        for position, entry in enumerate(entries):
            only = EntrySet.of(position)
            for path in (*packages_around(entry.path, entry.roots), entry.path):
                body = self._body_of(path, Phase.INIT)
                if body is not None:
                    starts.append(Start(body.id, only, only))
        self.spread(starts)

    def grow(self) -> None:
        """Make room for the activations that are new."""
        missing = len(self._activations) - len(self.reached)
        self.reached.extend([NO_ENTRIES] * missing)
        self.sure.extend([NO_ENTRIES] * missing)

    def imported_by_all(self) -> frozenset[str]:
        """Return the modules that INIT of every entry point has run."""
        everybody = EntrySet.union(self.reached)
        return frozenset(
            each.path
            for each, reached in zip(self._activations, self.reached, strict=False)
            if each.function is None and not each.is_root and not everybody - reached
        )

    def caused(self, root: Root) -> Start:
        """Return the start of a call that other code causes: whoever reaches that reaches it."""
        sure = self.sure[root.cause] if root.sure else NO_ENTRIES
        return Start(root.activation, self.reached[root.cause], sure)

    def spread(self, starts: Iterable[Start]) -> None:
        """Carry entry points along the calls, until nobody reaches anything new."""
        self.grow()
        pending: dict[int, tuple[int, int]] = {}
        sweeps = _Sweeps()

        def put(id: int, reached: int, sure: int) -> None:
            waiting = pending.get(id)
            if waiting is None:
                pending[id] = (reached, sure)
                sweeps.put(id)
            else:
                pending[id] = (waiting[0] | reached, waiting[1] | sure)

        for start in starts:
            put(start.activation, int(start.reached), int(start.sure))
        for id in sweeps:
            reached, sure = pending.pop(id)
            activation = self._activations[id]
            if _may_be_imported(activation):
                body = self._body_of(activation.path, Phase.INIT)
                # An import that INIT has done already runs nothing when a function repeats it.
                imported = int(self.reached[body.id]) if body is not None else 0
                reached, sure = reached & ~imported, sure & ~imported
            reached |= int(self.reached[id])
            sure |= int(self.sure[id])
            if reached == self.reached[id] and sure == self.sure[id]:
                continue
            self.reached[id], self.sure[id] = EntrySet(reached), EntrySet(sure)
            for callee in activation.calls:
                put(callee, reached, sure)

    def noted(self, kind: type[Opened | Closed]) -> dict[Site, EntrySet]:
        """Return the entry points whose code opens or closes something, by where it was built."""
        found: dict[Site, EntrySet] = {}
        for activation in self._activations:
            for event in activation.events:
                if isinstance(event, kind):
                    before = found.get(event.origin, NO_ENTRIES)
                    found[event.origin] = before | self.reached[activation.id]
        return found

    def always(self, roots: Iterable[int], caches: Caches) -> list[EntrySet]:
        """Return for each activation the entry points that run it with no cache between."""
        always = [NO_ENTRIES] * len(self._activations)
        pending = {root: self.reached[root] for root in roots}
        sweeps = _Sweeps(pending)
        for id in sweeps:
            entries = pending.pop(id)
            if not entries - always[id]:
                continue
            always[id] |= entries
            for callee, ways in self._activations[id].always.items():
                if not all(map(caches.ask, ways)):
                    if callee not in pending:
                        sweeps.put(callee)
                    pending[callee] = pending.get(callee, NO_ENTRIES) | always[id]
        return always

    def by_module(self) -> dict[str, EntrySet]:
        """Return the entry points that run anything of a module."""
        found: dict[str, EntrySet] = {}
        for activation in self._activations:
            entries = self.reached[activation.id]
            if entries and not activation.is_root:
                found[activation.path] = found.get(activation.path, NO_ENTRIES) | entries
        return found


class _Sweeps:
    """What waits to be looked at, in sweeps from lower numbers to higher ones.

    Callers mostly have lower numbers than whom they call. Who is met behind waits for the next
    sweep, so that what many callers bring is carried on at once.
    """

    def __init__(self, waiting: Iterable[int] = ()) -> None:
        self._ahead: list[int] = []
        self._behind = list(waiting)
        self._at = -1

    def put(self, id: int) -> None:
        """Let a number wait; it must not wait already."""
        if id > self._at:
            heapq.heappush(self._ahead, id)
        else:
            self._behind.append(id)

    def __iter__(self) -> Iterator[int]:
        while self._ahead or self._behind:
            if not self._ahead:
                self._ahead, self._behind = sorted(self._behind), []
            self._at = heapq.heappop(self._ahead)
            yield self._at


def _may_be_imported(activation: Activation) -> bool:
    """Tell whether this is a module's top level after INIT, which runs unless INIT has run it."""
    return not (
        activation.phase is Phase.INIT
        or activation.function
        or activation.is_root
        or activation.is_reload
    )
