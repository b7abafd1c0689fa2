"""Objects of libraries that keep what they are given."""

from __future__ import annotations

from msgspec.structs import replace

from snapcheck.knowledge import Api, Effect, Handling
from snapcheck.link.atoms import Atom, Class, Made, Object
from snapcheck.link.flow import ANY, carried, consume, make, yielded
from snapcheck.link.flow import held as everything_held
from snapcheck.link.frame import Frame
from snapcheck.link.places import Allocation, EntryPlace, Site, library_of
from snapcheck.link.tracking import same_scope
from snapcheck.link.values import NOTHING, Passed, Value, changed, derive, join, less_sure, texts
from snapcheck.model import Confidence


def label_of(name: str) -> str:
    """Return what a message calls an object that calling `name` yields."""
    last = name.rpartition(".")[2]
    return f"the `{last}` object" if last[:1].isupper() else f"the `{last}()` object"


# What threads are called is for who reads a log.
_LABELS = {
    "threading.Thread": "name",
    "threading.Timer": "name",
    "multiprocessing.Process": "name",
    "concurrent.futures.ThreadPoolExecutor": "thread_name_prefix",
    "concurrent.futures.thread.ThreadPoolExecutor": "thread_name_prefix",
}


def keep(frame: Frame, at: Allocation, name: str, arguments: list[Passed], site: int) -> None:
    """Let the object that calling `name` yields, at `at`, keep the arguments."""
    for argument in arguments:
        if argument.keyword and _LABELS.get(name) == argument.keyword:
            continue
        kept = changed(_kept(frame, argument.value), lambda atom: _read_for(atom, frame.site(site)))
        if kept:
            entry = argument.keyword or ANY
            frame.write(EntryPlace(at, entry), kept, label_of(name), site)


def _kept(frame: Frame, value: Value) -> Value:
    """Return what an object keeps of an argument: data as copies, objects as they are."""
    objects = frozenset(
        a for a in value if isinstance(a, Made) and not a.hazard and a.holds is not None
    )
    held = frozenset(carried(frame, value - objects))
    generators_in_it = frozenset(m for m in held if m.is_generator or m.is_connected)
    return join([derive(held, lower_to=Confidence.MEDIUM), generators_in_it, objects])


def _read_for(atom: Atom, built: Site) -> Atom:
    """Return attributes of one object that another one is built of as one thing, made there."""
    if not isinstance(atom, Made) or atom.kept is not None or not same_scope(atom.here, built):
        return atom
    is_read = atom.api is not None and atom.api.effect is Effect.ATTRIBUTE
    return replace(atom, here=built, origin=built) if is_read else atom


def combined(frame: Frame, parts: list[Value], site: int) -> Value:
    """Return what an operator makes of objects of libraries: an object that keeps them."""
    objects = [a for part in parts for a in part if isinstance(a, Made) and a.holds is not None]
    if not objects:
        return NOTHING
    given = [Passed(part) for part in parts]
    for argument in given:
        consume(frame, argument.value, site)
    at = frame.allocate(site)
    name = min(each.name for each in objects)
    keep(frame, at, name, given, site)
    return frozenset([replace(make(frame, None, name, None, site), holds=at)])


def put_into_library(frame: Frame, name: str, arguments: list[Passed], site: int) -> None:
    """Let a library keep the arguments of its function `name` for its next calls."""
    for argument in arguments:
        kept = _kept(frame, argument.value)
        if kept:
            place = EntryPlace(library_of(name), argument.keyword or ANY)
            label = f"what `{name.rpartition('.')[2]}` sets"
            frame.write(place, kept, label, site, sure=bool(argument.keyword))


def use_library(frame: Frame, name: str, site: int) -> None:
    """Note that a call of a library uses all that the library keeps."""
    if frame.later and frame.snapshot.holds_hazards:
        at = library_of(name)
        if frame.entries(at):
            consume(frame, changed(everything_held(frame, at), less_sure), site)


def make_in(frame: Frame, receiver: Made, api: Api, name: str, site: int) -> Value:
    """Let `receiver` keep what its method makes, as a login does; return that too."""
    made = yielded(frame, api, name, site)
    if receiver.holds is not None:
        place = EntryPlace(receiver.holds, f"{api.hazard.name if api.hazard else ''}()")
        return frame.write(place, made, label_of(receiver.name), site)
    return made


def stores(frame: Frame, receiver: Made, name: str) -> bool:
    """Return whether the method `name` puts its arguments into `receiver`."""
    flows = frame.knowledge.flows
    return flows.has(f"{receiver.name}.{name}", Handling.STORES, Handling.BINDS)


def use_held(frame: Frame, receiver: Made, name: str, arguments: list[Passed], site: int) -> Value:
    """Call a method of `receiver`: one that stores keeps its arguments, a getter yields them."""
    assert receiver.holds is not None
    flows = frame.knowledge.flows
    if stores(frame, receiver, name):
        for argument in arguments:
            objects = frozenset([atom for atom in argument.value if isinstance(atom, Object)])
            if objects:
                instances = EntryPlace(receiver.holds, _INSTANCES)
                frame.write(instances, objects, "", site, sure=False)
            kept = derive(frozenset(carried(frame, argument.value)), lower_to=Confidence.MEDIUM)
            if kept:
                place = EntryPlace(receiver.holds, ANY)
                frame.write(place, kept, label_of(receiver.name), site, sure=False)
        binds = flows.has(f"{receiver.name}.{name}", Handling.BINDS)
        return frozenset([receiver]) if binds else NOTHING
    return _got(frame, receiver.holds, arguments) if name == "get" else NOTHING


def use_box(frame: Frame, box: Made, arguments: list[Passed], site: int) -> Value:
    """Call a method of what only shows data, `buffer.read()`: it may put more in, or yield some."""
    assert box.holds is not None
    given = derive(frozenset(carried(frame, join([argument.value for argument in arguments]))))
    if given:
        frame.write(EntryPlace(box.holds, ANY), given, label_of(box.name), site, sure=False)
    return join([shown(frame, box), given])


def boxes(frame: Frame, value: Value) -> Value:
    """Return the objects in `value` that only show what they hold."""
    made = [a for a in value if isinstance(a, Made) and a.holds is not None]
    return frozenset([a for a in made if frame.knowledge.flows.has(a.name, Handling.BOXES)])


def shown(frame: Frame, box: Atom) -> Value:
    """Return what going over an object, or asking for a part of it, yields of what it holds."""
    if not boxes(frame, frozenset([box])):
        return NOTHING
    held = derive(frozenset(carried(frame, frozenset([box]))))
    # Who keeps that in INIT keeps it anew, however long the object is there.
    return held if frame.later else changed(held, _unkept)


def _unkept(atom: Atom) -> Atom:
    return replace(atom, kept=None, copied=None) if isinstance(atom, Made) else atom


# The entry of an object that stores things with the first-party objects that it was given.
_INSTANCES = "instances()"


def resolve(frame: Frame, receiver: Made, arguments: list[Passed], site: int) -> Value:
    """Return what a container of dependencies yields for a class: what it was given, or built."""
    if not arguments:
        return NOTHING
    wanted = {atom.id for atom in arguments[0].value if isinstance(atom, Class)}
    given: Value = NOTHING
    if receiver.holds is not None:
        given = frame.read(EntryPlace(receiver.holds, _INSTANCES))
    found = frozenset(
        [
            atom
            for atom in given
            if isinstance(atom, Object) and not wanted.isdisjoint(frame.classes.mro(atom.cls))
        ]
    )
    return found or frame.interpreter.call(frame, arguments[0].value, arguments[1:], site)


def _got(frame: Frame, at: Allocation, arguments: list[Passed]) -> Value:
    """Return what a getter yields: a queue what was put there, others what that name was given.

    An answer of a server is nothing that its client was given.
    """
    if not arguments:
        return everything_held(frame, at)
    names = [name for name in texts(arguments[0].value) if name in frame.entries(at)]
    return join([frame.read(EntryPlace(at, name)) for name in (ANY, *names)])


def is_variable(frame: Frame, receiver: Made) -> bool:
    """Return whether an object is a variable, as those of `contextvars` are."""
    return frame.knowledge.flows.has(receiver.name, Handling.VARIABLE)


def use_variable(
    frame: Frame, receiver: Made, name: str, arguments: list[Passed], site: int
) -> Value:
    """Call a method of a variable: it holds what was set last, and its default before that."""
    assert receiver.holds is not None
    here = EntryPlace(receiver.holds, "value")
    if name == "set" and arguments:
        frame.write(here, arguments[0].value, label_of(receiver.name), site)
    if name != "get":
        return NOTHING
    value = frame.read(here)
    if here in frame.state.fresh:
        return value
    default = frame.read(EntryPlace(receiver.holds, "default"))
    return join([value, default, *[argument.value for argument in arguments]])
