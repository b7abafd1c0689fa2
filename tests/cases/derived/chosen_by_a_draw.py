# A draw that decides does not flow, the value that it chose does.
# settles: control dependence
# oracle: COLLIDES
import random
import uuid

if random.random() < 2:  # ok: decides
    chosen = uuid.uuid4().hex  # expect: SNAP201
else:
    chosen = "none"


def handler(event, context):
    return {"chosen": chosen}
