# A hand-written cache primed in INIT is reported where its container is written.
# oracle: COLLIDES
import uuid

_ids = {}


def id_of(tenant):
    if tenant not in _ids:
        _ids[tenant] = uuid.uuid4().hex  # expect: SNAP201
    return _ids[tenant]


id_of("default")


def handler(event, context):
    return {"tenant": id_of("default")}
