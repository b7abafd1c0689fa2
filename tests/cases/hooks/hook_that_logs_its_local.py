# The hook makes a new one, looks at it and forgets it: there is no `global`.
# oracle: COLLIDES
import uuid

from snapshot_restore_py import register_after_restore

ticket = uuid.uuid4().hex  # expect: SNAP201


def renew():
    ticket = uuid.uuid4().hex  # expect: SNAP703
    print(f"renewed: {ticket}")


register_after_restore(renew)


def handler(event, context):
    return {"ticket": ticket}
