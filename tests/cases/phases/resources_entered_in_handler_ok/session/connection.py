# (module of the case) numbers made when they are asked for
import uuid


class Connection:
    def __init__(self, name):
        self.name = name
        self._open = None

    def begin(self):
        self._open = f"{self.name}-{uuid.uuid4().hex}"  # ok: begun in the handler
        return self._open

    def close(self):
        self._open = None
