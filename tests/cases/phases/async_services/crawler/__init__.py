# (module of the case) re-exports
from .client import Crawler, prepare

__all__ = ["Crawler", "prepare"]
