"""Enums: their members are what the class body binds, made into objects where that has a way."""

from __future__ import annotations

from msgspec.structs import replace

from snapcheck.link.atoms import (
    CALLABLES,
    Class,
    Container,
    External,
    Made,
    Object,
    Wrapped,
    constant,
)
from snapcheck.link.declared import member
from snapcheck.link.flow import ANY, take
from snapcheck.link.frame import Frame
from snapcheck.link.places import AttributePlace, ClassId, ClassPlace
from snapcheck.link.values import (
    NOTHING,
    Passed,
    Value,
    hazards,
    in_order,
    join,
    literals,
    texts,
)

_BASES = frozenset(
    f"enum.{name}" for name in ("Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum")
)
_AUTO = "enum.auto"
_NEXT = "_generate_next_value_"


def is_enum(frame: Frame, cls: ClassId) -> bool:
    """Return whether a class is an enum."""
    return any(name in _BASES for name in frame.classes.libraries(cls))


def define(frame: Frame, id: ClassId, names: dict[str, Value], sites: dict[str, int]) -> None:
    """Make the members of an enum: `auto()` gets a value, a constructor gets what was bound."""
    makes_next = frozenset(
        a.function if isinstance(a, Wrapped) else a for a in member(frame, id, _NEXT)
    )
    init = member(frame, id, "__init__")
    cls = frame.classes.facts(id)
    for name, value in names.items():
        if not _is_member(name, value):
            continue
        site, label = sites[name], f"`{cls.name}.{name}`"
        is_auto = any(isinstance(a, (Made, External)) and a.name == _AUTO for a in value)
        if is_auto and makes_next:
            given = [Passed(frozenset([constant(name)])), *[Passed(NOTHING)] * 3]
            value = frame.interpreter.call(frame, makes_next, given, site)
            value = frame.write(ClassPlace(id, name), value, label, site)
        # Members are told apart, whether or not their values are known.
        if init or (is_auto and not hazards(value) and not literals(value)):
            at = frame.allocate(site)
            this = Object(id, replace(at, site=replace(at.site, number=-2 - site)))
            frame.write(AttributePlace(this.at, "value"), value, label, site)
            given = [Passed(frozenset([this])), *_arguments(frame, value)]
            frame.interpreter.call(frame, init, given, site)
            # Of what the body has bound to the name nothing is left.
            frame.write(ClassPlace(id, name), frozenset([this]), "", cls.site)
            frame.heap.settle(ClassPlace(id, name), frame.activation.id, frozenset([this]))


def _arguments(frame: Frame, value: Value) -> list[Passed]:
    """Return what a constructor gets: the items of a tuple, or the value."""
    for atom in value:
        if isinstance(atom, Container) and len(value) == 1:
            positions = frame.entries(atom.at)
            return [Passed(take(frame, atom, name)) for name in positions if name != ANY]
    return [Passed(value)]


def _is_member(name: str, value: Value) -> bool:
    return not name.startswith("_") and not any(isinstance(a, CALLABLES) for a in value)


def members(frame: Frame, cls: Class) -> Value:
    """Return what going over an enum yields; nothing for any other class."""
    if not is_enum(frame, cls.id):
        return NOTHING
    found = []
    for each in frame.classes.mro(cls.id):
        for name in frame.heap.names(ClassPlace, each):
            value = frame.read(ClassPlace(each, name))
            if _is_member(name, value):
                found.append(value)
    return join(found)


def by_name(frame: Frame, cls: Class, index: Value) -> Value:
    """Return what `cls[index]` may be: a member of an enum, else the class (`Box[int]`)."""
    if not is_enum(frame, cls.id):
        return frozenset([cls])
    names = texts(index)
    if not names or len(names) < len(in_order(index)):
        return members(frame, cls)
    return join([member(frame, cls.id, name) for name in names])
