"""Where `base.name = value` puts a value."""

from __future__ import annotations

from snapcheck.link import current, overwriting
from snapcheck.link.atoms import (
    Atom,
    Class,
    Container,
    External,
    Function,
    Made,
    Method,
    Module,
    Object,
    Wrapped,
    Wrapping,
    constant,
)
from snapcheck.link.attributes import named_entry, shared_attributes
from snapcheck.link.declared import member
from snapcheck.link.flow import consume, put
from snapcheck.link.frame import Frame
from snapcheck.link.places import (
    AttributePlace,
    ClassPlace,
    EntryPlace,
    GlobalPlace,
    Place,
    library_of,
)
from snapcheck.link.values import Passed, Value, in_order, join


def set_attribute(frame: Frame, base: Value, name: str, value: Value, site: int) -> None:
    """Put `value` into `base.name`."""
    base = _meant(frame, base, name)
    # `Pool.instance = None` at first: None has no attributes, so it is not meant here.
    sure = sum(atom != _NONE for atom in base) == 1
    known = False
    for atom in in_order(base):
        if isinstance(atom, Container):
            named = named_entry(frame, atom, name)
            if named is not None:
                put(frame, atom, named, value, site)
                known = True
            continue
        if isinstance(atom, Object) and name != "__dict__":
            shared = shared_attributes(frame, atom)
            for each in shared:
                put(frame, each, repr(name), value, site)
            if shared:
                known = True
                continue
        if isinstance(atom, Object) and (
            _set_by_method(frame, atom, name, value, site)
            or _set_by_property(frame, atom, name, value, site)
            or _set_by_descriptor(frame, atom, name, value, site)
        ):
            known = True
            continue
        place, label = _target(frame, atom, name)
        if place is not None:
            known = True
            frame.write(place, value, label, site, sure=sure)
            overwriting.note_replaced(frame, place, site, sure=sure)
    if not known:
        consume(frame, value, site)


def _meant(frame: Frame, base: Value, name: str) -> Value:
    """Return `base` with the application instead of what stands for it."""
    for atom in in_order(base):
        current.note(frame, atom)
    meant = [
        (atom, current.applications(frame, atom, name))
        for atom in base
        if isinstance(atom, External)
    ]
    for atom, found in meant:
        if found:
            base = join([base - {atom}, found])
    return base


_NONE = constant(None)


def _set_by_method(frame: Frame, base: Object, name: str, value: Value, site: int) -> bool:
    """Call a `__setattr__` of the class's own, which says where the value goes; tell if so."""
    method = member(frame, base.cls, "__setattr__")
    within = frame.function is not None and frame.function.name == "__setattr__"
    if not method or within:
        return False
    given: list[Value] = [frozenset([base]), frozenset([constant(name)]), value]
    frame.interpreter.call(frame, method, [Passed(each) for each in given], site)
    return True


def set_plainly(frame: Frame, base: Value, name: str, value: Value, site: int) -> None:
    """Set as `object.__setattr__(base, name, value)` does."""
    for atom in in_order(base):
        place, label = _target(frame, atom, name)
        if place is not None:
            frame.write(place, value, label, site, sure=len(base) == 1)


def _set_by_property(frame: Frame, base: Object, name: str, value: Value, site: int) -> bool:
    """Call the setter of a property that the class has under `name`; tell if there is one."""
    setters = [
        atom.by
        for atom in in_order(member(frame, base.cls, name))
        if isinstance(atom, Wrapped) and atom.kind is Wrapping.PROPERTY and atom.by is not None
    ]
    for setter in setters:
        given = [frozenset([base]), value]
        frame.interpreter.call(frame, frozenset([setter]), list(map(Passed, given)), site)
    return bool(setters)


def _set_by_descriptor(frame: Frame, base: Object, name: str, value: Value, site: int) -> bool:
    """Call `__set__` of an object that the class has under `name`; tell whether there is one."""
    setters = [
        (atom, method)
        for atom in member(frame, base.cls, name)
        if isinstance(atom, Object) and (method := member(frame, atom.cls, "__set__"))
    ]
    for atom, method in setters:
        given = [frozenset([atom]), frozenset([base]), value]
        frame.interpreter.call(frame, method, [Passed(each) for each in given], site)
    return bool(setters)


def _target(frame: Frame, atom: Atom, name: str) -> tuple[Place | None, str]:
    if isinstance(atom, Object):
        owner = frame.classes.facts(atom.cls).name
        return AttributePlace(atom.at, name), f"`{owner}.{name}`"
    if isinstance(atom, Class):
        return ClassPlace(atom.id, name), f"`{frame.classes.facts(atom.id).name}.{name}`"
    if isinstance(atom, Module):
        return GlobalPlace(atom.path, name), f"`{name}`"
    if isinstance(atom, Function):
        return AttributePlace(atom.id, name), f"`{frame.modules.function(atom.id).name}.{name}`"
    if isinstance(atom, External):
        dotted = f"{atom.name}.{name}"
        return EntryPlace(library_of(dotted), dotted.partition(".")[2]), f"`{dotted}`"
    if isinstance(atom, Made) and not atom.is_data and atom.holds is not None:
        return EntryPlace(atom.holds, name), f"`{name}` of the `{_last(atom.name)}` object"
    if isinstance(atom, Method) and isinstance(atom.receiver, Made):
        # `app.state.node = ...`: an attribute of an attribute of a library's object.
        return _target(frame, atom.receiver, f"{atom.name}.{name}")
    return None, ""


def _last(dotted: str) -> str:
    return dotted.rpartition(".")[2]
