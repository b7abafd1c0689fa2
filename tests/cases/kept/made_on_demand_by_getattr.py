# `__getattr__` that keeps what it made, shared attributes, items by a method.
# oracle: none (attributes that objects share are not looked into)
import uuid


class Boat:
    def __getattr__(self, name):
        if name != "number":
            raise AttributeError(name)
        value = uuid.uuid4().hex  # expect: SNAP201
        self.number = value
        return value


class Borg:
    _shared = {}

    def __init__(self):
        self.__dict__ = self._shared
        if not self._shared:
            self.number = uuid.uuid4().hex  # expect: SNAP201


class Log:
    def __init__(self):
        self._pages = {}

    def __setitem__(self, name, page):
        self._pages[name] = page

    def __getitem__(self, name):
        return self._pages[name]


boat = Boat()
boat.number
Borg()
log = Log()
log["first"] = uuid.uuid4().hex  # expect: SNAP201


def handler(event, context):
    return {"f0": boat.number, "f1": Borg().number, "f2": log["first"]}
