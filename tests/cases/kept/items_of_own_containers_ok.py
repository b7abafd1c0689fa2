# Items of classes that extend containers: renewed by a hook, put there by the handler, or of objects built anew.
# about: SNAP201
# oracle: ok
import uuid

from snapshot_restore_py import register_after_restore


class Register(dict):
    def __init__(self):
        super().__init__()
        self["opened"] = uuid.uuid4().hex  # ok: the hook renews it, or it is built anew


class Crew(list):
    pass


register = Register()
crew = Crew()


@register_after_restore
def renew():
    register["opened"] = uuid.uuid4().hex


def handler(event, context):
    crew.append(uuid.uuid4().hex)
    return [register["opened"], crew[-1], Register()["opened"]]
