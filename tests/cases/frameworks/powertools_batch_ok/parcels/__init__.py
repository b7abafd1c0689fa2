# (module of the case) re-exports the one function that the handler needs
from parcels.labels import label

__all__ = ["label"]
