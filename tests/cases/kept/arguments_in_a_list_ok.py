# Popped by `*`, and a generator of a constant seed that is given by `*`: nothing of INIT is left.
# about: SNAP201
# oracle: ok
import random
import uuid

SEEDS = [7]
SAME = random.Random(*SEEDS).random()  # ok: drawn from a constant seed
settings = {"stage": "prod", "import": uuid.uuid4().hex}  # ok: popped
settings.pop(*["import"])


def handler(event, context):
    return {"same": SAME, **settings}
