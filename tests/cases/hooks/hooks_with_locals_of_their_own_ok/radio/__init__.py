# (module of the case) re-exports
from . import registry
from .receiver import Radio

__all__ = ["Radio", "registry"]
