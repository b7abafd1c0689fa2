# Hooks in every form: decorator, call, call with arguments, lambda, functools.partial, an attribute of the module.
# about: SNAP103, SNAP201, SNAP701
# oracle: ok
import functools
import random
import uuid

import snapshot_restore_py
from snapshot_restore_py import register_after_restore as after_restore

ids = {
    "call": uuid.uuid4().hex,  # ok: renewed by the call with arguments
    "lambda": uuid.uuid4().hex,  # ok: renewed by the lambda
    "partial": uuid.uuid4().hex,  # ok: renewed by the partial
}
session = uuid.uuid4().hex  # ok: renewed by the decorated function


def renew(name, prefix=""):
    ids[name] = prefix + uuid.uuid4().hex


@after_restore
def renew_session():
    global session
    session = uuid.uuid4().hex


snapshot_restore_py.register_after_restore(renew, "call", prefix="c-")
after_restore(lambda: ids.update({"lambda": uuid.uuid4().hex}))
after_restore(functools.partial(renew, "partial"))
after_restore(random.seed)


def handler(event, context):
    return {"ids": ids, "session": session, "draw": random.random()}
