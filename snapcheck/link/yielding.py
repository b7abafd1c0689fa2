"""What a generator that INIT began still has when it goes on after the restore: its locals."""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck import facts
from snapcheck.link.atoms import Container, Made
from snapcheck.link.frame import Frame
from snapcheck.link.syntax import in_a_row, nodes
from snapcheck.link.values import Value, hazards, join


def remembered(frame: Frame, node: facts.Yield, value: Value) -> Value:
    """Return what of a yielded value the body may yield once more when it goes on.

    That is what locals hold, but for those that the loop around binds anew each time.
    """
    function = frame.function
    if function is None or node.value is None:
        return frozenset()
    names = {name.name for name in nodes(node.value, facts.Name)} & function.locals
    names.difference_update(_bound_again(function, node))
    held = join([frame.state.names.get(name, frozenset()) for name in names])
    origins = {made.origin for made in hazards(held)}
    boxes = frozenset(atom for atom in held if isinstance(atom, Container))
    return frozenset(
        atom
        for atom in value
        if (isinstance(atom, Made) and (atom.origin in origins or not atom.is_data))
        or (isinstance(atom, Container) and (atom in boxes or held))
    )


def _bound_again(function: facts.FunctionFacts, node: facts.Yield) -> Iterator[str]:
    """Yield the names that each round of the loops around a `yield` binds before it goes on."""
    loops: list[facts.While | facts.For] = [*nodes(function.body, facts.While)]
    loops.extend(nodes(function.body, facts.For))
    for loop in loops:
        if not any(each is node for each in nodes(loop.body, facts.Yield)):
            continue
        targets = [each for each, _ in in_a_row(loop.body)]
        if isinstance(loop, facts.For):
            targets.append((loop.target,))
        for name in nodes(tuple(targets), facts.Name):
            yield name.name
