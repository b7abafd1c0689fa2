# (module of the case) three ways of loading side by side
from .loading import RATES, TABLES, WARM
from .watchdog import VERSION

__all__ = ["RATES", "TABLES", "VERSION", "WARM"]
