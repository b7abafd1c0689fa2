"""From INIT through the snapshot and RESTORE into INVOKE: in what order a program is followed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from snapcheck.facts import DefineFunction, ModuleFacts
from snapcheck.knowledge import Knowledge
from snapcheck.link import overwriting
from snapcheck.link.atoms import Atom, Bound, Function, Made, Partial
from snapcheck.link.attributes import attribute
from snapcheck.link.caches import Caches
from snapcheck.link.callbacks import called_by_lambda, run
from snapcheck.link.entry_set import EntrySet
from snapcheck.link.events import CONTEXT
from snapcheck.link.flow import fresh_only
from snapcheck.link.frame import Lifespan, Settings, SnapshotFacts
from snapcheck.link.installed import Installed, package_folders
from snapcheck.link.interpreter import PhaseInterpreter
from snapcheck.link.models.django import use_settings
from snapcheck.link.models.records import RECORD, function_of
from snapcheck.link.modules import Modules
from snapcheck.link.places import (
    EnvironmentPlace,
    FunctionId,
    GlobalPlace,
    Place,
    Site,
)
from snapcheck.link.program import HookRun, Program
from snapcheck.link.reach import Reach, Root, Start
from snapcheck.link.snapshot import facts_of
from snapcheck.link.summary import Closed, Opened, Registration
from snapcheck.link.syntax import (
    absolute_imports,
    aliases,
    blocks_of_scripts,
    imported_as,
    mentioned,
    nodes,
)
from snapcheck.link.values import NOTHING, Passed, Value, hazards, in_order, order
from snapcheck.model import Confidence, EntryPoint, EntryPointKind, Phase


def link(
    entry_points: Sequence[EntryPoint],
    modules: Modules,
    settings: Settings,
    *,
    may_hook: Callable[[str], bool],
    matters_later: Callable[[ModuleFacts], bool] | None = None,
    orphans: Sequence[str] = (),
    beat: Callable[[], None] | None = None,
) -> Program:
    """Follow all `entry_points` from INIT through RESTORE into INVOKE.

    INVOKE is left out where INIT leaves nothing, if no module `matters_later`; None: never.
    `may_hook` tells of a file whether its text has a registration of hooks: of such files it is
    found out too what would register hooks and never runs. `orphans` are files to be looked at for
    that alone, though nothing imports them. `beat` is called whenever a body is followed.
    """
    linking = _Linking(entry_points, PhaseInterpreter(settings, modules, beat))
    return linking.program(may_hook, orphans, matters_later)


def settings_of(
    entry_points: Sequence[EntryPoint], knowledge: Knowledge, environment: Path | None
) -> Settings:
    """Return the settings of a run.

    `environment` is that of the installed packages that may be looked at; raises NoEnvironment if
    it is none.
    """
    apis = knowledge.apis
    installed = None
    if environment is not None:
        installed = Installed(package_folders(environment), lambda dotted: dotted in apis)
    paths = [path for entry in entry_points for path in (entry.checkpoint_path, entry.restore_path)]
    serves_web = any(path is not None for path in paths)
    return Settings(knowledge, installed, serves_web)


class _Linking:
    """The order in which the interpreter is put to work."""

    def __init__(self, entry_points: Sequence[EntryPoint], interpreter: PhaseInterpreter) -> None:
        self._given = list(entry_points)
        self._interpreter = interpreter
        self._activations = interpreter.scheduler.activations
        self._knowledge = interpreter.settings.knowledge
        self._reach = Reach(self._activations, interpreter.body_of)
        self._snapshot = SnapshotFacts()
        self._renewals: dict[Place, EntrySet] = {}
        self._hook_runs: list[HookRun] = []
        self._invoke_roots: list[int] = []
        self._looked_into: frozenset[str] = frozenset()

    def program(
        self,
        may_hook: Callable[[str], bool],
        orphans: Sequence[str],
        matters_later: Callable[[ModuleFacts], bool] | None,
    ) -> Program:
        """Run the three phases."""
        interpreter = self._interpreter
        for entry in self._given:
            interpreter.load_entry(entry.path, entry.roots)
        interpreter.settle()
        init_hooks = self._run_init_hooks()
        kept = [entry for entry in self._given if self._is_callable(entry)]
        known = frozenset(kept)
        missing = [e for e in self._given if e not in known and self._is_missing(e)]
        self._reach.mark_init(kept, interpreter.modules.packages_around)
        for root in init_hooks:
            self._reach.spread([self._reach.caused(root)])
        overwriting.settle(interpreter.heap, self._activations, init_hooks, self._reach.reached)
        interpreter.end_init()
        self._run_restore()
        if matters_later is None or not self._leaves_nothing(matters_later):
            self._run_invoke(kept)
        self._run_what_nothing_runs(may_hook, orphans)
        self._reach.grow()
        return self._linked(kept, missing)

    def _leaves_nothing(self, matters_later: Callable[[ModuleFacts], bool]) -> bool:
        """Tell whether INIT leaves no hazard, and no module that it ran matters later."""
        modules = self._interpreter.modules
        return not self._snapshot.holds_hazards and not any(
            map(matters_later, modules.known.values())
        )

    def _linked(self, kept: Sequence[EntryPoint], missing: Sequence[EntryPoint]) -> Program:
        heap = self._interpreter.heap
        caches = Caches(heap)
        return Program(
            knowledge=self._knowledge,
            entry_points=tuple(kept),
            missing=tuple(missing),
            modules=self._interpreter.modules.known,
            activations=self._activations,
            reached=self._reach.reached,
            sure=self._reach.sure,
            renewals=self._renewals,
            writers=lambda place: [writer for writer, _ in heap.writers(place, Phase.INIT)],
            heap=heap,
            environment=self._left_in_environment(),
            hook_runs=self._hook_runs,
            entries_by_module=self._reach.by_module(),
            always=self._reach.always(self._invoke_roots, caches),
            caches=caches,
            handed=self._interpreter.handed,
            opened_in_init=self._reach.noted(Opened),
            closed_in_init=self._reach.noted(Closed),
            work=self._interpreter.work,
            joined=self._interpreter.joined,
            cut=self._interpreter.cut,
            narrowed=self._interpreter.narrowed,
            guessed=frozenset(self._interpreter.modules.guessed),
            libraries=self._interpreter.modules.libraries,
            computed=self._interpreter.modules.computing_wholly(),
            take=self._interpreter.retracing(self._looked_into).take,
        )

    def _left_in_environment(self) -> list[Made]:
        """Return what INIT put into environment variables: any library may read it there."""
        heap = self._interpreter.heap
        found = [
            made
            for name in heap.names(EnvironmentPlace, None)
            for made in hazards(heap.frozen(EnvironmentPlace(None, name)))
        ]
        return sorted(found, key=order)

    # --- INIT ---

    def _run_init_hooks(self) -> list[Root]:
        """Run hooks that run before the snapshot; one may register another."""
        roots: list[Root] = []
        done: set[tuple[int, Registration]] = set()
        self._interpreter.begin(replace(self._snapshot, is_near=True))
        while True:
            registered = self._registrations(Phase.INIT, Phase.INIT)
            requested = self._routes(Phase.INIT, _checkpoint_path)
            waiting = [item for item in (*registered, *requested) if item not in done]
            if not waiting:
                return roots
            for cause, registration in waiting:
                done.add((cause, registration))
                roots.append(self._call(cause, self._awaited(registration), Phase.INIT))
            self._interpreter.settle()

    def _registrations(self, made_in: Phase, phase: Phase) -> list[tuple[int, Registration]]:
        return [
            (activation.id, registration)
            for activation in self._activations
            if activation.phase is made_in
            for registration in activation.registrations
            if registration.phase is phase
        ]

    def _call(
        self,
        cause: int,
        registration: Registration,
        phase: Phase,
        fresh: frozenset[Place] = frozenset(),
    ) -> Root:
        """Call what is registered, where `fresh` is new before it."""
        path = self._activations[cause].path
        frame = self._interpreter.root(path, phase)
        frame.state.fresh = fresh
        hooked = registration.hooked
        # What the call is handed it is handed where it is registered.
        site = hooked.site.number if hooked is not None and hooked.site.path == path else 0
        run(frame, registration.callback, list(registration.arguments), site)
        if phase is not Phase.INVOKE:
            frame.activation.renews = frame.state.fresh
        return Root(frame.activation.id, cause, registration.confidence is Confidence.HIGH)

    def _is_callable(self, entry: EntryPoint) -> bool:
        """Tell whether the name is bound to something that takes an event and a context."""
        body = self._interpreter.body_of(entry.path, Phase.INIT)
        if body is None:
            return False
        value = self._entry_value(entry)
        if entry.kind is EntryPointKind.CONVENTION:
            return any(self._takes_events(atom, entry) for atom in in_order(value))
        # What a template names exists even where following it came to nothing.
        return bool(value) or self._interpreter.heap.has(
            GlobalPlace(entry.path, entry.function.partition(".")[0])
        )

    def _is_missing(self, entry: EntryPoint) -> bool:
        """Tell whether somebody named an entry point that is no callable, in a file there is."""
        is_read = entry.path in self._interpreter.modules.known
        return entry.kind is not EntryPointKind.CONVENTION and is_read

    def _entry_value(self, entry: EntryPoint) -> Value:
        interpreter = self._interpreter
        first, *rest = entry.function.split(".")
        value = interpreter.heap.held(GlobalPlace(entry.path, first), Phase.INVOKE)
        frame = interpreter.root(entry.path, Phase.INIT)
        for name in rest:
            value = attribute(frame, value, name, 0)
        return value

    def _takes_events(self, atom: Atom, entry: EntryPoint) -> bool:
        if isinstance(atom, Partial):
            # The class that `namedtuple` makes is one too.
            return self._interpreter.heap.frozen(function_of(atom)) != RECORD
        frame = self._interpreter.root(entry.path, Phase.INIT)
        return bool(called_by_lambda(frame, frozenset([atom])))

    # --- RESTORE and INVOKE ---

    def _run_restore(self) -> None:
        interpreter = self._interpreter
        hooks = self._registrations(Phase.INIT, Phase.RESTORE)
        facts = facts_of(
            interpreter.heap,
            self._knowledge.generators,
            may_be_anywhere=any(registration.arguments for _, registration in hooks),
        )
        self._snapshot = replace(facts, imported=self._reach.imported_by_all())
        interpreter.begin(self._snapshot)
        done: set[tuple[int, Registration]] = set()
        # What is surely new behind the hooks that one body has registered so far.
        fresh: dict[int, frozenset[Place]] = {}
        for made_in in (Phase.INIT, Phase.RESTORE):
            roots = []
            registrations = self._registrations(made_in, Phase.RESTORE)
            for cause, registration in (*registrations, *self._routes(made_in, _restore_path)):
                if self._reach.reached[cause] and (cause, registration) not in done:
                    done.add((cause, registration))
                    before = fresh.get(cause, frozenset())
                    root = self._call(cause, self._awaited(registration), Phase.RESTORE, before)
                    if root.sure:
                        fresh[cause] = self._activations[root.activation].renews
                    self._hook_runs.append(HookRun(registration, root.activation))
                    roots.append(root)
            interpreter.settle()
            self._reach.spread([self._reach.caused(root) for root in roots])
        self._note_renewals()

    def _routes(
        self, made_in: Phase, path_of: Callable[[EntryPoint], str | None]
    ) -> list[tuple[int, Registration]]:
        """Return routes that the Lambda Web Adapter requests before the snapshot, or after it."""
        return [
            (cause, registration)
            for cause, registration in self._registrations(made_in, Phase.INVOKE)
            if self._is_requested(registration, path_of)
        ]

    def _is_requested(
        self, registration: Registration, path_of: Callable[[EntryPoint], str | None]
    ) -> bool:
        """Tell whether a route is one that a deployment file names to be requested.

        A router may stand under a prefix, so the end of the path has to do.
        """
        if not registration.route.strip("/"):
            return False
        paths = [path for entry in self._given if (path := path_of(entry)) is not None]
        return any(path.endswith(registration.route) for path in paths)

    def _is_hook(self, registration: Registration) -> bool:
        """Tell whether a route is requested around the snapshot, and by no invocation."""
        return self._is_requested(registration, _checkpoint_path) or self._is_requested(
            registration, _restore_path
        )

    def _awaited(self, registration: Registration) -> Registration:
        """Return hooks as they are called, not awaited: the body of an `async def` hook never runs.

        A generator function's does not run either. A route is awaited by its framework.
        """
        if registration.phase is Phase.INVOKE:
            return registration
        running = frozenset([a for a in registration.callback if self._runs_when_called(a)])
        return replace(registration, callback=running)

    def _runs_when_called(self, atom: Atom) -> bool:
        """Tell whether calling this runs its body: a coroutine and a generator are only built."""
        function = atom.function if isinstance(atom, Bound) else atom
        if not isinstance(function, Function):
            return True
        facts = self._interpreter.modules.function(function.id)
        return not (facts.is_async or facts.is_generator)

    def _note_renewals(self) -> None:
        if not self._hook_runs:
            return
        heap, reached = self._interpreter.heap, self._reach.reached
        everywhere = set()
        for place in heap.all():
            renewing = EntrySet.union(
                reached[writer]
                for writer, value in heap.writers(place, Phase.RESTORE)
                if fresh_only(value)
            )
            if not renewing:
                continue
            self._renewals[place] = renewing
            initial = EntrySet.union(
                reached[writer] for writer, _ in heap.writers(place, Phase.INIT)
            )
            if not initial - renewing:
                everywhere.add(place)
        self._interpreter.begin(replace(self._snapshot, renewed=frozenset(everywhere)))

    def _run_invoke(self, entries: list[EntryPoint]) -> None:
        interpreter = self._interpreter
        starts: list[Start] = []
        for position, entry in enumerate(entries):
            frame = interpreter.root(entry.path, Phase.INVOKE)
            nowhere = Site("", -1, 0)
            context = Made(CONTEXT, None, None, nowhere, nowhere, Phase.INVOKE)
            arguments = [Passed(NOTHING), Passed(frozenset([context]))]
            interpreter.call(frame, self._entry_value(entry), arguments, 0)
            only = EntrySet.of(position)
            starts.append(Start(frame.activation.id, only, only))
        roots = []
        lifespans = interpreter.lifespans
        for cause, registration in self._registrations(Phase.INIT, Phase.INVOKE):
            is_ours = self._reach.reached[cause] and not self._is_hook(registration)
            if is_ours and not (registration.at_start and lifespans == {Lifespan.NEVER}):
                roots.append(self._call(cause, registration, Phase.INVOKE))
                on_request = registration.at_start and Lifespan.ON_REQUEST in lifespans
                if registration.on_request or on_request:
                    self._invoke_roots.append(roots[-1].activation)
        roots.extend(self._read_settings())
        interpreter.settle()
        self._reach.spread([*starts, *map(self._reach.caused, roots)])
        self._invoke_roots.extend([start.activation for start in starts])

    def _run_what_nothing_runs(
        self, may_hook: Callable[[str], bool], orphans: Sequence[str]
    ) -> None:
        """Follow modules and functions that no entry point runs, for the hooks they would register.

        Nobody reaches these runs, so nothing else is reported of them.
        """
        interpreter = self._interpreter
        interpreter.heap.close()
        for path in orphans:
            interpreter.load_entry(path, ())
        interpreter.settle()
        run = {activation.function for activation in self._activations}
        hooking, named = self._hooking(may_hook, orphans)
        self._looked_into = frozenset(hooking)
        for path in hooking:
            module = interpreter.modules.known[path]
            for block in blocks_of_scripts(module.body):
                interpreter.execute(interpreter.root(path, Phase.INIT), block)
            for function in module.functions:
                id = FunctionId(path, function.index)
                nested = [
                    module.functions[inner.function].decorators
                    for inner in nodes(function.body, DefineFunction)
                ]
                spelled = mentioned((function.body, *nested))
                if id not in run and not named.isdisjoint(spelled):
                    frame = interpreter.root(path, Phase.INIT)
                    interpreter.call(frame, frozenset([Function(id, -1)]), [], 0)
        interpreter.settle()

    def _hooking(
        self, may_hook: Callable[[str], bool], orphans: Sequence[str]
    ) -> tuple[list[str], frozenset[str]]:
        """Return which modules may register hooks, and under which names they do."""
        modules, names = self._interpreter.modules, self._knowledge.hooks
        own = [path for path in modules.known if not modules.libraries.hold(path)]
        found = set(orphans or filter(may_hook, own)) & modules.known.keys()
        named, before = names, frozenset[str]()
        while named != before:
            before = named
            named = named.union(*(aliases(modules.known[path].body, named) for path in found))
            # What one module binds to another name, others import under that.
            imported = [] if orphans or named == names else own
            stems = {PurePosixPath(path).stem for path in found}
            for path in imported:
                body = modules.known[path].body
                last = {name.rpartition(".")[2] for name in absolute_imports(body)}
                if imported_as(body, named - names) or not stems.isdisjoint(last):
                    found.add(path)
        return sorted(found), named

    def _read_settings(self) -> list[Root]:
        """Follow what Django does with settings on each request."""
        roots = []
        for activation in list(self._activations):
            # A module that can't be read has no frame.
            for path in sorted(activation.settings & self._interpreter.modules.known.keys()):
                frame = self._interpreter.root(path, Phase.INVOKE)
                use_settings(frame, path)
                roots.append(Root(frame.activation.id, activation.id, False))
        return roots


def _checkpoint_path(entry: EntryPoint) -> str | None:
    return entry.checkpoint_path


def _restore_path(entry: EntryPoint) -> str | None:
    return entry.restore_path
