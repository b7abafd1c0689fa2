"""Context managers: what entering one yields."""

from __future__ import annotations

from snapcheck.link.atoms import Atom, Object, Suspended
from snapcheck.link.attributes import attribute
from snapcheck.link.declared import member
from snapcheck.link.flow import use_object
from snapcheck.link.frame import Frame
from snapcheck.link.iteration import iterate
from snapcheck.link.values import NOTHING, Value, in_order, join


def entered(frame: Frame, value: Value, site: int) -> Value:
    """Return what `with value as ...` binds."""
    return join([_entered(frame, atom, site) for atom in in_order(value)])


def _entered(frame: Frame, atom: Atom, site: int) -> Value:
    itself = frozenset([atom])
    if isinstance(atom, Object):
        # What `nullcontext(x)` yields is no manager itself.
        ways = [way for way in ("__enter__", "__aenter__") if member(frame, atom.cls, way)]
        method = attribute(frame, itself, ways[0], site) if ways else NOTHING
        return frame.interpreter.call(frame, method, [], site) if method else itself
    if isinstance(atom, Suspended):
        # A generator function under contextlib.contextmanager: what it yields. One without a
        # decorator is no manager.
        is_manager = bool(frame.modules.function(atom.function.id).decorators)
        return iterate(frame, itself) if is_manager else itself
    use_object(frame, itself, site)
    return itself
