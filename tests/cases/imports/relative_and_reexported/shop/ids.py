# (module of the case) keeps the value
import random
import uuid

RUN_ID = uuid.uuid4().hex  # expect: SNAP201


def new_ticket():
    return random.randrange(10**9)  # expect: SNAP103
