# (module of the case) re-exports
from .labels import labels, prefixes
from .numbers import numbered, shards

__all__ = ["labels", "numbered", "prefixes", "shards"]
