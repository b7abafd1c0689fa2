# Subclasses of another class, and those of the same one that each restore gives a new value.
# about: SNAP201
# oracle: ok
import uuid

from snapshot_restore_py import register_after_restore


class Task:
    token = ""


class Charge(Task):
    token = uuid.uuid4().hex


class Probe:
    serial = uuid.uuid4().hex  # ok: no invocation asks for it


class Slow(Probe):
    pass


@register_after_restore
def renew():
    for cls in Task.__subclasses__():
        cls.token = uuid.uuid4().hex


def handler(event, context):
    return [cls.token for cls in Task.__subclasses__()]
