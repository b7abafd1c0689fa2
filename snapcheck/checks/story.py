"""What the program knows of one line: who runs it, what it keeps, who renews and uses that."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from snapcheck.checks.draft import DraftStep, call_label, in_scope
from snapcheck.facts import FunctionFacts, ModuleFacts
from snapcheck.link.atoms import Container, Made, Module, Object
from snapcheck.link.entry_set import EntrySet
from snapcheck.link.flow import kept_entry
from snapcheck.link.models.connections import is_dormant
from snapcheck.link.places import (
    Allocation,
    AttributePlace,
    EntryPlace,
    GlobalPlace,
    Place,
    Site,
)
from snapcheck.link.program import Program
from snapcheck.link.summary import Activation, Use
from snapcheck.link.syntax import nodes
from snapcheck.model import EntryPoint, Phase, StepKind

_PHASES = (Phase.INIT, Phase.RESTORE, Phase.INVOKE)
_SHOWN = 3


class ReachDraft(Struct, frozen=True):
    """A chain of calls by which a phase runs a body, outermost first."""

    phase: Phase
    steps: tuple[DraftStep, ...]
    entry_points: tuple[EntryPoint, ...]


class KeepingDraft(Struct, frozen=True):
    """What is put into a place, at `sites`, and what becomes of it; see `model.Keeping`.

    `fine` is why it is no harm there by itself, if that is known.
    """

    label: str
    makes: tuple[str, ...]
    renewed: tuple[DraftStep, ...]
    rebound: tuple[DraftStep, ...]
    used: tuple[DraftStep, ...]
    sites: frozenset[Site]
    fine: str


def reaches(program: Program, path: str, function: int) -> Iterator[ReachDraft]:
    """Yield how each phase runs a function of a module (-1: its top level), if it does."""
    bodies = [
        activation
        for activation in program.activations
        if activation.path == path
        and not activation.is_root
        and (activation.function.number if activation.function is not None else -1) == function
        and program.reached[activation.id]
    ]
    for phase in _PHASES:
        running = [activation for activation in bodies if activation.phase is phase]
        if running:
            entries = EntrySet.union(program.reached[each.id] for each in running)
            yield ReachDraft(phase, _chain(program, running), program.named(entries))


def _chain(program: Program, running: Collection[Activation]) -> tuple[DraftStep, ...]:
    """Return the shortest chain of calls that ends in one of `running`."""
    came: dict[int, tuple[Activation, int] | None] = {each.id: None for each in running}
    waiting = deque(sorted(came))
    while waiting:
        id = waiting.popleft()
        callers = [
            caller
            for caller in sorted(program.activations[id].callers)
            if program.reached[caller] and program.activations[caller].phase is _phase(program, id)
        ]
        if not callers or any(program.activations[caller].is_root for caller in callers):
            return tuple(_steps(program, id, came))
        for caller in callers:
            if caller not in came:
                came[caller] = (program.activations[caller], id)
                waiting.append(caller)
    return ()


def _phase(program: Program, id: int) -> Phase:
    return program.activations[id].phase


def _steps(
    program: Program, first: int, came: dict[int, tuple[Activation, int] | None]
) -> Iterator[DraftStep]:
    activation = program.activations[first]
    yield DraftStep(StepKind.PASSED, f"{_begins(activation)} {_named(program, activation)}", None)
    step = came[first]
    while step is not None:
        caller, callee_id = step
        callee = program.activations[callee_id]
        what = "calls" if callee.function is not None else "imports"
        site = caller.calls.get(callee_id)
        yield DraftStep(
            StepKind.PASSED, f"{what} {_named(program, callee)}", site if _is_place(site) else None
        )
        step = came[callee_id]


def _begins(activation: Activation) -> str:
    if activation.phase is Phase.RESTORE:
        return "the runtime runs the hook"
    if activation.phase is Phase.INVOKE:
        return "Lambda, or a framework for it, calls"
    return "Lambda imports" if activation.function is None else "the runtime calls"


def _named(program: Program, activation: Activation) -> str:
    if activation.function is None:
        return activation.path
    return f"`{program.function(activation.function).qualified}`"


def _is_place(site: Site | None) -> bool:
    return site is not None and site.number >= 0


# --- what is kept ------------------------------------------------------------------------------


def keepings(program: Program, path: str, numbers: Collection[int]) -> list[KeepingDraft]:
    """Return what the sites `numbers` of a module put into places that outlive INIT."""
    found = []
    for id, statement, atom in (*_made_and_kept(program), *_in_containers(program)):
        activation = program.activations[id]
        if activation.path != path or activation.phase is not Phase.INIT:
            continue
        if atom.kept is not None and _concerns(atom):
            here = {statement, atom.here.number, atom.kept.site.number}
            if atom.here.path == path and not here.isdisjoint(numbers):
                found.append(atom)
    for place, id, statement, _ in program.heap.written():
        is_here = program.activations[id].path == path and statement in numbers
        if isinstance(place, GlobalPlace) and place.owner == path and is_here:
            found += [atom for atom in _inside(program, place) if _concerns(atom)]
    return _by_place(program, found)


def _inside(program: Program, place: GlobalPlace) -> Iterator[Made]:
    """Yield what the attributes of the objects hold that INIT leaves in a place."""
    objects = [atom.at for atom in program.heap.frozen(place) if isinstance(atom, Object)]
    for at in objects:
        for attribute in program.heap.names(AttributePlace, at):
            held = program.heap.frozen(AttributePlace(at, attribute))
            yield from (atom for atom in held if isinstance(atom, Made))


def _made_and_kept(program: Program) -> Iterator[tuple[int, int, Made]]:
    """Yield what is put into places: the activation and statement that do it, and what it is."""
    for _, id, statement, value in program.heap.written():
        yield from ((id, statement, atom) for atom in value if isinstance(atom, Made))


def _in_containers(program: Program) -> Iterator[tuple[int, int, Made]]:
    """Yield what displays hold that something keeps; it is kept where the container is."""
    entries: dict[Allocation, list[tuple[str, int, int, Made | Container]]] = {}
    waiting: list[Container] = []
    for place, id, statement, value in program.heap.written():
        for atom in value:
            if isinstance(atom, Container) and atom.kept is not None:
                waiting.append(atom)
            elif isinstance(place, EntryPlace) and isinstance(atom, Made | Container):
                entries.setdefault(place.owner, []).append((place.name, id, statement, atom))
    while waiting:
        holder = waiting.pop()
        for name, id, statement, atom in entries.pop(holder.at, ()):
            if holder.kept is None or atom.kept is not None:
                continue
            held = replace(atom, kept=kept_entry(holder.kept, holder, name))
            if isinstance(held, Container):
                waiting.append(held)
            else:
                yield id, statement, held


def place_of_name(program: Program, path: str, dotted: str) -> GlobalPlace | None:
    """Return the global that a name means in a module, be it one of a module that it names."""
    *owners, name = dotted.split(".")
    for owner in owners:
        held = program.heap.frozen(GlobalPlace(path, owner))
        modules = {atom.path for atom in held if isinstance(atom, Module)}
        if len(modules) != 1:
            return None
        path = modules.pop()
    place = GlobalPlace(path, name)
    return place if program.heap.has(place) else None


def keepings_of(program: Program, place: GlobalPlace) -> list[KeepingDraft]:
    """Return what a global of a module holds of what INIT made, wherever that was put."""
    held = [atom for atom in program.heap.frozen(place) if isinstance(atom, Made)]
    atoms = [*held, *_inside(program, place)]
    return _by_place(program, [atom for atom in atoms if _concerns(atom)])


def _by_place(program: Program, atoms: Iterable[Made]) -> list[KeepingDraft]:
    places: dict[Place, list[Made]] = {}
    labels: dict[Place, str] = {}
    for atom in atoms:
        if atom.kept is not None:
            labels.setdefault(atom.kept.place, atom.kept.label)
            places.setdefault(atom.kept.place, []).append(atom)
    return [
        _keeping(program, place, labels[place], made)
        for place, made in sorted(places.items(), key=lambda item: labels[item[0]])
    ]


def _concerns(made: Made) -> bool:
    return made.is_data or made.is_generator or made.is_connected


def _why_fine(program: Program, made: Made) -> str:
    """Return why a connection is none at the snapshot, or heals by itself; empty if neither."""
    if not made.is_connected:
        return ""
    if is_dormant(made) and not program.opened(made.origin):
        return "connects when it is first used, which is after the restore"
    if program.closed(made.origin):
        return "is closed before the snapshot"
    options = made.api.unless_spelled if made.api is not None else ()
    if program.spells(options):
        return f"is configured by `{options[0]}`, which is taken to check its connections"
    return ""


def _keeping(program: Program, place: Place, label: str, made: list[Made]) -> KeepingDraft:
    makes = sorted(
        {f"{call_label(each.name)} ({each.hazard.phrase})" for each in made if each.hazard}
    )
    written = [
        (program.activations[id], statement)
        for where, id, statement, _ in program.heap.written()
        if where == place and program.reached[id]
    ]
    return KeepingDraft(
        label,
        tuple(makes),
        tuple(_assignments(program, written, Phase.RESTORE, "renewed")),
        tuple(_assignments(program, written, Phase.INVOKE, "assigned")),
        tuple(_uses(program, place)),
        frozenset(each.kept.site for each in made if each.kept is not None),
        next(filter(None, (_why_fine(program, each) for each in made)), ""),
    )


def _assignments(
    program: Program, written: Iterable[tuple[Activation, int]], phase: Phase, verb: str
) -> Iterator[DraftStep]:
    seen: dict[Site, DraftStep] = {}
    for activation, statement in written:
        if activation.phase is phase:
            number = activation.function.number if activation.function is not None else -1
            site = Site(activation.path, number, statement)
            text = f"{verb} {in_scope(program.scope(site))}"
            seen.setdefault(
                site, DraftStep(StepKind.PASSED, text, site if statement >= 0 else None)
            )
    for site in sorted(seen)[:_SHOWN]:
        yield seen[site]


def _uses(program: Program, place: Place) -> Iterator[DraftStep]:
    seen: dict[Site, DraftStep] = {}
    for _, event in program.events():
        kept = event.made.kept if isinstance(event, Use) else None
        if isinstance(event, Use) and kept is not None and kept.place == place:
            text = f"used {event.by or in_scope(program.scope(event.site))}"
            seen.setdefault(event.site, DraftStep(StepKind.USED, text, event.site))
    for site in sorted(seen)[:_SHOWN]:
        yield seen[site]


# --- where a line stands -----------------------------------------------------------------------


def function_of_sites(module: ModuleFacts) -> dict[int, int]:
    """Return, for each site of a module, the function that it stands in; -1 at the top level."""
    owner: dict[int, int] = {}
    for function in module.functions:
        for number in _sites_in(function):
            owner[number] = function.index
    return owner


def _sites_in(function: FunctionFacts) -> Iterator[int]:
    yield function.site
    for node in nodes(function.body, object):
        site = getattr(node, "site", None)
        if isinstance(site, int) and site >= 0:
            yield site
