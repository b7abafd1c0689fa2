# The hook logs the local that it made instead of the global.
# oracle: COLLIDES
import logging
import uuid

from snapshot_restore_py import register_after_restore

NODE = uuid.uuid4().hex  # expect: SNAP201


@register_after_restore
def renew():
    NODE = uuid.uuid4().hex  # expect: SNAP703
    logging.info("renewed %s", NODE)


def handler(event, context):
    return {"node": NODE}
