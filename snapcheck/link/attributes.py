"""What `base.name` may be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from snapcheck.knowledge import Effect
from snapcheck.link import current
from snapcheck.link.atoms import (
    Atom,
    Bound,
    Class,
    Constant,
    Container,
    External,
    Field,
    Function,
    Made,
    Method,
    Module,
    Namespace,
    Object,
    Partial,
    Super,
    Wrapped,
    Wrapping,
    constant,
)
from snapcheck.link.declared import (
    field_names,
    field_value,
    is_column,
    is_schema,
    member,
    use_defaults,
)
from snapcheck.link.flow import consume, take, yielded
from snapcheck.link.frame import Frame
from snapcheck.link.frameworks import is_framework
from snapcheck.link.imports import File, Folder
from snapcheck.link.items import items_of
from snapcheck.link.models import dispatching
from snapcheck.link.names import global_value
from snapcheck.link.places import (
    AttributePlace,
    ClassId,
    ClassPlace,
    EntryPlace,
    GlobalPlace,
    Place,
    library_of,
)
from snapcheck.link.summary import AbsentRead
from snapcheck.link.values import NOTHING, Passed, Value, derive, in_order, join, one_external
from snapcheck.model import Phase

METHODS_OF_DATA = frozenset({"get", "pop", "startswith", "endswith"})
"""Methods of data which do more than to compute from it."""


def attribute(frame: Frame, base: Value, name: str, site: int) -> Value:
    """Return what `base.name` may be."""
    if len(base) == 1:
        (only,) = base
        of = _OF.get(type(only))
        return of(frame, only, name, site) if of is not None else NOTHING
    found = []
    for atom in in_order(base):
        of = _OF.get(type(atom))
        if of is not None:
            found.append(of(frame, atom, name, site))
    return join(found)


def by_row(frame: Frame, path: str, name: str) -> str:
    """Return the dotted name of what an installed module has, where rows say what it does, or "".

    What is known of a name wins over its source, but in the package's own code.
    """
    libraries = frame.modules.libraries
    if not libraries.hold(path):
        return ""
    package = libraries.package(path)
    if package in libraries.audited:
        return ""
    if frame.is_library and package == libraries.package(frame.module.path):
        return ""
    dotted = f"{libraries.dotted(path)}.{name}"
    return dotted if dotted in frame.knowledge.apis else ""


def _of_module(frame: Frame, base: Module, name: str, site: int) -> Value:
    known = by_row(frame, base.path, name)
    if known:
        return one_external(known)
    found = global_value(frame, base.path, name)
    if found is not None:
        return join([found, made_on_demand(frame, base.path, name, site)])
    if base.path.endswith("__init__.py"):
        found = submodule(frame, base.path.rpartition("/")[0], name)
        if found:
            return found
    # A module's `__getattr__` is asked for the names that the module does not have.
    asked = global_value(frame, base.path, "__getattr__")
    if asked:
        return frame.interpreter.call(frame, asked, [Passed(frozenset([constant(name)]))], site)
    return NOTHING


def made_on_demand(frame: Frame, path: str, name: str, site: int) -> Value:
    """Return what a module's `__getattr__` makes of a global that nothing else binds.

    It may have kept that under the name, and is asked all the same by who imports it first. What
    INIT kept is there when an invocation comes.
    """
    if frame.later:
        return NOTHING
    writers = frame.heap.writers(GlobalPlace(path, name), Phase.INIT)
    if any(frame.activations[writer].function is None for writer, _ in writers):
        return NOTHING
    asked = global_value(frame, path, "__getattr__") if name != "__getattr__" else None
    if not asked:
        return NOTHING
    return frame.interpreter.call(frame, asked, [Passed(frozenset([constant(name)]))], site)


def _of_namespace(frame: Frame, base: Namespace, name: str, site: int) -> Value:
    return submodule(frame, base.path, name)


def submodule(frame: Frame, folder: str, name: str) -> Value:
    """Return the module `name` of a first-party folder, as an atom; it is not imported here."""
    found = frame.modules.child(folder, name)
    if isinstance(found, File):
        return frozenset([Module(found.path)])
    return frozenset([Namespace(found.path, name)]) if isinstance(found, Folder) else NOTHING


def _of_external(frame: Frame, base: External, name: str, site: int) -> Value:
    meant = current.applications(frame, base, name)
    if meant:
        return attribute(frame, meant, name, site)
    dotted = f"{base.name}.{name}"
    for api in frame.knowledge.apis.get(dotted, ()):
        if api.effect is Effect.TOUCHES:
            frame.activation.touches |= frozenset(api.generators)
    place = EntryPlace(library_of(dotted), dotted.partition(".")[2])
    if frame.heap.has(place):
        return join([frame.read(place), one_external(dotted)])
    return one_external(dotted)


def _of_made(frame: Frame, base: Made, name: str, site: int) -> Value:
    dotted = f"{base.name}.{name}"
    if not base.derived:
        for api in frame.knowledge.apis.get(dotted, ()):
            if api.effect is Effect.ABSENT:
                frame.activation.events.append(AbsentRead(api, frame.site(site)))
                return NOTHING
            if api.effect is Effect.ATTRIBUTE:
                return yielded(frame, api, dotted, site)
            if api.effect is Effect.MAKES and not base.is_data:
                return frozenset([Method(base, name)])
    if base.is_data:
        if name in ("tzinfo", "tm_zone", "tm_gmtoff"):
            return NOTHING  # Where a clock hangs says nothing of when it was read.
        bound = name in METHODS_OF_DATA
        return frozenset([Method(base, name)]) if bound else derive(frozenset([base]))
    if base.holds is not None:
        kept = EntryPlace(base.holds, name)
        if frame.heap.has(kept):
            return frame.read(kept)
    return frozenset([Method(base, name)])


def _of_object(frame: Frame, base: Object, name: str, site: int) -> Value:
    if name == "__dict__":
        itself = Passed(frozenset([base]))
        return frame.interpreter.call(frame, one_external("vars"), [itself], site)
    if name == "__class__":
        return frozenset([Class(base.cls)])
    shared = shared_attributes(frame, base)
    if shared:
        return join([take(frame, each, repr(name)) for each in shared])
    place = AttributePlace(base.at, name)
    own = frame.read(place)
    if own or frame.heap.has(place):
        # A class attribute shows through where the instance's own is set on some paths only;
        # what a constructor sets is always there.
        of_class = member(frame, base.cls, name)
        is_set = frame.heap.set_by_constructor(place) or _is_set_anew(frame, place)
        if is_set or any(isinstance(a, Field) for a in of_class):
            return own
        return join([own, _from_class(frame, base.cls, base, name, site)])
    found = _from_class(frame, base.cls, base, name, site)
    if not found:
        found = _of_items(frame, base, name) or _from_library(frame, base, name)
    asked = member(frame, base.cls, "__getattr__") if not found else NOTHING
    if asked and not name.startswith("__"):
        arguments = [Passed(frozenset([base])), Passed(frozenset([constant(name)]))]
        return frame.interpreter.call(frame, asked, arguments, site)
    if not found and frame.later and _hands_out_fields(frame, base.cls):
        # `_asdict()`, `model_dump()`: what a library's base class does with all fields.
        consume(frame, all_fields(frame, base, site), site)
    return found


def _hands_out_fields(frame: Frame, cls: ClassId) -> bool:
    """Tell whether what a class inherits from a library may use the fields that the class adds."""
    libraries = frame.classes.libraries(cls)
    if libraries and all(name.startswith(_OF_MACHINERY) for name in libraries):
        return False
    return frame.classes.extends_library(cls)


# Threads and processes know only fields of their own.
_OF_MACHINERY = ("threading.", "multiprocessing.")


def _is_set_anew(frame: Frame, place: Place) -> bool:
    """Tell whether all that led here since the restore, or a hook of everybody, has set it."""
    return frame.later and (place in frame.state.fresh or place in frame.snapshot.renewed)


def shared_attributes(frame: Frame, base: Object) -> list[Container]:
    """Return the dicts in which an object was given its attributes: `x.__dict__ = d`."""
    place = AttributePlace(base.at, "__dict__")
    if not frame.heap.has(place):
        return []
    return [atom for atom in in_order(frame.read(place)) if isinstance(atom, Container)]


def _of_items(frame: Frame, base: Object, name: str) -> Value:
    """Return a method that an object has as the container that its class extends."""
    items = items_of(frame, base)
    if items is None or (name.startswith("__") and name not in ITEM_METHODS):
        return NOTHING
    return frozenset([items if name == "data" else Method(items, name)])


ITEM_METHODS = frozenset({"__init__", "__setitem__", "__getitem__"})
"""What a class that extends a container may ask its base for by these names."""


def _from_library(frame: Frame, base: Object, name: str) -> Value:
    """Return a method that the class has from a library's class, where it is one that is known."""
    found = []
    for each in frame.classes.mro(base.cls):
        for parent in in_order(frame.classes.bases(each)):
            if isinstance(parent, External) and (
                f"{parent.name}.{name}" in frame.knowledge.apis
                or (is_framework(parent.name) and not name.startswith("_"))
            ):
                here = base.at.site
                made = Made(parent.name, None, None, here, here, frame.phase)
                found.append(Method(made, name))
    return frozenset(found)


def all_fields(frame: Frame, base: Object, site: int) -> Value:
    """Return all that an object's own attributes and its declared fields hold."""
    return join(fields_of(frame, base, site).values())


def fields_of(frame: Frame, base: Object, site: int) -> dict[str, Value]:
    """Return what an object's own attributes and its declared fields hold, bases included."""
    names = frame.heap.names(AttributePlace, base.at)
    for cls in frame.classes.mro(base.cls):
        names.extend(field_names(frame, cls))
    found: dict[str, Value] = {}
    for name in dict.fromkeys(names):
        own = frame.read(AttributePlace(base.at, name))
        found[name] = own or _from_class(frame, base.cls, base, name, site)
    return found


def _from_class(frame: Frame, cls: ClassId, receiver: Atom, name: str, site: int) -> Value:
    members = in_order(member(frame, cls, name))
    return join([_bind(frame, atom, receiver, cls, name=name, site=site) for atom in members])


def _bind(frame: Frame, atom: Atom, receiver: Atom, cls: ClassId, *, name: str, site: int) -> Value:
    """Return what a class member is when it is reached through an instance (or through super())."""
    if isinstance(atom, Function):
        return frozenset([Bound(atom, receiver)])
    if isinstance(atom, Field):
        return field_value(frame, atom, site, receiver)
    if isinstance(atom, Object):
        return _through_descriptor(frame, atom, receiver, cls, site)
    if isinstance(atom, Partial):
        return dispatching.bound(frame, atom, receiver, site)
    if isinstance(atom, Wrapped):
        if atom.kind is Wrapping.STATIC:
            return frozenset([atom.function])
        if atom.kind is Wrapping.CLASS:
            return _bind(frame, atom.function, Class(cls), cls, name=name, site=site)
        if atom.kind in (Wrapping.PROPERTY, Wrapping.MEMO_PROPERTY):
            return _property(frame, atom, receiver, name, site)
        if atom.kind in (Wrapping.MEMO, Wrapping.TIMED_MEMO, Wrapping.WRAPPER):
            bound = _bind(frame, atom.function, receiver, cls, name=name, site=site)
            return frozenset([Wrapped(atom.kind, inner, atom.by) for inner in bound])
    return frozenset([atom])


def _through_descriptor(
    frame: Frame, atom: Object, receiver: Atom, cls: ClassId, site: int
) -> Value:
    """Return an object in a class: itself, or what its `__get__` answers."""
    asked = member(frame, atom.cls, "__get__")
    if not asked:
        return frozenset([atom])
    arguments = [atom, receiver, Class(cls)]
    return frame.interpreter.call(frame, asked, [Passed(frozenset([a])) for a in arguments], site)


def _property(frame: Frame, wrapped: Wrapped, receiver: Atom, name: str, site: int) -> Value:
    certain = frame.state.certain
    rebuilt = isinstance(receiver, Object) and frame.heap.is_rebuilt(receiver)
    if wrapped.kind is Wrapping.MEMO_PROPERTY and not rebuilt:
        frame.state.certain = False
    got = frame.interpreter.call(
        frame, frozenset([wrapped.function]), [Passed(frozenset([receiver]))], site
    )
    frame.state.certain = certain
    if wrapped.kind is Wrapping.MEMO_PROPERTY and isinstance(receiver, Object):
        place = AttributePlace(receiver.at, name)
        label = f"`{frame.classes.facts(receiver.cls).name}.{name}`"
        frame.write(place, got, label, site, sure=False)
        return join([got, frame.read(place)])
    return got


def _of_class(frame: Frame, base: Class, name: str, site: int) -> Value:
    found = []
    for atom in in_order(member(frame, base.id, name)):
        if isinstance(atom, Wrapped) and atom.kind is Wrapping.STATIC:
            found.append(frozenset([atom.function]))
        elif isinstance(atom, Wrapped) and atom.kind is Wrapping.CLASS:
            found.append(_bind(frame, atom.function, base, base.id, name=name, site=site))
        elif isinstance(atom, Field):
            # `Row.at > then` asks for the column, whatever its default is.
            found.append(NOTHING if is_column(frame, atom) else field_value(frame, atom, site))
        elif isinstance(atom, Object):
            found.append(_through_descriptor(frame, atom, constant(None), base.id, site))
        else:
            found.append(frozenset([atom]))
    if not found:
        found.extend(_of_metaclass(frame, base, name, site))
    if not found and name == "__subclasses__":
        return frozenset([Wrapped(Wrapping.SUBCLASSES, base)])
    if not found and not name.startswith("__") and frame.classes.extends_library(base.id):
        # `Checkout.as_view("checkout")`: what the library's class makes of it stands for it.
        return _of_library_class(frame, base, name, site)
    return join(found)


# By these methods models are built of what is not known, or put into a data base.
_PARSING = frozenset({"model_validate", "parse_obj", "model_construct", "construct"})
_BUILDING = frozenset(
    {
        *("model_validate_json", "model_validate_strings", "parse_raw", "from_orm", "validate"),
        *("create", "get_or_create", "update_or_create", "bulk_create", "insert", "insert_many"),
        *("insert_one", "acreate", "aget_or_create", "abulk_create", "load", "loads"),
    }
)


def _of_library_class(frame: Frame, base: Class, name: str, site: int) -> Value:
    """Return what a class has from a class of a library."""
    if name in _BUILDING | _PARSING and is_schema(frame, base.id):
        if name in _PARSING:
            return frozenset([Wrapped(Wrapping.PARSE, base)])
        use_defaults(frame, base.id, site, frozenset())
    return frozenset([Wrapped(Wrapping.VIEW, base)])


def _of_metaclass(frame: Frame, base: Class, name: str, site: int) -> list[Value]:
    """Return what a class has as an instance of its metaclass."""
    metas = [meta for meta in in_order(frame.classes.metaclass(base.id)) if isinstance(meta, Class)]
    members = [atom for meta in metas for atom in in_order(member(frame, meta.id, name))]
    return [_bind(frame, atom, base, base.id, name=name, site=site) for atom in members]


def _of_wrapped(frame: Frame, base: Wrapped, name: str, site: int) -> Value:
    if base.kind is Wrapping.VIEW and isinstance(base.function, Class):
        # `Row.objects.create()`: by whatever way the library's class does it.
        return _of_library_class(frame, base.function, name, site)
    if base.kind in (Wrapping.MEMO, Wrapping.TIMED_MEMO):
        if name in ("cache_clear", "clear"):
            return frozenset([Wrapped(Wrapping.FORGET, base.function)])
        if name == "cache":
            return frozenset([base])
    if base.kind is Wrapping.PROPERTY and name in ("setter", "deleter", "getter"):
        kind = Wrapping.SETTER if name == "setter" else Wrapping.ACCESSOR
        return frozenset([Wrapped(kind, base.function, base.by)])
    if base.kind is Wrapping.WRAPPER and name != "__wrapped__":
        return attribute(frame, frozenset([base.function]), name, site)
    return frozenset([base.function]) if name == "__wrapped__" else NOTHING


def _of_method(frame: Frame, base: Method, name: str, site: int) -> Value:
    """Return an attribute of an attribute of a library's object (`session.headers.update`)."""
    receiver = base.receiver
    # Data and generators have no attributes that are objects.
    if not isinstance(receiver, Made) or receiver.is_data or receiver.is_generator:
        return NOTHING
    if receiver.holds is not None:
        # `app.state.node`: what the program has put there.
        kept = EntryPlace(receiver.holds, f"{base.name}.{name}")
        if frame.heap.has(kept):
            return frame.read(kept)
    receiver = replace(receiver, name=f"{receiver.name}.{base.name}")
    return attribute(frame, frozenset([receiver]), name, site)


def _of_super(frame: Frame, base: Super, name: str, site: int) -> Value:
    own = base.receiver.cls if isinstance(base.receiver, Object) else base.cls
    own = base.receiver.id if isinstance(base.receiver, Class) else own
    order = frame.classes.mro(own)
    following = order[order.index(base.cls) + 1 :] if base.cls in order else []
    for cls in following:
        found = frame.read(ClassPlace(cls, name))
        if found:
            bound = [
                _bind(frame, atom, base.receiver, cls, name=name, site=site)
                for atom in in_order(found)
            ]
            return join(bound)
    if isinstance(base.receiver, Object) and name in ITEM_METHODS:
        return _of_items(frame, base.receiver, name)
    if name == "__call__" and isinstance(base.receiver, Class):
        return frozenset([Wrapped(Wrapping.CONSTRUCT, base.receiver)])
    return frozenset([External("object.__new__")]) if name == "__new__" else NOTHING


def _of_field(frame: Frame, base: Field, name: str, site: int) -> Value:
    """Return `@field.default`: a decorator for the method that makes the default."""
    return frozenset([Wrapped(Wrapping.DEFAULT, base)]) if name == "default" else NOTHING


def _of_function(frame: Frame, base: Function, name: str, site: int) -> Value:
    if name == "__defaults__":
        itself = Passed(frozenset([base]))
        return frame.interpreter.call(frame, one_external(f"function.{name}"), [itself], site)
    return frame.read(AttributePlace(base.id, name))


def _of_constant(frame: Frame, base: Constant, name: str, site: int) -> Value:
    return frozenset([Method(base, name)])


def _of_container(frame: Frame, base: Container, name: str, site: int) -> Value:
    if name == "__dict__":
        return frozenset([base])
    named = named_entry(frame, base, name)
    return take(frame, base, named) if named is not None else frozenset([Method(base, name)])


NAMESPACE = "*"
"""The attribute of a container that says that all its attributes are entries."""


def named_entry(frame: Frame, container: Container, name: str) -> str | None:
    """Return the entry of a named tuple, or of a namespace, that an attribute is."""
    place = AttributePlace(container.at, name)
    if frame.heap.has(place):
        for atom in frame.read(place):
            return repr(atom.value) if isinstance(atom, Constant) else None
    if frame.heap.has(AttributePlace(container.at, NAMESPACE)) and not name.startswith("__"):
        if name in _OF_DICT and not frame.heap.has(EntryPlace(container.at, repr(name))):
            # `vars(space).update(...)`: what `vars` yields is the same container here.
            return None
        return repr(name)
    return None


_OF_DICT = frozenset(
    {"update", "pop", "get", "items", "setdefault", "clear", "values", "keys", "popitem", "copy"}
)


_OF: dict[type[object], Callable[[Frame, Any, str, int], Value]] = {
    Module: _of_module,
    Namespace: _of_namespace,
    External: _of_external,
    Made: _of_made,
    Object: _of_object,
    Class: _of_class,
    Super: _of_super,
    Field: _of_field,
    Function: _of_function,
    Wrapped: _of_wrapped,
    Method: _of_method,
    Container: _of_container,
    Partial: dispatching.attribute_of,
    Constant: _of_constant,
}
