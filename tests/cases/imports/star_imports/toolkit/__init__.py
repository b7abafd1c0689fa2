# (module of the case) collects its modules by star imports
from .identity import *
from .labels import *
from .batches import *

__all__ = [*identity.__all__, "label", "batch", "stamp"]
