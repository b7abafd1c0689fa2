# A bound method keeps its generator: drawing through it draws from the frozen instance.
# oracle: COLLIDES
import random

pick = random.Random().randrange  # expect: SNAP102


def handler(event, context):
    return {"picked": pick(10**9)}
