# A hook only tells of its local: by a function of another module, by `partial` under another name.
# oracle: COLLIDES
import uuid
from functools import partial as later

from snapshot_restore_py import register_after_restore
from telling.words import say as told

NODE = uuid.uuid4().hex  # expect: SNAP201
EDGE = uuid.uuid4().hex  # expect: SNAP201


@register_after_restore
def renew():
    NODE = uuid.uuid4().hex  # expect: SNAP703
    told(NODE)
    EDGE = uuid.uuid4().hex  # expect: SNAP703
    later(print, "now", EDGE)()


def handler(event, context):
    return [NODE, EDGE]
