"""Classes that are declared by their fields: dataclasses, attrs, models, tables, schemas.

Of a *schema* a library builds objects by its fields, and fills in what it is not given: whoever
builds one, or has it built, uses the defaults.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from snapcheck.knowledge import Handling
from snapcheck.link.atoms import Atom, Class, External, Field, Made, Object
from snapcheck.link.flow import carried, consume
from snapcheck.link.frame import Frame
from snapcheck.link.places import ClassId, ClassPlace, EntryPlace, Site
from snapcheck.link.values import NOTHING, Passed, Value, changed, in_order, join

COLUMN = "column"
"""The entry of a field that stands for more than its default: the class has the column there."""
METHOD = "method"
"""The entry of a field where a method makes its default, which is given the object."""


def member(frame: Frame, cls: ClassId, name: str) -> Value:
    """Return what a class or its nearest base that knows `name` holds under it."""
    place = frame.classes.member(cls, name)
    return frame.read(place) if place is not None else NOTHING


def is_column(frame: Frame, field: Field) -> bool:
    """Return whether a field is a column, an attribute or the like of a library's model."""
    return frame.heap.has(EntryPlace(field.at, COLUMN))


def field_names(frame: Frame, cls: ClassId) -> list[str]:
    """Return the fields of a class itself: annotated names in order, then columns."""
    names = list(frame.classes.fields(cls))
    for name in frame.heap.names_of_fields(cls):
        held = frame.heap.held(ClassPlace(cls, name), frame.phase)
        if any(isinstance(atom, Field) for atom in held):
            names.append(name)
    return list(dict.fromkeys(names))


def field_value(frame: Frame, field: Field, site: int, receiver: Atom | None = None) -> Value:
    """Return what a dataclass or model field holds where its constructor was passed nothing."""
    default = frame.read(EntryPlace(field.at, "default"))
    inner = [a for a in default if isinstance(a, Field) and a.at != field.at]
    if inner:
        default = join([default - {*inner}, *[field_value(frame, a, site) for a in inner]])
    factory = frame.read(EntryPlace(field.at, "factory"))
    made = frame.interpreter.call(frame, factory, [], site) if factory else NOTHING
    called = frame.site(site)
    by_method = NOTHING
    by_this = EntryPlace(field.at, METHOD)
    if frame.heap.has(by_this):
        method = frame.read(by_this)
        given = [Passed(frozenset([receiver]))] if receiver is not None else []
        by_method = at_home(frame.interpreter.call(frame, method, given, site))
    at_field = changed(made, lambda atom: _at_field(atom, field, called))
    return join([default, at_field, by_method])


def _at_field(atom: Atom, field: Field, called: Site) -> Atom:
    """Return what a factory makes, placed where the field names the factory.

    `called` is where the object is built, as nothing of the program stands at the field itself.
    """
    if isinstance(atom, Made) and atom.kept is None:
        origin = field.at.site if atom.origin == called else atom.origin
        return replace(atom, here=field.at.site, origin=origin, path=())
    return atom


def at_home(value: Value) -> Value:
    """Return what a method of a class yields for its object: told in the method itself."""

    def back(atom: Atom) -> Atom:
        if isinstance(atom, Made) and atom.kept is None and atom.path:
            return replace(atom, here=atom.path[-1], path=atom.path[:-1])
        return atom

    return changed(value, back)


# --- schemas -----------------------------------------------------------------------------------


def is_schema(frame: Frame, cls: ClassId) -> bool:
    """Return whether a library builds objects of a class by its fields, or rows by its columns."""
    return is_model(frame, cls) or (
        frame.classes.extends_library(cls) and any(_columns(frame, cls))
    )


def is_model(frame: Frame, cls: ClassId) -> bool:
    """Return whether a library builds objects of a class by its fields, of what it reads."""
    flows = frame.knowledge.flows
    for each in frame.classes.mro(cls):
        if each in frame.notes.schemas:
            return True
        for base in frame.classes.bases(each):
            if isinstance(base, (External, Made)) and flows.has(base.name, Handling.SCHEMA):
                return True
    return False


def _columns(frame: Frame, cls: ClassId) -> Iterator[bool]:
    for each in frame.classes.mro(cls):
        for name in frame.heap.names_of_fields(each):
            for atom in frame.heap.held(ClassPlace(each, name), frame.phase):
                yield isinstance(atom, Field) and is_column(frame, atom)


def use_defaults(frame: Frame, cls: ClassId, site: int, given: frozenset[str]) -> None:
    """Note that objects of a schema are built here, with its defaults but for what is `given`."""
    if not frame.later or not frame.snapshot.holds_hazards:
        return
    for each in frame.classes.mro(cls):
        for name in field_names(frame, each):
            if name not in given:
                held = member(frame, cls, name)
                fields = [atom for atom in in_order(held) if isinstance(atom, Field)]
                places = [EntryPlace(f.at, e) for f in fields for e in ("default", "update")]
                values = [frame.read(place) for place in places if frame.heap.has(place)]
                plain = frozenset(atom for atom in held if not isinstance(atom, Field))
                consume(frame, frozenset(carried(frame, join([plain, *values]))), site)


def instance_of(frame: Frame, cls: ClassId, site: int) -> Value:
    """Return an object that a library has built of a schema, of what is not known."""
    at = frame.allocate(site)
    at = replace(at, site=replace(at.site, number=_OF_LIBRARY - site))
    return frozenset([Object(cls, at)])


# Allocations by libraries have numbers of their own.
_OF_LIBRARY = -(1 << 25)


def validated(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return what a library may build after the restore of the schemas that it is given."""
    if not frame.later:
        return NOTHING
    found: list[Value] = []
    for argument in arguments:
        for atom in in_order(argument.value):
            if isinstance(atom, Class) and is_model(frame, atom.id):
                use_defaults(frame, atom.id, site, frozenset())
                found.append(instance_of(frame, atom.id, site))
    return join(found)
