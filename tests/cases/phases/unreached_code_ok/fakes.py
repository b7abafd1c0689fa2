# (module of the case) only type checkers import this
import random
import uuid

SESSION = uuid.uuid4().hex  # ok: never imported
rng = random.Random()  # ok: never imported


class FakeStock:
    def stock(self):
        return {SESSION: rng.random()}
