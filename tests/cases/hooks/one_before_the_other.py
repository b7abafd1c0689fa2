# The hook that uses the node runs before the one that renews it.
# oracle: COLLIDES
import uuid

from snapshot_restore_py import register_after_restore

node = uuid.uuid4().hex  # expect: SNAP201
queue = f"orders-{node}"


def renew_node():
    global node
    node = uuid.uuid4().hex


def renew_queue():
    global queue
    queue = f"orders-{node}"


register_after_restore(renew_queue)
register_after_restore(renew_node)


def handler(event, context):
    return {"queue": queue}
