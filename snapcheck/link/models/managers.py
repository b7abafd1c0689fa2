"""Context managers: what entering one yields."""

from __future__ import annotations

from snapcheck.link.atoms import Object, Suspended
from snapcheck.link.attributes import attribute
from snapcheck.link.flow import use_object
from snapcheck.link.frame import Frame
from snapcheck.link.iteration import iterate
from snapcheck.link.values import Value, in_order, join


def entered(frame: Frame, value: Value, site: int) -> Value:
    """Return what `with value as ...` binds."""
    found = []
    for atom in in_order(value):
        if isinstance(atom, Object):
            method = attribute(frame, frozenset([atom]), "__enter__", site)
            method = method or attribute(frame, frozenset([atom]), "__aenter__", site)
            # What `nullcontext(x)` yields is no manager itself.
            call = frame.interpreter.call
            found.append(call(frame, method, [], site) if method else frozenset([atom]))
        elif isinstance(atom, Suspended):
            # A generator function under contextlib.contextmanager: what it yields. One without a
            # decorator is no manager, `nullcontext` hands it on.
            decorated = frame.modules.function(atom.function.id).decorators
            itself = frozenset([atom])
            found.append(iterate(frame, itself) if decorated else itself)
        else:
            use_object(frame, frozenset([atom]), site)
            found.append(frozenset([atom]))
    return join(found)
