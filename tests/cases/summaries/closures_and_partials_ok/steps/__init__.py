# (module of the case) re-exports
from .decorators import audited, retry
from .rules import RULES

__all__ = ["RULES", "audited", "retry"]
