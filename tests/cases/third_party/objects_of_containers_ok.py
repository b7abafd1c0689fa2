# Containers that only know the classes: invocations ask for the objects.
# about: SNAP201
# oracle: ok
import uuid

import lagom
import punq


class Ledger:
    def __init__(self):
        self.number = uuid.uuid4().hex  # ok: built when an invocation asks for it


class Shelf:
    def __init__(self):
        self.name = "north"


container = punq.Container()
container.register(Ledger, scope=punq.Scope.singleton)
container.register(Shelf)
shelf = container.resolve(Shelf)
others = lagom.Container()


def handler(event, context):
    ledger = container.resolve(Ledger)
    return {"ledger": ledger.number, "shelf": shelf.name, "other": others[Ledger].number}
