# Methods that are only called like a hazard, on an object of an unknown type, are silent by default.
# about: SNAP101, SNAP102, SNAP301
# oracle: none (the packages do not exist)
from company_clock import clock
from company_rng import generator

STARTED = clock.now()  # ok: unknown type
generator.seed(42)  # ok: unknown type


def handler(event, context):
    return {"started": STARTED, "pick": generator.random()}
