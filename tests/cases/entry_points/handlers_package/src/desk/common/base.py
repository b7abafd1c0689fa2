# (module of the case) makes a function of a handler class
import uuid
from abc import ABC, abstractmethod


class Handler(ABC):
    def __init__(self):
        self.instance = uuid.uuid4().hex  # expect: SNAP201

    @classmethod
    def as_handler(cls):
        self = cls()

        def handler(event, context):
            return {"instance": self.instance, **self.process(event)}

        return handler

    @abstractmethod
    def process(self, event): ...
