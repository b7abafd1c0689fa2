"""Handlers of exceptions: for which errors they are, and whether they run."""

from __future__ import annotations

from snapcheck import facts
from snapcheck.link.atoms import Class, Object
from snapcheck.link.frame import Frame
from snapcheck.link.presence import Evaluate, is_there
from snapcheck.link.syntax import last_names, nodes
from snapcheck.link.values import Value
from snapcheck.model import Phase

# What no dead connection and no refused password raises: something is not there, or not done.
LOOK_UPS = frozenset(
    (
        *("KeyError", "IndexError", "LookupError", "AttributeError", "NameError"),
        *("UnboundLocalError", "ImportError", "ModuleNotFoundError", "AssertionError"),
        *("NotImplementedError", "ZeroDivisionError", "ArithmeticError", "OverflowError"),
        *("RecursionError", "StopIteration"),
    )
)
# What is wrong with data; a wrong key makes data that cannot be read.
UNREADABLE = frozenset(
    ("ValueError", "TypeError", "UnicodeError", "UnicodeDecodeError", "JSONDecodeError")
)


def ends_init(frame: Frame, handler: facts.Handler) -> bool:
    """Tell whether a handler ends the import of a module: what it does is in no snapshot."""
    at_import = frame.function is None and not frame.later
    return at_import and bool(handler.body) and isinstance(handler.body[-1], facts.Raise)


def is_needless(frame: Frame, node: facts.Try, handler: facts.Handler, evaluate: Evaluate) -> bool:
    """Tell whether a handler never runs: a hook looks up what INIT has left, and finds it."""
    if frame.phase is not Phase.RESTORE or not catches(handler, LOOK_UPS):
        return False
    first = node.body[0]
    if not isinstance(first, (facts.Assign, facts.Evaluate, facts.Return)) or first.value is None:
        return False
    return is_there(frame, first.value, evaluate) is True


def is_probe(function: facts.FunctionFacts) -> bool:
    """Tell whether a function tries something, and returns False where that fails."""
    return any(
        isinstance(statement, facts.Return)
        and isinstance(statement.value, facts.Literal)
        and not statement.value.value
        for block in function.body
        if isinstance(block, facts.Try)
        for handler in block.handlers
        if not catches(handler, LOOK_UPS)
        for statement in handler.body
    )


def catches(handler: facts.Handler, kinds: frozenset[str]) -> bool:
    """Tell whether a handler is for nothing but these kinds of errors."""
    if handler.type is None:
        return False
    modules = tuple(each.base for each in nodes(handler.type, facts.Attribute))
    errors = frozenset(last_names(handler.type)) - frozenset(last_names(modules))
    return bool(errors) and errors <= kinds


def caught(frame: Frame, kinds: Value) -> Value:
    """Return first-party exceptions of one of `kinds`, raised in this body or in what it calls."""
    classes = {atom.id for atom in kinds if isinstance(atom, Class)}
    return frozenset(
        atom
        for atom in frame.activation.raises
        if isinstance(atom, Object)
        and (not classes or not classes.isdisjoint(frame.classes.mro(atom.cls)))
    )
