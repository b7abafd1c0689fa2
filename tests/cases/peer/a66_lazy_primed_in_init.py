# oracle: COLLIDES
import functools, uuid
@functools.cache
def instance_id():
    return uuid.uuid4().hex
instance_id()  # expect: SNAP201 (priming fills the cache in INIT)
def handler(event, context):
    return instance_id()
