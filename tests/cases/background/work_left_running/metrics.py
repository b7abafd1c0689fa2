# (module of the case) a buffer that a thread of its own flushes, and a pool that warms up
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor


class Metrics:
    def __init__(self):
        self._counts = Counter()
        self._wake = threading.Event()
        self._flusher = threading.Thread(target=self._flush, name="metrics", daemon=True)
        self._flusher.start()  # expect: SNAP404
        self._pool = ThreadPoolExecutor(max_workers=2)
        self._pool.submit(self._warm)  # expect: SNAP404

    def _flush(self):
        while not self._wake.wait(60):
            print(dict(self._counts))

    def _warm(self):
        self._counts["warm"] = 1

    def count(self, name):
        self._counts[name] += 1

    def total(self, name):
        return self._counts[name]


METRICS = Metrics()
