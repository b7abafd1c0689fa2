# A helper tells of the local that a hook makes, and keeps it: nothing is lost.
# about: SNAP703
# oracle: ok
import logging
import uuid

from snapshot_restore_py import register_after_restore

node = uuid.uuid4().hex
state = {"node": uuid.uuid4().hex}


def told(new):
    global node
    logging.info("now %s", new)
    state["node"] = node = new


@register_after_restore
def renew():
    node = uuid.uuid4().hex  # ok: told() keeps it
    told(node)


def handler(event, context):
    return [node, state["node"]]
