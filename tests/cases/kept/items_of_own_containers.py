# Items of classes that extend containers, of classes with `__setitem__`, and of a shared `__dict__`.
# oracle: COLLIDES
import collections
import uuid


class Register(dict):
    def __init__(self, **first):
        super().__init__(**first)
        super().__setitem__("opened", uuid.uuid4().hex)  # expect: SNAP201

    def __missing__(self, name):
        self[name] = found = f"{name}-{uuid.uuid4().hex}"  # expect: SNAP201
        return found


class Queue(collections.UserList):
    def join(self, *names):
        self.extend(names)


class Table:
    def __init__(self):
        self.rows = {}

    def __setitem__(self, name, row):
        self.rows[name] = row

    def __getitem__(self, name):
        return self.rows[name]


class Shared:
    _state = {}

    def __init__(self):
        self.__dict__ = self._state


register = Register(by=uuid.uuid4().hex)  # expect: SNAP201
register["late"]
queue = Queue()
queue.join(uuid.uuid4().hex)  # expect: SNAP201
table = Table()
table["a"] = uuid.uuid4().hex  # expect: SNAP201
Shared().number = uuid.uuid4().hex  # expect: SNAP201


def handler(event, context):
    return [register["opened"], register["late"], register["by"], queue[0], table["a"], Shared().number]
