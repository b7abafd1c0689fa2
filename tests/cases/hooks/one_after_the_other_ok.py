# Hooks run in the order in which they are registered: the second finds what the first has renewed.
# about: SNAP201
# oracle: ok
import uuid

from snapshot_restore_py import register_after_restore

node = uuid.uuid4().hex
queue = f"orders-{node}"


def renew_node():
    global node
    node = uuid.uuid4().hex


def renew_queue():
    global queue
    queue = f"orders-{node}"


register_after_restore(renew_node)
register_after_restore(renew_queue)


def handler(event, context):
    return {"queue": queue}
