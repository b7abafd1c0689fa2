# (module of the case) what the container builds
import uuid


class Sampler:
    def __init__(self, rng, owner):
        self._rng = rng
        self.owner = owner

    def pick(self, population, count):
        return [self.owner, *self._rng.sample(population, count)]


class Ticket:
    def __init__(self):
        self.number = uuid.uuid4().hex  # ok: a factory builds it in the handler
