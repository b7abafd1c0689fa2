# Renewed: the same attribute of the kept object, the same entry of the kept container.
# about: SNAP201
# oracle: ok
import uuid

import snapshot_restore_py as snapshot


class Service:
    def __init__(self):
        self.instance = uuid.uuid4().hex  # ok: renewed by the hook


service = Service()
state = {"session": uuid.uuid4().hex}  # ok: renewed by the hook


def renew():
    service.instance = uuid.uuid4().hex
    state["session"] = uuid.uuid4().hex


snapshot.register_after_restore(renew)


def handler(event, context):
    return {"instance": service.instance, **state}
