# (module of the case) re-exports
from .tables import Car, Visit

__all__ = ["Car", "Visit"]
