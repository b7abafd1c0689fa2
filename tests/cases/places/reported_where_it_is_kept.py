# `RUN_ID = new_id()` is reported there, not inside the innocent new_id, which INVOKE calls as well.
# oracle: COLLIDES
import uuid


def new_id():
    return uuid.uuid4().hex  # ok: innocent


RUN_ID = new_id()  # expect: SNAP201


def handler(event, context):
    return {"run": RUN_ID, "request": new_id()}
