# `try/except ImportError` around the hooks library: the import is assumed to succeed.
# about: SNAP102, SNAP201
# settles: the hooks library behind try
# oracle: ok
import random
import uuid

try:
    from snapshot_restore_py import register_after_restore
except ImportError:

    def register_after_restore(function, *args, **kwargs):
        return function


session = uuid.uuid4().hex  # ok: renewed
rng = random.Random()  # ok: reseeded


@register_after_restore
def renew():
    global session
    session = uuid.uuid4().hex
    rng.seed()


def handler(event, context):
    return {"session": session, "draw": rng.random()}
