"""Classes that are declared by their fields: dataclasses, attrs, models."""

from __future__ import annotations

from msgspec.structs import replace

from snapcheck.link.atoms import CALLABLES, Atom, Class, Container, Field, Object
from snapcheck.link.attributes import fields_of
from snapcheck.link.callbacks import hand_over
from snapcheck.link.declared import COLUMN
from snapcheck.link.flow import ANY, entry, put
from snapcheck.link.frame import Frame
from snapcheck.link.models import namespaces
from snapcheck.link.places import AttributePlace, ClassPlace
from snapcheck.link.values import Passed, Value, in_order, one_constant


def field(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return a dataclass, attrs or model field: its default, or a factory that is called later."""
    at = frame.allocate(site)
    holder = Container(at, frame.here(site))
    for position, argument in enumerate(arguments):
        name = argument.keyword or ("default" if position == 0 else "")
        if name in ("default", "init_default"):
            label = "the default of a field"
            frame.write(entry(holder, "default"), argument.value, label, site)
        elif name in ("default_factory", "factory"):
            frame.write(entry(holder, "factory"), argument.value, "", site)
    return frozenset([Field(at)])


def factory(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `Factory(f)`: a field whose default is what `f` returns."""
    return field(frame, [replace(each, keyword="factory") for each in arguments[:1]], site)


# Arguments of what stands for a column that are values for each row which is given none.
_DEFAULTS = frozenset(
    {
        *("default", "load_default", "dump_default", "missing", "insert_default", "initial"),
        *("server_default", "default_value", "default_for_new", "default_factory", "factory"),
    }
)
# Those of them that a schema fills in where it reads or writes data, not where it is built.
_FILLED_IN = frozenset({"load_default", "dump_default", "missing", "initial"})
_UPDATES = frozenset({"onupdate", "server_onupdate"})


def column(frame: Frame, arguments: list[Passed], site: int) -> Value | None:
    """Return the field that a library's call in a class body declares; None if it declares none."""
    if frame.class_names is None:
        return None
    given = [each for each in arguments if each.keyword in _DEFAULTS | _UPDATES]
    if not given:
        return None
    at = frame.allocate(site)
    holder = Container(at, frame.here(site))
    frame.write(entry(holder, COLUMN), one_constant(None), "", site)
    for argument in given:
        called = frozenset(a for a in argument.value if isinstance(a, CALLABLES))
        name = "update" if argument.keyword in _UPDATES else "default"
        if called and argument.keyword in _FILLED_IN:
            hand_over(frame, called, site)
        elif called or argument.keyword in ("default_factory", "factory"):
            frame.write(entry(holder, "factory"), called, "", site)
        if argument.value - called:
            label = "the default of a field"
            frame.write(entry(holder, name), argument.value - called, label, site)
    return frozenset([Field(at)])


def as_dict(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `dataclasses.asdict(x)`: a mapping of the fields, or a tuple of them."""
    container = Container(frame.allocate(site), frame.here(site), mapping=True)
    for argument in arguments[:1]:
        for atom in in_order(argument.value):
            if isinstance(atom, Object):
                for name, value in fields_of(frame, atom, site).items():
                    if value:
                        put(frame, container, ANY if name == ANY else repr(name), value, site)
            elif isinstance(atom, Class):
                for name in frame.heap.names(ClassPlace, atom.id):
                    value = frame.read(ClassPlace(atom.id, name))
                    put(frame, container, repr(name), value, site)
            else:
                put(frame, container, ANY, frozenset([atom]), site)
    return frozenset([container])


def attributes_of(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `vars(x)`, `x.__dict__`: a mapping that changes the object when it is changed.

    A namespace is one already.
    """
    spaces = frozenset(a for arg in arguments[:1] for a in arg.value if isinstance(a, Container))
    if spaces:
        return spaces
    value = as_dict(frame, arguments, site)
    for atom in value:
        if isinstance(atom, Container) and arguments:
            namespaces.note(frame, atom, arguments[0].value)
    return value


def replaced(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `dataclasses.replace(x, a=1)`: a copy with other values in some fields."""
    found: list[Atom] = []
    changed = {argument.keyword: argument.value for argument in arguments[1:] if argument.keyword}
    for atom in in_order(arguments[0].value) if arguments else []:
        if not isinstance(atom, Object):
            found.append(atom)
            continue
        copied = Object(atom.cls, frame.allocate(site))
        owner = frame.classes.facts(atom.cls).name
        for name, value in {**fields_of(frame, atom, site), **changed}.items():
            place = AttributePlace(copied.at, name)
            frame.write(place, value, f"`{owner}.{name}`", site)
        found.append(copied)
    return frozenset(found)
