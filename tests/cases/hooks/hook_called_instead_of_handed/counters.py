# (module of the case) counters with a node
import uuid


class Counters:
    def __init__(self):
        self.renew()

    def renew(self):
        self.node = uuid.uuid4().hex  # expect: SNAP201
        self._count = 0
        return self.next

    def next(self):
        self._count += 1
        return f"{self.node}-{self._count}"


COUNTERS = Counters()
