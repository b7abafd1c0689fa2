# (module of the case) re-exports
from .request import RequestScope
from .variables import current

__all__ = ["RequestScope", "current"]
