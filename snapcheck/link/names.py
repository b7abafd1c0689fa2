"""What a name means where it stands: local, captured, class body, global, builtin."""

from __future__ import annotations

import builtins
from posixpath import dirname

from snapcheck.facts import (
    Assign,
    Augment,
    Combine,
    Expression,
    Literal,
    ModuleFacts,
    Name,
    Sequence,
)
from snapcheck.link.atoms import Constant, ConstantKind, Module
from snapcheck.link.flow import listed
from snapcheck.link.frame import Frame
from snapcheck.link.imports import File
from snapcheck.link.places import ClosurePlace, GlobalPlace, Place
from snapcheck.link.values import NOTHING, Value, decided, join, one_external

_BUILTINS = frozenset(dir(builtins))


def read_name(frame: Frame, name: str) -> Value:
    """Return what `name` may be here."""
    if frame.class_names is not None and name in frame.class_names:
        return frame.class_names[name]
    function = frame.function
    if function is not None and name not in function.globals:
        if name in function.locals:
            known = frame.state.names.get(name, NOTHING)
            if known or name not in function.captured:
                return known
            return _rebound(frame, name)
        if frame.activation.environment >= 0:
            captured = _captured(frame, name)
            if captured is not None:
                return captured
    return _global(frame, name)


def _rebound(frame: Frame, name: str) -> Value:
    """Return what an inner function may have bound a local to."""
    place = ClosurePlace(frame.activation.id, name)
    return frame.read(place) if frame.heap.has(place) else NOTHING


def _captured(frame: Frame, name: str) -> Value | None:
    environment = frame.activation.environment
    while environment >= 0:
        around = frame.activations[environment]
        if around.function is None:
            return None
        function = frame.modules.function(around.function)
        if name in function.locals:
            return frame.read(ClosurePlace(environment, name))
        if name in function.globals:
            return None
        environment = around.environment
    return None


def global_value(frame: Frame, path: str, name: str) -> Value | None:
    """Return what the global `name` of a module holds; None if nothing is known to bind it."""
    place = GlobalPlace(path, name)
    if frame.heap.has(place):
        return frame.read(place)
    frame.heap.watch(place, frame.activation.id)
    for module in frame.modules.stars(path):
        if f"{module}.{name}" in frame.knowledge.apis:
            return one_external(f"{module}.{name}")
    return None


def public_names(frame: Frame, path: str) -> list[str]:
    """Return what a star import of a first-party module binds."""
    declared = GlobalPlace(path, "__all__")
    if frame.heap.has(declared):
        found = set(listed(frame, declared))
        # More of sentry_sdk leads to a draw of its own fallback for contextvars, which never runs.
        if not frame.modules.libraries.hold(path):
            found |= _spelled_in_all(frame.modules.known[path])
        return sorted(found)
    return [name for name in frame.heap.names(GlobalPlace, path) if not name.startswith("_")]


def _spelled_in_all(module: ModuleFacts) -> set[str]:
    """Return the names that the top level of a module puts into `__all__`, however many."""
    pending: list[Expression] = [
        each.value
        for each in module.body
        if (isinstance(each, Assign) and any(map(_is_all, each.targets)))
        or (isinstance(each, Augment) and _is_all(each.target))
    ]
    found: set[str] = set()
    while pending:
        part = pending.pop()
        if isinstance(part, Sequence):
            pending.extend(part.items)
        elif isinstance(part, Combine):
            pending.extend(part.parts)
        elif isinstance(part, Literal) and isinstance(part.value, str):
            found.add(part.value)
    return found


def _is_all(target: Expression) -> bool:
    return isinstance(target, Name) and target.name == "__all__"


def _written_by_functions(frame: Frame, place: Place) -> Value:
    """Return what functions, not the top level itself, put into a global."""
    frame.heap.watch(place, frame.activation.id)
    return join(
        [
            value
            for writer, value in frame.heap.writers(place, frame.phase)
            if frame.activations[writer].function is not None
        ]
    )


def _global(frame: Frame, name: str) -> Value:
    if frame.function is None and name in frame.state.names:
        # At the top level the last assignment holds, and what functions called since wrote.
        place = GlobalPlace(frame.module.path, name)
        return join([frame.state.names[name], _written_by_functions(frame, place)])
    found = global_value(frame, frame.module.path, name)
    if found is not None:
        return found
    if name == "__name__":
        return frozenset([Constant("a module's name", ConstantKind.PLATFORM)])
    if name == "__debug__":
        return decided(True)
    if name in _BUILTINS:
        return one_external(name)
    if frame.module.path.endswith("__init__.py"):
        # Importing a submodule binds its name in the package.
        child = frame.modules.child(dirname(frame.module.path), name)
        if isinstance(child, File):
            return frozenset([Module(child.path)])
    return NOTHING
