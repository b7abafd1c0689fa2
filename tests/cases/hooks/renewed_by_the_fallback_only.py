# The import of the hooks library is assumed to succeed: what only the `except` branch renews stays frozen.
# settles: the hooks library behind try
# oracle: COLLIDES
import uuid

session = uuid.uuid4().hex  # expect: SNAP201
try:
    from snapshot_restore_py import register_after_restore
except ImportError:

    def register_after_restore(function):
        return function

    def current():
        return uuid.uuid4().hex

else:

    def current():
        return session


def handler(event, context):
    return {"session": current()}
