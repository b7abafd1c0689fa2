"""Reading and assigning by subscript: containers, objects, what libraries keep, the environment."""

from __future__ import annotations

from snapcheck import facts
from snapcheck.knowledge import Handling
from snapcheck.link import joined, mildness
from snapcheck.link.atoms import (
    Atom,
    Class,
    Constant,
    ConstantKind,
    Container,
    External,
    Made,
    Method,
    Module,
    Object,
)
from snapcheck.link.attributes import attribute
from snapcheck.link.binding import bind_global
from snapcheck.link.declared import member
from snapcheck.link.flow import ANY, KEYS, carried, entry_names, entry_of_data, key_names, put, take
from snapcheck.link.frame import Frame
from snapcheck.link.heap import FACTORY
from snapcheck.link.imports import File
from snapcheck.link.iteration import items_in_order
from snapcheck.link.models import enums, environment, namespaces
from snapcheck.link.models.holding import label_of, shown
from snapcheck.link.places import EntryPlace
from snapcheck.link.syntax import is_slice, is_whole
from snapcheck.link.values import NOTHING, Passed, Value, derive, hazards, join, literals, texts


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
        for name in key_names(index):
            put(frame, atom, name, value, site)
        if atom.at in frame.notes.spaces:
            namespaces.assign(frame, atom, index, value, site)
        keys = hazards(mildness.leaving(frame, index))
        if keys:
            put(frame, atom, KEYS, frozenset(keys), site)
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


def item_at(frame: Frame, base: Atom, index: Value, node: facts.Subscript) -> Value:
    """Return what `base[index]` may be, as `node` spells it."""
    if isinstance(base, Container) and not base.mapping and is_slice(node.index):
        return joined.part_of(frame, base, node.site, whole=is_whole(node.index))
    return _item(frame, base, index, node.site)


def _item(frame: Frame, base: Atom, index: Value, site: int) -> Value:
    if isinstance(base, Container):
        names = key_names(index)
        if names == [ANY] and (last := _from_the_end(frame, base, index)) is not None:
            return last
        found = [take(frame, base, name) for name in names]
        return join([*found, *_defaulted(frame, base, index, site)])
    if isinstance(base, External):
        return _of_external(frame, base, index, site)
    if isinstance(base, Class):
        return enums.by_name(frame, base, index)
    if isinstance(base, Object):
        return _of_object(frame, base, index, site)
    if isinstance(base, Made):
        return _of_library(frame, base, index, site)
    if isinstance(base, Method) and isinstance(base.receiver, Made):
        return frozenset([base])
    return NOTHING


def _from_the_end(frame: Frame, base: Container, index: Value) -> Value | None:
    """Return what `base[-1]` is where `base` is a short list; None for any other index or list."""
    known = literals(index)
    if len(index) != 1 or not known or not isinstance(known[0], int):
        return None
    items = items_in_order(frame, frozenset([base]))
    return items[known[0]] if -len(items) <= known[0] < 0 else None


def _of_external(frame: Frame, base: External, index: Value, site: int) -> Value:
    """Return `base[index]` of what a library, or Python, calls by a name."""
    if frame.knowledge.flows.has(base.name, Handling.DEPENDENCY):
        # `Provide[Container.mailer]`
        return frame.interpreter.call(frame, frozenset([base]), [Passed(index)], site)
    if base.name == "os.environ":
        return environment.read(frame, index, site)
    if base.name == "globals()":
        path = frame.module.path
        names = [key for key in literals(index) if isinstance(key, str)]
        return join([environment.read_global(frame, path, name) for name in names])
    if base.name == "sys.modules":
        return _loaded(frame, index)
    # `list[int]`, `Annotated[X, ...]`: a type stands for what it is made of.
    return frozenset([base])


def _of_library(frame: Frame, base: Made, index: Value, site: int) -> Value:
    """Return `base[index]` of an object of a library: by a row of its method, else as data."""
    if frame.knowledge.flows.has(f"{base.name}.__getitem__", Handling.RESOLVES):
        method = frozenset([Method(base, "__getitem__")])
        return frame.interpreter.call(frame, method, [Passed(index)], site)
    part = entry_of_data(frame, base, index) if base.is_data else frozenset([base])
    return shown(frame, base) or part


def _of_object(frame: Frame, base: Object, index: Value, site: int) -> Value:
    """Return `base[index]`, by the class's own method or as the container that it extends."""
    method = attribute(frame, frozenset([base]), "__getitem__", site)
    if not method:
        return NOTHING
    found = frame.interpreter.call(frame, method, [Passed(index)], site)
    missing = member(frame, base.cls, "__missing__") if not found else NOTHING
    if missing:
        arguments = [Passed(frozenset([base])), Passed(index)]
        return frame.interpreter.call(frame, missing, arguments, site)
    return found


def _defaulted(frame: Frame, base: Container, index: Value, site: int) -> list[Value]:
    """Return what a defaultdict makes for a key that it does not have."""
    place = EntryPlace(base.at, FACTORY)
    if not base.mapping or not frame.heap.has(place):
        return []
    factory = frame.read(place)
    made = []
    outside = frame.state.asked
    for name in key_names(index):
        if not frame.heap.has(EntryPlace(base.at, name)) or frame.later:
            # It is asked for where there is no such key yet.
            frame.state.asked = outside | {EntryPlace(base.at, name)}
            value = frame.interpreter.call(frame, factory, [], site)
            put(frame, base, name, value, site)
            made.append(value)
    frame.state.asked = outside
    return made


def _loaded(frame: Frame, index: Value) -> Value:
    """Return `sys.modules[name]`, also of `__name__`."""
    found: list[Atom] = []
    for atom in index:
        if isinstance(atom, Constant) and atom.kind is ConstantKind.PLATFORM:
            found.append(Module(frame.module.path))
        elif isinstance(atom, Constant) and isinstance(atom.value, str):
            module = frame.modules.find(frame.module.path, atom.value, 0)
            found.extend([Module(module.path)] if isinstance(module, File) else [])
    return frozenset(found)
