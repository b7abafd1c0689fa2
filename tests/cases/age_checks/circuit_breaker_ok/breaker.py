# (module of the case) opened by failures
import time


class Open(Exception):
    pass


class Breaker:
    def __init__(self, threshold, pause):
        self._threshold = threshold
        self._pause = pause
        self._failures = 0
        self._opened_at = None

    def call(self, function, *arguments, **options):
        if self._opened_at is not None:
            if time.time() - self._opened_at < self._pause:
                raise Open
            self._opened_at = None
            self._failures = 0
        try:
            return function(*arguments, **options)
        except OSError:
            self._failures += 1
            if self._failures >= self._threshold:
                self._opened_at = time.time()
            raise
