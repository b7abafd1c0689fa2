# (module of the case) a machine whose methods are found by name
import random
import time
import uuid
from operator import attrgetter, methodcaller

_started = attrgetter("started_at")


class Machine:
    TRANSITIONS = {"stop": "_halt"}

    def __init__(self):
        self.started_at = time.time()  # expect: SNAP301
        self._serial = uuid.uuid4().hex  # expect: SNAP201

    def handle(self, kind):
        name = self.TRANSITIONS.get(kind, f"on_{kind}")
        method = getattr(self, name, self._unknown)
        return method()

    def on_start(self):
        return f"started {self._serial}"

    def on_pause(self):
        return random.random()  # expect: SNAP103

    def _halt(self):
        return f"halted {uuid.uuid4().hex}"

    def _unknown(self):
        return "unknown"

    def report(self):
        return f"machine {self._serial[:8]}"

    def summary(self):
        return {"started": _started(self), "report": methodcaller("report")(self)}
