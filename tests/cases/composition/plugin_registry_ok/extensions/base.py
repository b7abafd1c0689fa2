# (module of the case) the interface, with a default that each instance makes
import uuid
from abc import ABC, abstractmethod


class Extension(ABC):
    def __init__(self):
        self.id = uuid.uuid4().hex  # ok: see counting and tagging

    @abstractmethod
    def run(self, event): ...
