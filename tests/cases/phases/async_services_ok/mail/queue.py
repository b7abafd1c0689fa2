# (module of the case) an in-memory queue and an asynchronous generator
import time
import uuid


class Queue:
    def __init__(self):
        self._waiting = []

    def put(self, recipient):
        self._waiting.append({"to": recipient, "id": uuid.uuid4().hex})  # ok: put in the handler

    def drain(self):
        taken, self._waiting = self._waiting, []
        return taken

    async def ticks(self, count):
        for _ in range(count):
            yield time.time_ns()  # ok: iterated in the handler
