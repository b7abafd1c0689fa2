# Class machinery runs in INIT: what it makes and does not keep, or keeps where nobody looks, is no finding.
# about: SNAP201, SNAP301
# settles: class machinery runs in INIT
# oracle: ok
import time
import uuid


class Registering(type):
    def __new__(mcls, name, bases, namespace):
        print("defining", name, "at", time.time())  # ok: printed while importing
        namespace["made_by"] = uuid.uuid4().hex  # ok: nobody reads it
        return super().__new__(mcls, name, bases, namespace)


class Column:
    def __set_name__(self, owner, name):
        self.name = name
        self.checked = uuid.uuid4().hex  # ok: nobody reads it

    def __get__(self, instance, owner=None):
        return f"{self.name}:{uuid.uuid4().hex}"


class Table(metaclass=Registering):
    kinds = []

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        Table.kinds.append(cls.__name__)


class Orders(Table):
    number = Column()


def handler(event, context):
    return {"kinds": Table.kinds, "number": Orders().number}
