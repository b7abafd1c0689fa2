# (module of the case) a template copied for each event
import uuid

_TEMPLATE = {
    "version": 1,
    "source": "shop",
    "producer": uuid.uuid4().hex,  # expect: SNAP201
}


def envelope(kind, body):
    return {**_TEMPLATE, "kind": kind, "body": body, "id": uuid.uuid4().hex}
