# (module of the case) a table primed by the module of the routes
# unmended: SNAP103 that INIT surely filled a global through two modules is not proved; the finding beside it names the same line
import random

_TABLE = None


class Table:
    def __init__(self):
        self.plan = random.sample(range(10**6), 3)  # expect: SNAP201  # known-false: SNAP103 INIT surely filled the global that guards it

    def describe(self):
        return {"rows": len(self.plan)}  # ok: the length says nothing of the values


def get_table():
    global _TABLE
    if _TABLE is None:
        _TABLE = Table()
    return _TABLE
