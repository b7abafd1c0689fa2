"""What a name means where it stands: local, captured, class body, global, builtin."""

from __future__ import annotations

import builtins
from posixpath import dirname

from snapcheck.link.branches import DECIDED, PLATFORM
from snapcheck.link.frame import Frame
from snapcheck.link.imports import File
from snapcheck.link.values import (
    NOTHING,
    Constant,
    Module,
    Place,
    Value,
    join,
    one_external,
)

_BUILTINS = frozenset(dir(builtins))


def global_place(path: str, name: str) -> Place:
    """The place of a module's global."""
    return Place("global", path, name)


def closure_place(activation: int, name: str) -> Place:
    """The place of a function's local that an inner function reads."""
    return Place("closure", activation, name)


def read_name(frame: Frame, name: str) -> Value:
    """What `name` may be here."""
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
    """What an inner function may have bound a local to."""
    place = closure_place(frame.activation.id, name)
    return frame.engine.read(frame, place) if frame.engine.places.has(place) else NOTHING


def _captured(frame: Frame, name: str) -> Value | None:
    environment = frame.activation.environment
    while environment >= 0:
        around = frame.engine.activation_of(environment)
        if around.function is None:
            return None
        function = frame.engine.facts(around.function)
        if name in function.locals:
            return frame.engine.read(frame, closure_place(environment, name))
        if name in function.globals:
            return None
        environment = around.environment
    return None


def _global(frame: Frame, name: str) -> Value:
    if frame.function is None and name in frame.state.names:
        # At the top level the last assignment holds, and what functions called since wrote.
        place = global_place(frame.module.path, name)
        return join([frame.state.names[name], frame.engine.written_by_functions(frame, place)])
    found = frame.engine.global_value(frame, frame.module.path, name)
    if found is not None:
        return found
    if name == "__name__":
        return frozenset([Constant("a module's name", PLATFORM)])
    if name == "__debug__":
        return frozenset([Constant(True, DECIDED)])
    if name in _BUILTINS:
        return one_external(name)
    if frame.module.path.endswith("__init__.py"):
        # Importing a submodule binds its name in the package.
        child = frame.engine.child(dirname(frame.module.path), name)
        if isinstance(child, File):
            return frozenset([Module(child.path)])
    return NOTHING
