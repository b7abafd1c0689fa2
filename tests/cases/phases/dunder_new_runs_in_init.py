# `__new__` that INIT runs is INIT: the instance keeps the value.
# oracle: COLLIDES
import uuid


class Registry:
    def __new__(cls):
        registry = super().__new__(cls)
        registry.instance = uuid.uuid4().hex  # expect: SNAP201
        return registry


REGISTRY = Registry()


def handler(event, context):
    return {"instance": REGISTRY.instance}
