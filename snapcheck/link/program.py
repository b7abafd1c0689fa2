"""The linked program of a run, and the questions that checks ask it.

All entry points are linked together: what they share is followed once. Which entry points reach
what is a set of them, carried along the calls: `reached` by any chain, `sure` by chains in which
every step is resolved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from posixpath import commonpath, dirname

from msgspec import Struct, field

from snapcheck.facts import FunctionFacts, ModuleFacts
from snapcheck.knowledge import Knowledge
from snapcheck.link.atoms import Made
from snapcheck.link.caches import Caches
from snapcheck.link.counters import Work
from snapcheck.link.entry_set import NO_ENTRIES, EntrySet
from snapcheck.link.events import Events, Handed
from snapcheck.link.heap import Heap
from snapcheck.link.libraries import Libraries
from snapcheck.link.places import FunctionId, Place, Site
from snapcheck.link.summary import Activation, Event, Hooked, Registration
from snapcheck.link.syntax import spelled
from snapcheck.model import Confidence, EntryPoint, Phase


class HookRun(Struct, frozen=True):
    """An after-restore hook as the runtime runs it: its registration, and the run's activation."""

    registration: Registration
    root: int


class Program(Struct, frozen=True, dict=True):
    """What was found out by following all entry points.

    `missing` are the entry points whose function does not exist; `environment` what INIT put into
    environment variables. `reached` and `sure` hold, by activation, the entry points that reach it.
    `renewals` holds the entry points that renew a place in RESTORE, `writers` tells which
    activations of INIT put something there, `work` what it all took.

    `computed` are the modules whose computed imports were all followed. `guessed` are the modules
    that no search root holds, and that were found elsewhere. `joined` are the functions that were
    followed with the arguments of several calls joined, as the program exceeds the budget, `cut`
    those whose bodies take more steps than are followed, `narrowed` those of packages that were
    followed with less than all that a value may be; `libraries` tells code of installed
    packages. `around` are, for a file that nothing imports, the entry points whose programs it lies
    in. `take` takes the changed facts of a module, and tells whether all else still holds; where it
    does not, nothing may be asked of the program any more.

    Activations that no entry point reaches are code that would register hooks and never runs.
    """

    knowledge: Knowledge
    entry_points: tuple[EntryPoint, ...]
    missing: tuple[EntryPoint, ...]
    modules: Mapping[str, ModuleFacts]
    activations: Sequence[Activation]
    reached: Sequence[EntrySet]
    sure: Sequence[EntrySet]
    renewals: Mapping[Place, EntrySet]
    writers: Callable[[Place], Iterable[int]]
    take: Callable[[ModuleFacts], bool]
    heap: Heap
    environment: Sequence[Made]
    hook_runs: Sequence[HookRun]
    entries_by_module: Mapping[str, EntrySet]
    always: Sequence[EntrySet]
    caches: Caches
    handed: Handed
    opened_in_init: Mapping[Site, EntrySet]
    closed_in_init: Mapping[Site, EntrySet]
    work: Work
    joined: Sequence[FunctionId] = ()
    cut: Sequence[FunctionId] = ()
    narrowed: Sequence[FunctionId] = ()
    guessed: frozenset[str] = frozenset()
    libraries: Libraries = Libraries()
    computed: frozenset[str] = frozenset()
    around: Mapping[str, tuple[EntryPoint, ...]] = field(default_factory=dict)

    def is_own(self, path: str) -> bool:
        """Return whether a module is code of the program, and of no installed package."""
        return not self.libraries.hold(path)

    @cached_property
    def depending(self) -> Events:
        """What depends on an event: several rules ask."""
        found = Events(self.modules, self.activations)
        found.follow(self.handed)
        return found

    def events(self) -> Iterable[tuple[Activation, Event]]:
        """Yield all that was noted in code that an entry point reaches, in a stable order."""
        for activation in self.activations:
            if self.reached[activation.id]:
                for event in activation.events:
                    yield activation, event

    def spells(self, names: Iterable[str]) -> bool:
        """Return whether the program's own code spells one of some names, as text or as a name."""
        wanted = frozenset(names)
        return bool(wanted) and any(
            not wanted.isdisjoint(spelled(self.modules[path]))
            for path in self.entries_by_module
            if self.is_own(path)
        )

    def function(self, id: FunctionId) -> FunctionFacts:
        """Return the facts of a function."""
        return self.modules[id.path].functions[id.number]

    def label(self, id: FunctionId) -> str:
        """Return the name of a function as a person calls it; of a top level, its module's."""
        return self.function(id).qualified if id.number >= 0 else "its top level"

    def module_entries(self, path: str) -> EntrySet:
        """Return the entry points that run anything of a module."""
        return self.entries_by_module.get(path, NO_ENTRIES)

    @cached_property
    def _entries_by_folder(self) -> Mapping[str, EntrySet]:
        """The entry points that run any of the program's own modules in a folder."""
        found: dict[str, EntrySet] = {}
        for path, entries in self.entries_by_module.items():
            if self.is_own(path):
                folder = dirname(path)
                found[folder] = found.get(folder, NO_ENTRIES) | entries
        return found

    def homes(self, position: int) -> tuple[str, ...]:
        """Return the folders that the program of one entry point lies in; "" is the root."""
        roots = self.entry_points[position].roots
        by_folder = self._entries_by_folder.items()
        folders = [folder for folder, entries in by_folder if position in entries]
        if roots or not folders:
            return roots
        return (commonpath(folders) if "" not in folders else "",)

    def opened(self, origin: Site) -> EntrySet:
        """Return the entry points whose INIT connects what was built at `origin`."""
        return self.opened_in_init.get(origin, NO_ENTRIES)

    def closed(self, origin: Site) -> EntrySet:
        """Return the entry points whose INIT closes what was built at `origin`."""
        return self.closed_in_init.get(origin, NO_ENTRIES)

    def registers(self, site: Site) -> bool:
        """Tell whether code that runs registers a hook at `site`."""
        return any(isinstance(event, Hooked) and event.site == site for _, event in self.events())

    def keepers(self, made: Made) -> EntrySet:
        """Return the entry points whose INIT keeps this value."""
        if made.kept is None:
            return NO_ENTRIES
        return EntrySet.union(self.reached[writer] for writer in self.writers(made.kept.place))

    def renewed(self, place: Place) -> EntrySet:
        """Return the entry points that renew `place` in a RESTORE hook."""
        return self.renewals.get(place, NO_ENTRIES)

    def touched(self, generator: str) -> EntrySet:
        """Return the entry points whose INIT brings a lazy generator into the snapshot."""
        return EntrySet.union(
            self.reached[activation.id]
            for activation in self.activations
            if activation.phase is Phase.INIT and generator in activation.touches
        )

    def loading_runtimes(self, generator: str) -> frozenset[str]:
        """Return the Lambda runtimes that load a lazy generator before the snapshot themselves."""
        runtimes = self.knowledge.runtimes
        return frozenset(name for name, loaded in runtimes.items() if generator in loaded)

    def named(self, entries: EntrySet) -> tuple[EntryPoint, ...]:
        """Return the entry points of a set."""
        return tuple([self.entry_points[position] for position in entries.positions()])

    def confidence(self, activation: Activation, entries: EntrySet) -> Confidence:
        """Return how sure it is that `entries` run `activation`."""
        return Confidence.HIGH if self.sure[activation.id] & entries else Confidence.MEDIUM

    def scope(self, site: Site) -> str:
        """Return the function that a place stands in, as people call it; empty at the top level."""
        if site.function < 0:
            return ""
        return self.modules[site.path].functions[site.function].qualified
