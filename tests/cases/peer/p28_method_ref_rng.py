# oracle: COLLIDES
import random
def provide(factory):
    return factory()
rng = provide(random.Random)  # expect: SNAP102  # peer: detected (method returning Random)
def handler(event, context):
    return {"n": rng.random()}
