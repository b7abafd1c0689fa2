# A registration in a function that INIT never calls is no hook: nothing is renewed.
# oracle: COLLIDES
import random
import uuid

from snapshot_restore_py import register_after_restore

session = uuid.uuid4().hex  # expect: SNAP201


def renew():
    global session
    session = uuid.uuid4().hex


def install():
    register_after_restore(renew)  # expect: SNAP701
    register_after_restore(random.seed)  # expect: SNAP701


def handler(event, context):
    return {"session": session, "draw": random.random()}  # expect: SNAP103
