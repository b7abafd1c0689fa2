# `__init_subclass__` runs in INIT; a class registry is a class attribute.
# settles: class machinery runs in INIT
# oracle: COLLIDES
import uuid


class Plugin:
    registry = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry[cls.__name__] = uuid.uuid4().hex  # expect: SNAP201


class Audit(Plugin):
    pass


def handler(event, context):
    return Plugin.registry
