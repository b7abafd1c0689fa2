# (module of the case) one instance for all, which never reads its id
import time

from . import extension
from .base import Extension


@extension("count", singleton=True)
class Counting(Extension):
    def __init__(self):
        super().__init__()
        self._runs = 0

    def run(self, event):
        self._runs += 1
        return {"at": time.time(), "first": self._runs == 1}
