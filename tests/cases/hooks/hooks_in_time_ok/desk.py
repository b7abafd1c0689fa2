# (module of the case) reset because of its decorator
import random
import uuid

from lifecycle import resettable


@resettable
class Desk:
    _instance = None

    def __init__(self):
        self.badge = uuid.uuid4().hex  # ok: reset by lifecycle.start

    @classmethod
    def instance(cls):
        if cls._instance is None:
            cls._instance = cls()
        return cls._instance

    def reset(self):
        self.badge = uuid.uuid4().hex

    def visit(self):
        return random.getrandbits(64)  # ok: reseeded by lifecycle.start


DESK = Desk.instance()
