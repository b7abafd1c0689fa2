"""Assigning by subscript: into containers, objects, what libraries keep, the environment."""

from __future__ import annotations

from snapcheck import facts
from snapcheck.link import joined
from snapcheck.link.atoms import Atom, Container, External, Made, Method, Object
from snapcheck.link.attributes import attribute
from snapcheck.link.binding import bind_global
from snapcheck.link.flow import ANY, KEYS, carried, entry_names, put
from snapcheck.link.frame import Frame
from snapcheck.link.models import environment, namespaces
from snapcheck.link.models.holding import label_of
from snapcheck.link.places import EntryPlace
from snapcheck.link.syntax import is_slice, is_whole
from snapcheck.link.values import Passed, Value, derive, hazards, texts


def put_at(frame: Frame, atom: Atom, index: Value, value: Value, target: facts.Subscript) -> bool:
    """Put `value` where `atom[index] = value` puts it; False where nothing is known of that."""
    if isinstance(atom, Container) and not atom.mapping and is_slice(target.index):
        whole = is_whole(target.index)
        joined.replace_part(frame, atom, value, target.site, whole=whole)
        return True
    return _put_item(frame, atom, index, value, target.site)


def _put_item(frame: Frame, atom: Atom, index: Value, value: Value, site: int) -> bool:
    """Put `value` under `index` into what is known to hold things; False for anything else."""
    if isinstance(atom, Container):
        for name in entry_names(index):
            put(frame, atom, name, value, site)
        if atom.at in frame.notes.spaces:
            namespaces.assign(frame, atom, index, value, site)
        if hazards(index):
            put(frame, atom, KEYS, frozenset(hazards(index)), site)
    elif isinstance(atom, Object):
        _put_into_object(frame, atom, index, value, site)
    elif isinstance(atom, External) and atom.name == "os.environ":
        environment.write(frame, index, value, site)
    elif isinstance(atom, External) and atom.name == "globals()":
        for name in texts(index):
            bind_global(frame, name, value, site)
    elif isinstance(atom, (Method, Made)):
        return _put_into_library(frame, atom, index, value, site)
    else:
        return False
    return True


def _put_into_library(
    frame: Frame, atom: Method | Made, index: Value, value: Value, site: int
) -> bool:
    """Follow `session.headers[name] = value`; tell whether a library's object keeps it."""
    if isinstance(atom, Method):
        return isinstance(atom.receiver, Made) and _put_into_library(
            frame, atom.receiver, index, value, site
        )
    if atom.holds is None:
        return False
    held = derive(frozenset(carried(frame, value)))
    label = label_of(atom.name)
    for name in entry_names(index):
        place = EntryPlace(atom.holds, f"[{name}]")
        frame.write(place, held, label, site, sure=name != ANY)
    return True


def _put_into_object(frame: Frame, this: Object, index: Value, value: Value, site: int) -> None:
    """Follow `this[index] = value`, by the class's own method or as the container it extends."""
    method = attribute(frame, frozenset([this]), "__setitem__", site)
    frame.interpreter.call(frame, method, [Passed(index), Passed(value)], site)
