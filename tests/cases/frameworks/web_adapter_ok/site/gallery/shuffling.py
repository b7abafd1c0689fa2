# (module of the case) a generator and an id, both renewed
import random
import uuid

rng = random.Random()  # ok: reseeded by the route
edition = uuid.uuid4().hex  # ok: renewed by the route


def renew() -> None:
    global edition
    edition = uuid.uuid4().hex
    rng.seed()
