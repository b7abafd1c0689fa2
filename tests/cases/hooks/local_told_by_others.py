# Hooks that only tell of the local that they made: by a helper, by other names, by `getattr`.
# oracle: COLLIDES
import functools
import logging
import uuid
from logging import info as tell

from snapshot_restore_py import register_after_restore

FIRST = uuid.uuid4().hex  # expect: SNAP201
SECOND = uuid.uuid4().hex  # expect: SNAP201
THIRD = uuid.uuid4().hex  # expect: SNAP201
FOURTH = uuid.uuid4().hex  # expect: SNAP201


def told(node):
    logging.info("now %s", node)


@register_after_restore
def renew():
    FIRST = uuid.uuid4().hex  # expect: SNAP703
    told(FIRST)
    SECOND = uuid.uuid4().hex  # expect: SNAP703
    tell("now %s", SECOND)
    THIRD = uuid.uuid4().hex  # expect: SNAP703
    getattr(logging, "info")("now %s", THIRD)
    FOURTH = uuid.uuid4().hex  # expect: SNAP703
    functools.partial(print, "now", FOURTH)()


def handler(event, context):
    return [FIRST, SECOND, THIRD, FOURTH]
