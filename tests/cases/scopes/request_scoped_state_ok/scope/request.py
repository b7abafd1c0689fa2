# (module of the case) sets and resets the variable
import time
import uuid

from .variables import scope, thread


class RequestScope:
    def __init__(self, user):
        self.user = user
        self.request_id = uuid.uuid4().hex  # ok: made in the handler
        self.started = time.time()  # ok: made in the handler

    def __enter__(self):
        self._token = scope.set(self)
        thread.depth = getattr(thread, "depth", 0) + 1
        return self

    def __exit__(self, *exception):
        scope.reset(self._token)
