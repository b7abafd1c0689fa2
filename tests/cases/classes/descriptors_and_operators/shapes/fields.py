# (module of the case) descriptors that make their value with the class, and one that makes it on each access
import time
import uuid


class Frozen:
    def __init__(self, make):
        self._make = make

    def __set_name__(self, owner, name):
        self._value = f"{name}-{self._make()}"  # expect: SNAP201, SNAP301

    def __get__(self, instance, owner=None):
        return self._value


class Fresh:
    def __get__(self, instance, owner=None):
        return uuid.uuid4().hex  # ok: made on access, in the handler


class Invoice:
    number = Frozen(uuid.uuid4)
    issued = Frozen(lambda: int(time.time()))
    draft = Fresh()
