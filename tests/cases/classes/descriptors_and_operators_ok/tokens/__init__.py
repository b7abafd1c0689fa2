# (module of the case) re-exports
from .dispensers import Dispenser
from .stamps import LAZY, Shop, Stamp

__all__ = ["LAZY", "Dispenser", "Shop", "Stamp"]
