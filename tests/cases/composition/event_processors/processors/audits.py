# (module of the case) keeps nothing
import random

from .base import Processor
from .registry import processes


@processes("audit")
class AuditProcessor(Processor):
    def __init__(self) -> None:
        self._rng = random.SystemRandom()  # ok: has no state

    def process(self, record: dict) -> dict:
        return {"sampled": self._rng.random() < 0.5}
