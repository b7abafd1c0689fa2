# A memo decorator primed in INIT is reported at the INIT call of the decorated function, in a helper too.
# oracle: COLLIDES
import functools
import uuid


@functools.lru_cache
def instance_id(region):
    return f"{region}-{uuid.uuid4().hex}"


def warm_up():
    print("instance", instance_id("eu-west-1"))  # expect: SNAP201


warm_up()


def handler(event, context):
    return {"instance": instance_id("eu-west-1")}
