# (module of the case) a tracer with an id of its own and a counter
import uuid

from .singleton import Singleton


class Tracer(metaclass=Singleton):
    def __init__(self):
        self._process = uuid.uuid4().hex  # expect: SNAP201
        self._service = "unknown"
        self._count = 0

    def configure(self, service):
        self._service = service

    def trace_id(self):
        self._count += 1
        return f"{self._service}-{self._process}-{self._count}"
