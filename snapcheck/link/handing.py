"""How calls after the restore hand their arguments on, noted for who asks for events."""

from __future__ import annotations

from snapcheck.facts import FunctionFacts
from snapcheck.link.atoms import Made
from snapcheck.link.events import CONTEXT
from snapcheck.link.frame import Frame
from snapcheck.link.values import Passed
from snapcheck.model import Phase


def note_handed(
    frame: Frame, callee: int, function: FunctionFacts, arguments: list[Passed]
) -> None:
    """Note how the parameters of a body are spelled out at a call after the restore."""
    if frame.phase is not Phase.INVOKE or frame.is_library:
        return
    handed, by = frame.notes.handed, frame.activation.id
    positional = [p.name for p in function.parameters if p.kind == "positional"]
    named = {p.name for p in function.parameters if p.kind not in ("*", "**")}
    rest = {p.kind: p.name for p in function.parameters if p.kind in ("*", "**")}
    missing = {p.name for p in function.parameters if p.default is None and p.name in named}
    position = 0
    for argument in arguments:
        if argument.star:
            for name in (*sorted(missing), *rest.values()):
                handed.add(callee, name, argument, by)
            missing = set()
            continue
        if argument.keyword is not None:
            name = argument.keyword if argument.keyword in named else rest.get("**", "")
        else:
            name = positional[position] if position < len(positional) else rest.get("*", "")
            position += 1
        missing.discard(name)
        if not _is_context(argument):
            handed.add(callee, name, argument, by)
    # What the platform or a library calls it with.
    for name in missing:
        handed.fill_in(callee, name, by)


def _is_context(argument: Passed) -> bool:
    return any(isinstance(atom, Made) and atom.name == CONTEXT for atom in argument.value)
