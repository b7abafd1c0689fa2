# What the constructor of an object makes itself stands there, wherever the object is built and kept.
# oracle: STALE-TIME
import time


class Period:
    def __init__(self, start):
        self.start = start

    @classmethod
    def current(cls):
        return cls(time.time())


class Ledger:
    def __init__(self):
        self.period = Period.current()  # expect: SNAP301


def build():
    return Ledger()


ledger = build()


def handler(event, context):
    return {"since": ledger.period.start}
