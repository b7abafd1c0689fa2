# (module of the case) a template method over an abstract step
import time
import uuid
from abc import ABC, abstractmethod


class Consumer(ABC):
    def __init__(self):
        self._seen = {}
        self._born = time.time()  # ok: nobody reads it

    def consume(self, record):
        key = self.key(record) + uuid.uuid4().hex
        if key not in self._seen:
            self._seen[key] = {"key": key, "at": time.time()}
        return self._seen[key]

    @abstractmethod
    def key(self, record): ...
