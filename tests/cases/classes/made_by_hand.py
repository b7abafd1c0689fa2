# Classes that `type(...)` makes, and what a metaclass sets on the class that it makes.
# oracle: COLLIDES
import uuid

Crate = type("Crate", (object,), {"lot": uuid.uuid4().hex})  # expect: SNAP201


class Registered(type):
    def __new__(mcs, name, bases, namespace, **options):
        made = super().__new__(mcs, name, bases, dict(namespace))
        return made

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)
        cls.serial = uuid.uuid4().hex  # expect: SNAP201


class Marked(type):
    def __new__(mcs, name, bases, namespace):
        made = type.__new__(mcs, name, bases, namespace)
        made.mark = uuid.uuid4().hex  # expect: SNAP201
        return made


class Pallet(metaclass=Registered):
    pass


class Barrel(metaclass=Marked):
    pass


def handler(event, context):
    return [Crate.lot, Crate().lot, Pallet.serial, Barrel.mark]
