# (module of the case) imports its hooks at the end, when all they need is there
from . import book
from . import _hooks  # isort: skip

__all__ = ["book", "_hooks"]
