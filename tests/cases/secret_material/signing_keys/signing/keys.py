# (module of the case) an alternative constructor makes the keys
import os
from dataclasses import dataclass


@dataclass(frozen=True)
class KeyRing:
    current: bytes
    previous: bytes | None = None

    @classmethod
    def generate(cls):
        return cls(current=os.urandom(32))  # ok: kept by who calls

    def rotated(self):
        return KeyRing(current=os.urandom(32), previous=self.current)
