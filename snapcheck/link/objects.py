"""Building objects of first-party classes: constructors, generated ones too, and their fields."""

from __future__ import annotations

from snapcheck.link.atoms import (
    Atom,
    Class,
    External,
    Field,
    Made,
    Method,
    Object,
    Partial,
    Wrapped,
)
from snapcheck.link.declared import field_names, field_value, is_schema, member, use_defaults
from snapcheck.link.external import call_external
from snapcheck.link.flow import consume
from snapcheck.link.frame import Frame
from snapcheck.link.items import items_of
from snapcheck.link.models import construction, enums
from snapcheck.link.models.records import names_of
from snapcheck.link.parameters import spread
from snapcheck.link.places import AttributePlace, ClassId
from snapcheck.link.rows import inherited_attributes
from snapcheck.link.values import Passed, Value, in_order, join


def build(frame: Frame, atom: Class, arguments: list[Passed], site: int) -> Value:
    if enums.is_enum(frame, atom.id):
        # `Colour("red")`: one of those that there are.
        return enums.members(frame, atom)
    built = _new_objects(frame, atom, arguments, site)
    init = member(frame, atom.id, "__init__")
    for this in built:
        items = items_of(frame, this)
        if init:
            frame.interpreter.call(frame, init, [Passed(frozenset([this])), *arguments], site)
        elif items is not None:
            begin = frozenset([Method(items, "__init__")])
            frame.interpreter.call(frame, begin, arguments, site)
        else:
            _fill_fields(frame, atom, this, arguments, site)
        construction.run(frame, this, site)
        _note_constructed(frame, this)
    return join([frozenset(built), _inherited(frame, atom, built, arguments, site)])


def _note_constructed(frame: Frame, this: Object) -> None:
    """Note what an object's constructor has set on all its ways, and in all that it calls."""
    surely = frame.state.fresh if frame.later else frame.state.assigned
    for name in frame.heap.names(AttributePlace, this.at) if surely else ():
        place = AttributePlace(this.at, name)
        if place in surely:
            frame.heap.note_constructed(place)


def _new_objects(frame: Frame, atom: Class, arguments: list[Passed], site: int) -> list[Object]:
    """Return what `__new__` returns; a plain new object where the class has none."""
    new = member(frame, atom.id, "__new__")
    if new:
        made = frame.interpreter.call(
            frame, _unwrapped(new), [Passed(frozenset([atom])), *arguments], site
        )
        own = [a for a in in_order(made) if isinstance(a, Object)]
        if own:
            return own
    at = frame.allocate(site)
    if frame.is_repeated and not frame.later:
        frame.heap.note_repeated(at)
    return [Object(atom.id, at)]


def _set_inherited(frame: Frame, objects: list[Object], base: str, site: int) -> None:
    """Set the attributes that an installed base class sets in its constructor."""
    for name, value in inherited_attributes(frame, base, site).items():
        for this in objects:
            place = AttributePlace(this.at, name)
            label = f"`{frame.classes.facts(this.cls).name}.{name}`"
            frame.write(place, value, label, site, sure=False)


def _inherited(
    frame: Frame, atom: Class, objects: list[Object], arguments: list[Passed], site: int
) -> Value:
    """Return what an object is besides, because its class inherits from a library's generator."""
    found = []
    for cls in frame.classes.mro(atom.id):
        for base in in_order(frame.classes.bases(cls)):
            if isinstance(base, External):
                _set_inherited(frame, objects, base.name, site)
                built = call_external(frame, base.name, arguments, site)
                found.append(frozenset(a for a in built if _is_generator(a)))
    return join(found)


def _is_generator(atom: Atom) -> bool:
    return isinstance(atom, Made) and atom.is_generator


def _unwrapped(value: Value) -> Value:
    return frozenset(a.function if isinstance(a, Wrapped) else a for a in value)


def _fill_fields(
    frame: Frame, atom: Class, built: Object, arguments: list[Passed], site: int
) -> None:
    """Do what a generated constructor does: dataclasses, attrs, models, named tuples."""
    names = _field_names(frame, atom.id)
    binding = spread(frame, arguments)
    columns = [name for each in frame.classes.mro(atom.id) for name in field_names(frame, each)]
    if frame.later and is_schema(frame, atom.id):
        given = {*names[: len(binding.positional)], *binding.keyword}
        use_defaults(frame, atom.id, site, frozenset(given))
        # The library has what it is given too: it checks it, stores it, shows it.
        consume(frame, join([*binding.positional, *binding.keyword.values()]), site)
    # Columns are not given by their position.
    for name in dict.fromkeys([*names, *columns]):
        value: Value | None = None
        if binding.positional and name in names:
            value = binding.positional.pop(0)
        elif name in binding.keyword:
            value = binding.keyword.pop(name)
        else:
            default = _default_of(frame, built, name, site)
            found = [each for each in (default, binding.anywhere) if each]
            value = join(found) if found or default is not None else None
            if value is not None:
                _set_field(frame, built, name, value, site)
            continue
        frame.heap.note_constructed(AttributePlace(built.at, name))
        if value is not None:
            _set_field(frame, built, name, value, site)
    for name, value in binding.keyword.items():
        _set_field(frame, built, name, value, site)
    for value in binding.positional:
        consume(frame, value, site)


def _set_field(frame: Frame, built: Object, name: str, value: Value, site: int) -> None:
    owner = frame.classes.facts(built.cls).name
    place = AttributePlace(built.at, name)
    frame.write(place, value, f"`{owner}.{name}`", site, sure=False)


def _default_of(frame: Frame, built: Object, name: str, site: int) -> Value | None:
    """Return a field's default; what its factory makes is reported at the field's line."""
    members = in_order(member(frame, built.cls, name))
    found = [field_value(frame, held, site, built) for held in members if isinstance(held, Field)]
    return join(found) if found else None


def _field_names(frame: Frame, cls: ClassId) -> list[str]:
    """Return the fields of a class and its bases, bases first, as a dataclass orders them."""
    names: list[str] = []
    for each in reversed(frame.classes.mro(cls)):
        for base in in_order(frame.classes.bases(each)):
            if isinstance(base, Partial):
                names.extend(names_of(frame, base))
        names.extend(frame.classes.fields(each))
    return list(dict.fromkeys(names))
