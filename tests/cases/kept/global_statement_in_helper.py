# `global session; session = ...` in a helper that INIT runs is reported in the helper, for there it is kept.
# oracle: COLLIDES
import uuid

session = None


def connect():
    global session
    session = uuid.uuid4().hex  # expect: SNAP201


connect()


def handler(event, context):
    return {"session": session}
