# (module of the case) re-exports
from .pipeline import batches, with_ids
from .sources import readings

__all__ = ["batches", "readings", "with_ids"]
