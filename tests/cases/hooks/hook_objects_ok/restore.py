# (module of the case) a table of hooks, registered in a loop, some of them with arguments
import functools
import random
import time
import uuid

import snapshot_restore_py as runtime

state = {"id": uuid.uuid4().hex, "at": time.time(), "tag": uuid.uuid4().hex}  # ok: all renewed
dice = random.Random()  # ok: reseeded


def put(name, make, *, prefix=""):
    state[name] = prefix + make() if prefix else make()


def new_id():
    return uuid.uuid4().hex


HOOKS = [
    (functools.partial(put, "id"), (new_id,)),
    (put, ("at", time.time)),
    (lambda: put("tag", new_id, prefix="t-"), ()),
    (dice.seed, ()),
    (random.seed, ()),
]
for hook, arguments in HOOKS:
    runtime.register_after_restore(hook, *arguments)
