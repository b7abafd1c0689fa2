# (module of the case) the interface of all processors
from abc import ABC, abstractmethod


class Processor(ABC):
    @abstractmethod
    def process(self, record: dict) -> dict:
        """What became of the record."""
