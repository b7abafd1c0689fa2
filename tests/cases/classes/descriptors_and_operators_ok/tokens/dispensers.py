# (module of the case) draws on every access; only the number of draws is kept from INIT
import random
import uuid


class Dispenser:
    def __init__(self):
        self._seeded = uuid.uuid4().hex  # ok: only its length is used
        self._source = random.SystemRandom()  # ok: no state

    def __call__(self, name):
        return f"{name}:{uuid.uuid4().hex}"

    def __getitem__(self, name):
        return f"{name}:{self._source.getrandbits(64)}"

    def __iter__(self):
        yield uuid.uuid4().hex

    def __len__(self):
        return len(self._seeded)

    def __bool__(self):
        return self._seeded is not None

    @property
    def latest(self):
        return uuid.uuid4().hex
