# (module of the case) one bucket for each operation
from .bucket import TokenBucket

LIMITS = {name: TokenBucket(rate=5.0, burst=10) for name in ("orders", "refunds")}
