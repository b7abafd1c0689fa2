# (module of the case) reads the clock on each call
from datetime import datetime, timezone


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(timezone.utc)  # ok: called in the handler
