# The same cache, first filled in INVOKE: once per environment.
# about: SNAP201
# oracle: ok
import uuid

_ids = {}


def id_of(tenant):
    if tenant not in _ids:
        _ids[tenant] = uuid.uuid4().hex  # ok: INIT calls nobody
    return _ids[tenant]


def handler(event, context):
    return {"tenant": id_of("default")}
