# Hooks that change lists and a cached property in place.
# about: SNAP201
# oracle: ok
import uuid
from functools import cached_property

from snapshot_restore_py import register_after_restore

CREW = [uuid.uuid4().hex]  # ok: the hook puts another into the same list
BELLS = [uuid.uuid4().hex]  # ok: the hook takes it out


class Boat:
    @cached_property
    def number(self):
        return uuid.uuid4().hex


boat = Boat()
boat.number  # ok: the hook forgets it


@register_after_restore
def renew():
    CREW[:] = [uuid.uuid4().hex]
    BELLS.pop()
    BELLS.append(uuid.uuid4().hex)
    boat.__dict__.pop("number", None)


def handler(event, context):
    return {"f0": CREW[0], "f1": BELLS[0], "f2": boat.number}
