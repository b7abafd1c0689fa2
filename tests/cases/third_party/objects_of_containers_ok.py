# Containers that only know the classes: invocations ask for the objects.
# about: SNAP201
# oracle: ok
import uuid

import injector
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
container.register(Shelf, instance=Shelf())
others = lagom.Container()
third = injector.Injector()


def handler(event, context):
    ledger = container.resolve(Ledger)
    name = container.resolve(Shelf).name
    numbers = [ledger.number, others[Ledger].number, third.get(Ledger).number]
    return {"numbers": numbers, "shelf": shelf.name, "name": name}
