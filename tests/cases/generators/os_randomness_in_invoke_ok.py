# SystemRandom, secrets, os.urandom and uuid4 are safe in INVOKE, wherever the object was built.
# about: SNAP102, SNAP201, SNAP202
# oracle: ok
import os
import random
import secrets
import uuid

rng = random.SystemRandom()  # ok
pick = random.SystemRandom().choice  # ok


class Tokens:
    def __init__(self, source):
        self.source = source

    def new(self):
        return self.source.getrandbits(64)


tokens = Tokens(random.SystemRandom())  # ok


def handler(event, context):
    return [
        rng.random(),
        pick(range(10**9)),
        tokens.new(),
        secrets.token_hex(),
        secrets.choice(range(10**9)),
        os.urandom(8).hex(),
        str(uuid.uuid4()),
    ]
