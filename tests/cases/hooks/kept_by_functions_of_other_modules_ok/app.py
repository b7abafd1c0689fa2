# A hook hands its local to a function of another module, which keeps it.
# about: SNAP703
# oracle: ok
import uuid
from functools import partial as later

from snapshot_restore_py import register_after_restore
from telling import words
from telling.words import say as told


@register_after_restore
def renew():
    NODE = uuid.uuid4().hex  # ok: it is put where the handler looks
    told(NODE)
    EDGE = uuid.uuid4().hex  # ok
    later(words.say, EDGE)()


NODE = EDGE = ""


def handler(event, context):
    return words.SAID
