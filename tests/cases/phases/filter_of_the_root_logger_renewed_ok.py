# A hook renews what it reads.
# about: SNAP201
# oracle: ok
import logging
import uuid
from snapshot_restore_py import register_after_restore

ENVIRONMENT = None


@register_after_restore
def rename():
    global ENVIRONMENT
    ENVIRONMENT = uuid.uuid4().hex


class Stamp(logging.Filter):
    def filter(self, record):
        record.environment = ENVIRONMENT
        return True


root = logging.getLogger()
root.addFilter(Stamp())


def handler(event, context):
    root.info("taken")
