# (module of the case) re-exports what its modules copied
from functools import partial

from .labels import Labels, Printer
from .state import NODE, STATE, addresses

stamp = partial("{1}@{0}".format, STATE.node)

__all__ = ["NODE", "Labels", "Printer", "addresses", "stamp"]
