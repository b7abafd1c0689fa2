# Static and class methods run where they are called.
# about: SNAP102, SNAP201
# oracle: ok
import random
import uuid


class Ids:
    source = random.SystemRandom()  # ok

    @staticmethod
    def request():
        return uuid.uuid4().hex  # ok

    @classmethod
    def ticket(cls):
        return cls.source.randrange(10**9)  # ok


def handler(event, context):
    return {"request": Ids.request(), "ticket": Ids().ticket()}
