"""Builtins that look names up, set them, or build objects by hand."""

from __future__ import annotations

from msgspec.structs import replace

from snapcheck.link import mildness
from snapcheck.link.atoms import (
    Atom,
    Class,
    Container,
    External,
    Function,
    Made,
    Object,
    Prefix,
    Super,
)
from snapcheck.link.attribute_writes import set_attribute, set_plainly
from snapcheck.link.attributes import attribute
from snapcheck.link.binding import bind_global
from snapcheck.link.callbacks import hand_over
from snapcheck.link.flow import put
from snapcheck.link.frame import Frame
from snapcheck.link.models import environment
from snapcheck.link.models.namespaces import named
from snapcheck.link.models.records import namespace
from snapcheck.link.places import ClassId, ClassPlace, DefaultPlace
from snapcheck.link.values import NOTHING, Passed, Value, in_order, join, texts


def super_of(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `super()`: the bases of the class that the function is a method of."""
    function = frame.function
    if function is None or function.cls is None or not function.parameters:
        return NOTHING
    receiver = frame.state.names.get(function.parameters[0].name, NOTHING)
    cls = ClassId(frame.module.path, function.cls)
    return frozenset([Super(cls, a) for a in receiver if isinstance(a, (Object, Class))])


def new_object(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `object.__new__(cls)`: a new object of that class."""
    given = arguments[0].value if arguments else NOTHING
    at = frame.allocate(site)
    # `super().__new__(meta, name, bases, namespace)`: the class that is being defined.
    defined = [
        Class(frame.notes.namespaces[atom.at])
        for argument in arguments[2:]
        for atom in argument.value
        if isinstance(atom, Container) and atom.at in frame.notes.namespaces
    ]
    if defined:
        return frozenset(defined)
    return frozenset(Object(atom.id, at) for atom in given if isinstance(atom, Class))


def class_of(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `type(x)`: the class of an object of the program."""
    if len(arguments) == 3:
        # A class made by hand: what it is asked for is in its namespace.
        return namespace(frame, [replace(arguments[2], star="**")], site)
    if len(arguments) != 1:
        return NOTHING
    return frozenset(Class(a.cls) for a in arguments[0].value if isinstance(a, Object))


def get_attribute(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `getattr(x, name, default)`."""
    if len(arguments) < 2:
        return NOTHING
    base = arguments[0].value
    names = [*texts(arguments[1].value), *_begun(frame, base, arguments[1].value)]
    since = mildness.noted(frame)
    found = [attribute(frame, base, name, site) for name in names]
    if len(arguments) > 2:
        mildness.defaulted(frame, since)
    return join([*found, *[argument.value for argument in arguments[2:3]]])


def _begun(frame: Frame, base: Value, name: Value) -> list[str]:
    """Return the members that a name of which only the beginning is known may mean."""
    begun = {atom.beginning for atom in name if isinstance(atom, Prefix)}
    prefixes = tuple(sorted(begun - {""}))
    classes = [
        atom.cls if isinstance(atom, Object) else atom.id
        for atom in base
        if isinstance(atom, (Object, Class))
    ]
    members = {
        member
        for cls in classes
        for each in frame.classes.mro(cls)
        for member in frame.heap.names(ClassPlace, each)
    }
    return sorted(member for member in members if prefixes and member.startswith(prefixes))


def set_named(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Follow `setattr(x, name, value)`."""
    if len(arguments) == 3:
        for name in texts(arguments[1].value):
            set_attribute(frame, arguments[0].value, name, arguments[2].value, site)
        if any(isinstance(atom, (External, Made)) for atom in arguments[0].value):
            hand_over(frame, arguments[2].value, site)
    return NOTHING


def set_named_plainly(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Follow `object.__setattr__(x, name, value)`."""
    if len(arguments) == 3:
        for name in texts(arguments[1].value):
            set_plainly(frame, arguments[0].value, name, arguments[2].value, site)
    return NOTHING


def all_globals(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `globals()`."""
    return frozenset([External("globals()")])


def update_globals(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Follow `globals().update(mapping, name=value)`."""
    for name, value in named(frame, arguments).items():
        bind_global(frame, name, value, site)
    return NOTHING


def get_global(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Follow `globals().get(name, default)`."""
    names = texts(arguments[0].value) if arguments else []
    path = frame.module.path
    found = [environment.read_global(frame, path, name) for name in names]
    return join([*found, *[argument.value for argument in arguments[1:2]]])


def defaults_of(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `f.__defaults__`: a tuple of the defaults of the parameters that may be positional."""
    found: list[Atom] = []
    for atom in in_order(arguments[0].value) if arguments else []:
        if not isinstance(atom, Function):
            continue
        defaults = Container(frame.allocate(site), frame.here(site))
        parameters = frame.modules.function(atom.id).parameters
        given = [each for each in parameters if each.kind == "positional" and each.default]
        for number, parameter in enumerate(given):
            value = frame.read(DefaultPlace(atom.id, parameter.name))
            put(frame, defaults, repr(number), value, site)
        found.append(defaults)
    return frozenset(found)
