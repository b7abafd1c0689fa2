# (module of the case) objects that are called, indexed, added and iterated
import random
import secrets
import uuid


class Greeter:
    def __init__(self, word):
        self._word = word
        self._id = uuid.uuid4().hex  # expect: SNAP201

    def __call__(self, name):
        return f"{self._word} {name} from {self._id}"


class Basket:
    def __init__(self):
        self._codes = {name: secrets.token_hex(4) for name in ("apple", "pear")}  # expect: SNAP202

    def __getitem__(self, name):
        return self._codes[name]

    def __contains__(self, name):
        return name in self._codes  # ok: the names are constants

    def __len__(self):
        return len(self._codes)  # ok: a length


class Money:
    def __init__(self, cents):
        self.cents = cents
        self._mint = None if cents < 5 else uuid.uuid4().hex  # expect: SNAP201

    def __add__(self, other):
        total = Money(0)
        total.cents = self.cents + other.cents
        total._mint = self._mint
        return total

    def __str__(self):
        return f"{self.cents}@{self._mint}"


class Ticker:
    def __init__(self, count):
        self._ticks = [random.random() for _ in range(count)]  # expect: SNAP201

    def __iter__(self):
        return iter(self._ticks)
