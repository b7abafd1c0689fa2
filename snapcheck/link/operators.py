"""What operators and formatting make of values."""

from __future__ import annotations

from typing import TypeGuard

from snapcheck import facts
from snapcheck.link import joined
from snapcheck.link.atoms import (
    Atom,
    Constant,
    ConstantKind,
    Container,
    Made,
    Object,
    Prefix,
    constant,
)
from snapcheck.link.declared import member
from snapcheck.link.flow import carried, take
from snapcheck.link.formatting import FORMATTING, LONGEST, interpolated, text_of, with_holes
from snapcheck.link.frame import Frame
from snapcheck.link.models import holding
from snapcheck.link.models.texts import as_text
from snapcheck.link.values import (
    COMPUTED,
    NOTHING,
    Passed,
    Value,
    derive,
    in_order,
    is_literal,
    join,
    texts,
)
from snapcheck.model import Phase


def combined(frame: Frame, node: facts.Combine, parts: list[Value]) -> Value:
    """Return what an operator, or formatting, makes of its parts."""
    if all(is_literal(part) for part in parts) and parts:
        return _joined(frame, node.operator, parts)
    if node.operator == "__sub__":
        parts = _without_spans(parts)
    begun = _begun(frame, node.operator, parts)
    if node.operator == "__mod__" and len(parts) == 2 and texts(parts[0]):
        begun = join([begun, as_text(frame, parts[1], max(facts.first_site(node), 0))])
    # Formatting shows what a container holds; adding containers makes another container.
    shown = node.operator in ("__format__", "__str__", "__mod__")
    hazardous = [derive(frozenset(carried(frame, p))) if shown else derive(p) for p in parts]
    made = joined.union(frame, node.operator, parts, max(facts.first_site(node), 0))
    if made is not None:
        return join([*hazardous, made, *_operators(frame, node, parts)])
    # What is not known to make another container leaves them what they are.
    containers = [frozenset(a for a in part if isinstance(a, Container)) for part in parts]
    made = holding.combined(frame, parts, max(facts.first_site(node), 0))
    return join([begun, *hazardous, *containers, made, *_operators(frame, node, parts)])


def _without_spans(parts: list[Value]) -> list[Value]:
    """Return parts of a difference without the clock, where both are what it said in INIT.

    How long something took is no moment, and stays as long as it was. The difference of two clocks
    is none: it says how to get from one to the other.
    """
    read = [{atom.name for atom in part if _is_of_init(atom)} for part in parts]
    if not all(read) or len(set[str]().union(*read)) > 1:
        return parts
    return [frozenset([atom for atom in part if not _is_of_init(atom)]) for part in parts]


def _is_of_init(atom: Atom) -> TypeGuard[Made]:
    """Tell whether a value is a reading of a clock before the snapshot, and nothing made of one.

    `today - timedelta(days=today.day)` is a moment.
    """
    if not isinstance(atom, Made) or atom.hazard is None or atom.derived:
        return False
    return atom.hazard.moment and atom.phase is Phase.INIT


def _begun(frame: Frame, operator: str, parts: list[Value]) -> Value:
    """Return what is known of a text that is put together."""
    if operator in ("__str__", "__add__"):
        return with_holes(list(map(text_of, parts)))
    templates = texts(parts[0]) if operator == "__mod__" and len(parts) == 2 else []
    if len(templates) != 1:
        return NOTHING
    given = [parts[1]]
    for atom in parts[1]:
        if isinstance(atom, Container) and not atom.mapping:
            given = [take(frame, atom, name) for name in frame.entries(atom.at)]
    return interpolated(templates[0], given)


def _joined(frame: Frame, operator: str, parts: list[Value]) -> Value:
    """Return a name put together from a few constant texts; else a constant that is not known."""
    texts = {""}
    for part in parts:
        known = [
            atom.value
            for atom in part
            if isinstance(atom, Constant) and atom.kind is ConstantKind.STR
        ]
        if operator not in ("__str__", "__add__"):
            begun = _begun(frame, operator, parts)
            return COMPUTED | {atom for atom in begun if isinstance(atom, Prefix)}
        if len(known) < len(part):
            return COMPUTED | with_holes(list(map(text_of, parts)))
        texts = {f"{text}{more}" for text in texts for more in known}
        if len(texts) > _MOST_TEXTS or max(map(len, texts), default=0) > LONGEST:
            return COMPUTED
    return frozenset([constant(text) for text in sorted(texts)])


_MOST_TEXTS = 16


def _operators(frame: Frame, node: facts.Combine, parts: list[Value]) -> list[Value]:
    """Return what the operator's methods of first-party objects among `parts` yield."""
    found: list[Value] = []
    if not node.operator or not any(isinstance(atom, Object) for part in parts for atom in part):
        return found
    site = max(facts.first_site(node), 0)
    for position, part in enumerate(parts):
        others = [Passed(join(parts[:position] + parts[position + 1 :]))]
        objects = [atom for atom in in_order(part) if isinstance(atom, Object)][:_MOST_OPERANDS]
        for atom in objects:
            method = _operator_method(frame, atom, node.operator, position)
            if method:
                given = others if len(parts) > 1 and node.operator not in FORMATTING else []
                arguments = [Passed(frozenset([atom])), *given]
                found.append(frame.interpreter.call(frame, method, arguments, site))
    return found


_MOST_OPERANDS = 8


def _operator_method(frame: Frame, atom: Object, operator: str, position: int) -> Value:
    """Return the method for `operator`; what stands on the right answers by the reflected one."""
    if operator in FORMATTING:
        return member(frame, atom.cls, "__format__") or member(frame, atom.cls, "__str__")
    reflected = f"__r{operator.removeprefix('__')}"
    return member(frame, atom.cls, operator if position == 0 else reflected)


def equality(node: facts.Compare, parts: list[Value]) -> bool | None:
    """Return the result of `==` or `!=` where the platform, not the program, decides it."""
    if node.operator not in ("==", "!="):
        return None
    if not all(is_literal(part) and len(part) == 1 for part in parts):
        return None
    sides = [atom for part in parts for atom in part if isinstance(atom, Constant)]
    if not any(side.kind is ConstantKind.PLATFORM for side in sides):
        return None
    return (sides[0].value == sides[1].value) == (node.operator == "==")
