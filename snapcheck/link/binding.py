"""Binding a name in the scope that owns it."""

from __future__ import annotations

from snapcheck.link.frame import Frame
from snapcheck.link.places import ClosurePlace, GlobalPlace
from snapcheck.link.values import Value


def bind_name(frame: Frame, name: str, value: Value, site: int) -> None:
    """Bind `name` in the scope that owns it."""
    if frame.class_names is not None:
        frame.class_names[name] = value
        return
    function = frame.function
    if frame.passing and function is None:
        frame.state.names[name] = value
    elif function is None:
        if frame.is_sure and not frame.repeating and frame.activation.rounds == 1:
            frame.heap.supersede(GlobalPlace(frame.module.path, name), frame.activation.id)
        frame.state.names[name] = bind_global(frame, name, value, site)
    elif name in function.globals:
        bind_global(frame, name, value, site)
    elif name in function.nonlocals:
        _write_nonlocal(frame, name, value, site)
    else:
        frame.state.names[name] = value
        if name in function.captured:
            place = ClosurePlace(frame.activation.id, name)
            label = f"`{name}` of `{function.qualified}`"
            frame.write(place, value, label, site)


def bind_global(frame: Frame, name: str, value: Value, site: int) -> Value:
    """Bind a global of the frame's module; the value as it is kept."""
    place = GlobalPlace(frame.module.path, name)
    return frame.write(place, value, f"`{name}`", site)


def _write_nonlocal(frame: Frame, name: str, value: Value, site: int) -> None:
    around = frame.activation.environment
    while around >= 0:
        activation = frame.activations[around]
        if activation.function is None:
            return
        outer = frame.modules.function(activation.function)
        if name in outer.locals:
            label = f"`{name}` of `{outer.qualified}`"
            frame.write(ClosurePlace(around, name), value, label, site)
            return
        around = activation.environment
