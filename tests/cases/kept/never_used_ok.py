# Kept, but nothing in INVOKE reads it: no finding.
# about: SNAP102, SNAP201, SNAP301
# oracle: ok
import random
import time
import uuid

BUILD_ID = uuid.uuid4().hex  # ok: unused
BUILT_AT = time.time()  # ok: unused
_rng = random.Random()  # ok: never drawn from


class Service:
    def __init__(self):
        self.instance = uuid.uuid4().hex  # ok: unused
        self.created = time.time()  # ok: read by a method nobody calls

    def age(self):
        return time.time() - self.created

    def greet(self, name):
        return f"hello {name}"


service = Service()


def handler(event, context):
    return {"greeting": service.greet("reader")}
