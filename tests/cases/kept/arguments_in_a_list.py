# What a call is given by `*` and `**` it is given: the list and the dict are read as they are written.
# oracle: COLLIDES
import random
import uuid

SEEDS = [7]
dice = random.Random(*SEEDS)
SAME = dice.random()  # ok: drawn from a constant seed
settings = {"run": uuid.uuid4().hex, "import": uuid.uuid4().hex}  # expect: SNAP201
settings.pop(*["import"])


def named(*, run, at):
    return f"{run}-{at}"


LABEL = named(**{"run": uuid.uuid4().hex, "at": 1})  # expect: SNAP201


def handler(event, context):
    return {"run": settings["run"], "label": LABEL, "same": SAME}
