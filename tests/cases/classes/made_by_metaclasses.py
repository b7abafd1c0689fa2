# Attributes of classes that a metaclass or `type` makes.
# oracle: COLLIDES
import uuid


class Numbered(type):
    def __new__(mcs, name, bases, namespace):
        cls = super().__new__(mcs, name, bases, namespace)
        cls.number = uuid.uuid4().hex  # expect: SNAP201
        return cls


class Boat(metaclass=Numbered):
    pass


Buoy = type("Buoy", (), {"number": uuid.uuid4().hex})  # expect: SNAP201


def handler(event, context):
    return {"f0": Boat.number, "f1": Buoy.number}
