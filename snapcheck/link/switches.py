"""Names that only ever are what a module's top level says: switches such as `DEBUG = False`."""

from __future__ import annotations

from snapcheck import facts
from snapcheck.facts import ModuleFacts
from snapcheck.link.frame import Frame
from snapcheck.link.places import GlobalPlace
from snapcheck.link.syntax import in_a_row, nodes


def is_constant(frame: Frame, name: str) -> bool:
    """Return whether `name` is a global that is bound once, to a literal, and never again."""
    function = frame.function
    if function is not None and name in function.locals:
        return False
    if frame.class_names is not None and name in frame.class_names:
        return False
    return _is_fixed(frame, frame.module, name, _DEEPEST)


# From a module that imports a name from another one, and so on.
_DEEPEST = 4


def _is_fixed(frame: Frame, module: ModuleFacts, name: str, deepest: int) -> bool:
    """Tell whether a global is bound once, to a literal or by an import of one that is."""
    path, notes = module.path, frame.notes
    known = notes.literals.get(path)
    if known is None:
        known = notes.literals[path] = _literals(module)
    if not frame.heap.is_written_once(GlobalPlace(path, name)):
        return False
    if name in known or not deepest:
        return name in known
    for imported in nodes(module.body, facts.ImportFrom):
        for original, bound in imported.names:
            if bound == name:
                place = frame.modules.find(path, imported.module, imported.level)
                other = frame.modules.known.get(place.path) if place is not None else None
                return other is not None and _is_fixed(frame, other, original, deepest - 1)
    return False


def _literals(module: ModuleFacts) -> frozenset[str]:
    """Return the globals that a top level binds to a literal, and that no function says to bind."""
    bound = {
        target.name
        for targets, value in in_a_row(module.body)
        if isinstance(value, facts.Literal)
        for target in targets
        if isinstance(target, facts.Name)
    }
    return frozenset(bound.difference(*[function.globals for function in module.functions]))
