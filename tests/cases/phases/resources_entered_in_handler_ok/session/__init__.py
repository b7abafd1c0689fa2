# (module of the case) re-exports
from .connection import Connection
from .stacks import open_all
from .transactions import transaction

__all__ = ["Connection", "open_all", "transaction"]
