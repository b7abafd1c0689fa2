# The same cache that only INVOKE fills.
# about: SNAP201
# oracle: ok
import uuid


def id_of(tenant, cache={}):
    if tenant not in cache:
        cache[tenant] = uuid.uuid4().hex  # ok
    return cache[tenant]


def handler(event, context):
    return {"tenant": id_of("default")}
