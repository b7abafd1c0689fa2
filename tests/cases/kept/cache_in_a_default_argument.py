# A mutable default is a cache that outlives INIT: reported where it is written, for INIT primes it.
# oracle: COLLIDES
import uuid


def id_of(tenant, cache={}):
    if tenant not in cache:
        cache[tenant] = uuid.uuid4().hex  # expect: SNAP201
    return cache[tenant]


id_of("default")


def handler(event, context):
    return {"tenant": id_of("default")}
