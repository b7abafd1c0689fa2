# (module of the case) names with a batch
import random
import uuid

batch = uuid.uuid4().hex  # ok: renewed by the other layer


def key(picture):
    return f"{picture}/{batch}/{random.getrandbits(32):08x}"  # ok: reseeded by the other layer
