# oracle: COLLIDES
import random
static_rng = random.Random()  # expect: SNAP102  # peer: detected
seeded_rng = random.Random(0)  # expect: SNAP102  # peer: detected
def handler(event, context):
    # seeded_rng gives the same value in ordinary cold starts too: only static_rng is visible to the oracle
    return {"a": static_rng.random(), "b": seeded_rng.random()}
