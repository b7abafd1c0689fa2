# (module of the case) a card with four kinds of properties
import time
import uuid


def stored(make):
    name = f"_{make.__name__}"

    def get(self):
        return self.__dict__[name]

    def put(self, value):
        self.__dict__[name] = value

    return property(get, put)


class classproperty:
    def __init__(self, function):
        self._value = function(None)  # expect: SNAP201

    def __get__(self, instance, owner):
        return self._value


class Card:
    def __init__(self, kind):
        self.kind = kind
        self.number = uuid.uuid4().hex  # expect: SNAP201
        self.issued = time.time()  # expect: SNAP301
        self.holder = uuid.uuid4().hex  # ok: the handler assigns it first

    @stored
    def number(self): ...

    @stored
    def issued(self): ...

    @property
    def holder(self):
        return self._holder

    @holder.setter
    def holder(self, value):
        self._holder = value

    @property
    def fresh(self):
        return f"{self.kind}-{uuid.uuid4().hex}"

    @classproperty
    def brand(cls):
        return f"brand-{uuid.uuid4().hex[:6]}"  # ok: reported where the descriptor keeps it
