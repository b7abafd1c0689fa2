# (module of the case) re-exports
from .base import Counter, Meter

__all__ = ["Counter", "Meter"]
