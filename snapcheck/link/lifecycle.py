"""From INIT through the snapshot and RESTORE into INVOKE: in what order a program is followed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeGuard

from msgspec import Struct
from msgspec.structs import replace

from snapcheck.facts import DefineFunction, ModuleFacts
from snapcheck.knowledge import Handling, Knowledge
from snapcheck.link.attributes import CONTEXT, member
from snapcheck.link.callbacks import run
from snapcheck.link.flow import fresh_only
from snapcheck.link.imports import Finder, ancestors
from snapcheck.link.installed import Installed, package_folders
from snapcheck.link.interpreter import Interpreter
from snapcheck.link.models.django import use_settings
from snapcheck.link.models.generators import state_of, state_of_instance
from snapcheck.link.names import global_place
from snapcheck.link.program import HookRun, Program
from snapcheck.link.summary import Closed, Opened, Registration
from snapcheck.link.syntax import last_names, nodes
from snapcheck.link.values import (
    NOTHING,
    Atom,
    Bound,
    Container,
    Function,
    FunctionId,
    Made,
    Method,
    Object,
    Partial,
    Passed,
    Place,
    Site,
    Value,
    Wrapped,
    hazards,
    order,
    traits,
)
from snapcheck.model import Confidence, EntryPoint, EntryPointKind, Phase


class _Root(Struct, frozen=True):
    """A call from outside the program: by whom it is caused, and how sure that is."""

    activation: int
    cause: int
    sure: bool


def link(
    entry_points: Sequence[EntryPoint],
    knowledge: Knowledge,
    finder: Finder,
    module_facts: Callable[[str], ModuleFacts | None],
    may_hook: Callable[[str], bool],
    strays: Sequence[str] = (),
    environment: Path | None = None,
    beat: Callable[[], None] | None = None,
) -> Program:
    """Follow all `entry_points` from INIT through RESTORE into INVOKE.

    `may_hook` tells of a file whether it spells out a registration of hooks: of such files it is
    found out too what would register hooks and never runs. `strays` are files to be looked at for
    that alone, though nothing imports them. `environment` is that of the installed packages that
    may be looked at; raises NoEnvironment if it is none. `beat` is called whenever
    a body is followed.
    """
    linking = _Linking(entry_points, knowledge, finder, module_facts, beat)
    if environment is not None:
        linking.look_at(package_folders(environment))
    return linking.program(may_hook, strays)


class _Linking:
    """The order in which the interpreter is put to work."""

    def __init__(
        self,
        entry_points: Sequence[EntryPoint],
        knowledge: Knowledge,
        finder: Finder,
        module_facts: Callable[[str], ModuleFacts | None],
        beat: Callable[[], None] | None,
    ) -> None:
        self._given = list(entry_points)
        self._interpreter = Interpreter(knowledge, finder, module_facts, beat)
        self._reached: list[int] = []
        self._sure: list[int] = []
        self._renewals: dict[Place, int] = {}
        self._hook_runs: list[HookRun] = []
        self._invoke_roots: list[int] = []

    def look_at(self, folders: tuple[Path, ...]) -> None:
        """Let the installed packages in `folders` be looked at."""
        apis = self._interpreter.knowledge.apis
        self._interpreter.installed = Installed(folders, lambda dotted: dotted in apis)

    def program(self, may_hook: Callable[[str], bool], strays: Sequence[str]) -> Program:
        """Run the three phases."""
        interpreter = self._interpreter
        interpreter.serving = any(entry.restore_path is not None for entry in self._given)
        for entry in self._given:
            interpreter.load_entry(entry.path, entry.roots or ancestors(entry.path))
        interpreter.settle()
        init_hooks = self._run_init_hooks()
        kept = [entry for entry in self._given if self._is_callable(entry)]
        missing = [
            entry
            for entry in self._given
            if entry not in kept
            and entry.kind is not EntryPointKind.CONVENTION
            and entry.path in interpreter.modules
        ]
        self._mark_init(kept, init_hooks)
        self._run_restore()
        self._run_invoke(kept)
        self._run_what_nothing_runs(may_hook, strays)
        self._grow()
        return Program(
            interpreter.knowledge,
            tuple(kept),
            tuple(missing),
            interpreter.modules,
            interpreter.activations,
            self._reached,
            self._sure,
            self._renewals,
            lambda place: [w for w, _ in interpreter.places.writers(place, Phase.INIT)],
            interpreter.places,
            self._left_in_environment(),
            self._hook_runs,
            self._entries_by_module(),
            self._always(),
            self._noted(Opened),
            self._noted(Closed),
            interpreter.work,
        )

    def _noted(self, kind: type[Opened | Closed]) -> dict[Site, int]:
        """The entry points whose INIT opens or closes something, by where that was built."""
        found: dict[Site, int] = {}
        for activation in self._interpreter.activations:
            for event in activation.events:
                if isinstance(event, kind):
                    bits = self._reached[activation.id]
                    found[event.origin] = found.get(event.origin, 0) | bits
        return found

    def _always(self) -> list[int]:
        """For each activation the entry points that run it on every invocation."""
        always = [0] * len(self._interpreter.activations)
        pending = [(root, self._reached[root]) for root in self._invoke_roots]
        while pending:
            id, bits = pending.pop()
            if bits & ~always[id]:
                always[id] |= bits
                activation = self._interpreter.activations[id]
                called = activation.calls if activation.is_root else activation.always
                pending.extend([(callee, always[id]) for callee in called])
        return always

    def _entries_by_module(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for activation in self._interpreter.activations:
            bits = self._reached[activation.id]
            if bits and not activation.is_root:
                found[activation.path] = found.get(activation.path, 0) | bits
        return found

    def _left_in_environment(self) -> list[Made]:
        """What INIT put into environment variables: any library may read it there."""
        places = self._interpreter.places
        found = [
            made
            for place in places.all()
            if place.kind == "environment"
            for made in hazards(places.frozen(place))
        ]
        return sorted(found, key=order)

    # --- INIT ---

    def _run_init_hooks(self) -> list[_Root]:
        """Hooks that run before the snapshot; one may register another."""
        roots: list[_Root] = []
        done: set[tuple[int, Registration]] = set()
        while True:
            waiting = [
                item for item in self._registrations(Phase.INIT, Phase.INIT) if item not in done
            ]
            if not waiting:
                return roots
            for cause, registration in waiting:
                done.add((cause, registration))
                roots.append(self._call(cause, self._awaited(registration), Phase.INIT))
            self._interpreter.settle()

    def _registrations(self, made_in: Phase, phase: Phase) -> list[tuple[int, Registration]]:
        return [
            (activation.id, registration)
            for activation in self._interpreter.activations
            if activation.phase is made_in
            for registration in activation.registrations
            if registration.phase is phase
        ]

    def _call(self, cause: int, registration: Registration, phase: Phase) -> _Root:
        path = self._interpreter.activations[cause].path
        frame = self._interpreter.root(path, phase)
        run(frame, registration.callback, list(registration.arguments), 0)
        return _Root(frame.activation.id, cause, registration.confidence is Confidence.HIGH)

    def _is_callable(self, entry: EntryPoint) -> bool:
        """Whether the name is bound to something that takes an event and a context."""
        body = self._interpreter.body_of(entry.path, Phase.INIT)
        if body is None:
            return False
        value = self._entry_value(entry)
        if entry.kind is EntryPointKind.CONVENTION:
            return any(self._takes_events(atom) for atom in value)
        # What a template names exists even where following it came to nothing.
        return bool(value) or self._interpreter.places.has(
            global_place(entry.path, entry.function.partition(".")[0])
        )

    def _entry_value(self, entry: EntryPoint) -> Value:
        interpreter = self._interpreter
        first, *rest = entry.function.split(".")
        value = interpreter.places.read(global_place(entry.path, first), Phase.INVOKE)
        frame = interpreter.root(entry.path, Phase.INIT)
        for name in rest:
            value = interpreter.attribute(frame, value, name, 0)
        return value

    def _takes_events(self, atom: Atom) -> bool:
        if isinstance(atom, (Function, Bound, Partial, Wrapped)):
            return True
        if isinstance(atom, Object):
            frame = self._interpreter.root(atom.cls.path, Phase.INIT)
            return bool(member(frame, atom.cls, "__call__"))
        if isinstance(atom, Made):
            return self._is_adapter(atom)
        if isinstance(atom, Method) and isinstance(atom.receiver, Made):
            return self._is_adapter(atom.receiver)
        return False

    def _is_adapter(self, made: Made) -> bool:
        return self._interpreter.knowledge.flows.has(made.name, Handling.ADAPTER)

    # --- who reaches what ---

    def _mark_init(self, entries: list[EntryPoint], hooks: list[_Root]) -> None:
        self._grow()
        starts: list[tuple[int, int, int]] = []
        for bit, entry in enumerate(entries):
            body = self._interpreter.body_of(entry.path, Phase.INIT)
            if body is not None:
                starts.append((body.id, 1 << bit, 1 << bit))
        self._spread(starts)
        for root in hooks:
            self._spread([self._caused(root)])

    def _caused(self, root: _Root) -> tuple[int, int, int]:
        sure = self._sure[root.cause] if root.sure else 0
        return (root.activation, self._reached[root.cause], sure)

    def _grow(self) -> None:
        missing = len(self._interpreter.activations) - len(self._reached)
        self._reached.extend([0] * missing)
        self._sure.extend([0] * missing)

    def _spread(self, starts: Iterable[tuple[int, int, int]]) -> None:
        """Carry entry points along the calls, until nobody reaches anything new."""
        self._grow()
        pending = list(starts)
        while pending:
            id, bits, sure = pending.pop()
            bits, sure = self._not_imported_before(id, bits, sure)
            if not (bits & ~self._reached[id] or sure & ~self._sure[id]):
                continue
            self._reached[id] |= bits
            self._sure[id] |= sure
            reached, surely = self._reached[id], self._sure[id]
            calls = self._interpreter.activations[id].calls
            pending.extend([(callee, reached, surely) for callee in calls])

    def _not_imported_before(self, id: int, bits: int, sure: int) -> tuple[int, int]:
        """An import that INIT has done already runs nothing when a function repeats it."""
        activation = self._interpreter.activations[id]
        if activation.phase is Phase.INIT or activation.function or activation.is_root:
            return bits, sure
        if activation.is_reload:
            return bits, sure
        body = self._interpreter.body_of(activation.path, Phase.INIT)
        imported = self._reached[body.id] if body is not None else 0
        return bits & ~imported, sure & ~imported

    # --- RESTORE and INVOKE ---

    def _run_restore(self) -> None:
        interpreter = self._interpreter
        holding: list[Place] = []
        telling: list[tuple[Place, Value]] = []
        hazardous: list[Place] = []
        for place, value in interpreter.places.all_frozen():
            has = traits(value)
            if has.told:
                telling.append((place, value))
            elif not _HOLDING.isdisjoint(map(type, value)):
                holding.append(place)
            if has.hazards:
                hazardous.append(place)
        interpreter.interesting = self._interesting(telling, holding)
        interpreter.dated = self._dated(telling)
        interpreter.carries = bool(telling)
        interpreter.mends = any(map(interpreter.is_mendable, hazardous))
        done: set[tuple[int, Registration]] = set()
        for made_in in (Phase.INIT, Phase.RESTORE):
            roots = []
            registrations = self._registrations(made_in, Phase.RESTORE)
            for cause, registration in (*registrations, *self._routes(made_in)):
                if self._reached[cause] and (cause, registration) not in done:
                    done.add((cause, registration))
                    root = self._call(cause, self._awaited(registration), Phase.RESTORE)
                    self._hook_runs.append(HookRun(registration, root.activation))
                    roots.append(root)
            interpreter.settle()
            self._spread([self._caused(root) for root in roots])
        self._note_renewals()

    def _routes(self, made_in: Phase) -> list[tuple[int, Registration]]:
        """The routes that the Lambda Web Adapter requests after each restore."""
        return [
            (cause, registration)
            for cause, registration in self._registrations(made_in, Phase.INVOKE)
            if self._is_hook(registration)
        ]

    def _is_hook(self, registration: Registration) -> bool:
        """Whether a route is one that a deployment file names to be requested after a restore.

        A router may stand under a prefix, so the end of the path has to do.
        """
        return bool(registration.route.strip("/")) and any(
            entry.restore_path is not None and entry.restore_path.endswith(registration.route)
            for entry in self._given
        )

    def _awaited(self, registration: Registration) -> Registration:
        """Hooks are called, not awaited: the body of an `async def` hook never runs."""
        running = frozenset(
            atom
            for atom in registration.callback
            if not (isinstance(atom, Function) and self._interpreter.facts(atom.id).is_async)
        )
        return replace(registration, callback=running)

    def _interesting(
        self, telling: Sequence[tuple[Place, Value]], holding: Sequence[Place]
    ) -> frozenset[Place]:
        """The places of which it matters whether they are renewed.

        `telling` are those that hold what INIT made, `holding` those whose parts may: what they
        hold is renewed with them.
        """
        found = {state_of(generator) for generator in self._interpreter.knowledge.generators}
        for place, value in telling:
            found.update([place, Place("generator", place, ""), Place("connection", place, "")])
            found.update([state_of_instance(a) for a in value if _is_frozen_itself(a)])
        found.update(holding)
        return frozenset(found)

    def _dated(self, telling: Sequence[tuple[Place, Value]]) -> frozenset[str] | None:
        """The attributes that keep what INIT made: where another object has them, it may replace.

        None where a hook is handed what INIT made: it may put it anywhere. `telling` are the places
        that hold any of it.
        """
        hooks = self._registrations(Phase.INIT, Phase.RESTORE)
        if any(registration.arguments for _, registration in hooks):
            return None
        keeping = [place for place, _ in telling]
        kept = [
            atom.kept.place
            for _, value in telling
            for atom in value
            if isinstance(atom, Made) and atom.kept is not None
        ]
        return frozenset(p.name for p in (*keeping, *kept) if p.kind == "attribute")

    def _note_renewals(self) -> None:
        if not self._hook_runs:
            return
        places = self._interpreter.places
        everywhere = set()
        for place in places.all():
            bits = 0
            for writer, value in places.writers(place, Phase.RESTORE):
                if fresh_only(value):
                    bits |= self._reached[writer]
            if not bits:
                continue
            self._renewals[place] = bits
            initial = 0
            for writer, _ in places.writers(place, Phase.INIT):
                initial |= self._reached[writer]
            if not initial & ~bits:
                everywhere.add(place)
        self._interpreter.renewed = frozenset(everywhere)

    def _run_invoke(self, entries: list[EntryPoint]) -> None:
        interpreter = self._interpreter
        starts: list[tuple[int, int, int]] = []
        for bit, entry in enumerate(entries):
            frame = interpreter.root(entry.path, Phase.INVOKE)
            nowhere = Site("", -1, 0)
            context = Made(CONTEXT, None, None, nowhere, nowhere, Phase.INVOKE)
            arguments = [Passed(NOTHING), Passed(frozenset([context]))]
            interpreter.call(frame, self._entry_value(entry), arguments, 0)
            starts.append((frame.activation.id, 1 << bit, 1 << bit))
        roots = []
        for cause, registration in self._registrations(Phase.INIT, Phase.INVOKE):
            if self._reached[cause] and not self._is_hook(registration):
                roots.append(self._call(cause, registration, Phase.INVOKE))
                if registration.on_request:
                    self._invoke_roots.append(roots[-1].activation)
        roots.extend(self._read_settings())
        interpreter.settle()
        self._spread([*starts, *[self._caused(root) for root in roots]])
        self._invoke_roots.extend([id for id, _, _ in starts])

    def _run_what_nothing_runs(
        self, may_hook: Callable[[str], bool], strays: Sequence[str]
    ) -> None:
        """Follow modules and functions that no entry point runs, for the hooks they would register.

        Nobody reaches these runs, so nothing else is reported of them.
        """
        interpreter = self._interpreter
        interpreter.places.close()
        for path in strays:
            interpreter.load_entry(path, ancestors(path))
        interpreter.settle()
        hooking = strays or sorted(filter(may_hook, interpreter.modules))
        run = {activation.function for activation in interpreter.activations}
        names = interpreter.knowledge.hooks
        for path in hooking:
            module = interpreter.modules.get(path)
            if module is None:
                continue
            for function in module.functions:
                id = FunctionId(path, function.index)
                nested = [
                    module.functions[inner.function].decorators
                    for inner in nodes(function.body, DefineFunction)
                ]
                spelled = last_names((function.body, *nested))
                if id not in run and not names.isdisjoint(spelled):
                    frame = interpreter.root(path, Phase.INIT)
                    interpreter.call(frame, frozenset([Function(id, -1)]), [], 0)
        interpreter.settle()

    def _read_settings(self) -> list[_Root]:
        """What Django does with settings on each request."""
        roots = []
        for activation in list(self._interpreter.activations):
            for path in sorted(activation.settings):
                frame = self._interpreter.root(path, Phase.INVOKE)
                use_settings(self._interpreter, frame, path)
                roots.append(_Root(frame.activation.id, activation.id, False))
        return roots


# What is a place of its own, with places in it.
_HOLDING = frozenset({Object, Container, Partial})


def _is_frozen_itself(atom: Atom) -> TypeGuard[Made]:
    """Whether this is something made in INIT that it matters to use, and no method of it."""
    return isinstance(atom, Made) and atom.phase is Phase.INIT and atom.hazard is not None
