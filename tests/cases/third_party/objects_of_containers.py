# Containers of libraries build objects in INIT, or are given what is frozen there.
# oracle: COLLIDES
import uuid

import lagom
import punq


class Ledger:
    def __init__(self):
        self.number = uuid.uuid4().hex  # expect: SNAP201


class Page:
    def __init__(self):
        self.sheet = uuid.uuid4().hex  # expect: SNAP201


class Desk:
    def __init__(self):
        self.code = uuid.uuid4().hex  # expect: SNAP201


container = punq.Container()
container.register(Ledger, scope=punq.Scope.singleton)
container.register(str, instance=uuid.uuid4().hex)  # expect: SNAP201
ledger = container.resolve(Ledger)
others = lagom.Container()
page = others[Page]
desk = others.resolve(Desk)


def handler(event, context):
    found = {"ledger": ledger.number, "page": page.sheet, "desk": desk.code}
    return {**found, "mark": container.resolve(str)}
