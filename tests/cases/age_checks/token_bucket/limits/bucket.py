# (module of the case) refills by the time that has passed
import time


class TokenBucket:
    def __init__(self, rate, burst):
        self._rate = rate
        self._burst = burst
        self._tokens = float(burst)
        self._updated = time.time()  # expect: SNAP301

    def take(self, count):
        now = time.time()
        since, elapsed = self._updated, now - self._updated
        self._tokens = min(self._burst, self._tokens + elapsed * self._rate)
        self._updated = now
        allowed = self._tokens >= count
        if allowed:
            self._tokens -= count
        return {"allowed": allowed, "since": since, "elapsed": elapsed}
