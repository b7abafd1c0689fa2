"""Names that only ever are what a module's top level says: switches such as `DEBUG = False`."""

from __future__ import annotations

from snapcheck import facts
from snapcheck.facts import ModuleFacts
from snapcheck.link.frame import Frame
from snapcheck.link.places import GlobalPlace


def is_constant(frame: Frame, name: str) -> bool:
    """Return whether `name` is a global that is bound once, to a literal, and never again."""
    function = frame.function
    if function is not None and name in function.locals:
        return False
    if frame.class_names is not None and name in frame.class_names:
        return False
    path = frame.module.path
    known = frame.notes.literals.get(path)
    if known is None:
        known = frame.notes.literals[path] = _literals(frame.module)
    return name in known and frame.heap.is_written_once(GlobalPlace(path, name))


def _literals(module: ModuleFacts) -> frozenset[str]:
    """Return the globals that a top level binds to a literal, and that no function says to bind."""
    bound = {
        target.name
        for statement in module.body
        if isinstance(statement, facts.Assign) and isinstance(statement.value, facts.Literal)
        for target in statement.targets
        if isinstance(target, facts.Name)
    }
    return frozenset(bound.difference(*[function.globals for function in module.functions]))
