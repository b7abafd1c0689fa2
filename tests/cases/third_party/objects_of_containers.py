# Containers of libraries build objects in INIT, or are given what is frozen there.
# oracle: COLLIDES
import uuid

import injector
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


class Seal:
    def __init__(self, text):
        self.text = text


class Bell:
    def __init__(self):
        self.tone = uuid.uuid4().hex  # expect: SNAP201


container = punq.Container()
container.register(Seal, instance=Seal(uuid.uuid4().hex))  # expect: SNAP201
container.register(Ledger, scope=punq.Scope.singleton)
container.register(str, instance=uuid.uuid4().hex)  # expect: SNAP201
ledger = container.resolve(Ledger)
others = lagom.Container()
page = others[Page]
desk = others.resolve(Desk)
bell = injector.Injector().get(Bell)


def handler(event, context):
    found = {"ledger": ledger.number, "page": page.sheet, "desk": desk.code}
    asked = {"mark": container.resolve(str), "seal": container.resolve(Seal).text}
    return {**found, **asked, "bell": bell.tone}
