# (module of the case) re-exports
from .node import NodeMiddleware, Unavailable

__all__ = ["NodeMiddleware", "Unavailable"]
