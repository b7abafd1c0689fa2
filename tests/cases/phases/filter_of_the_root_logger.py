# A filter runs wherever an invocation logs.
# oracle: none (what is logged is not compared)
import logging
import uuid

ENVIRONMENT = uuid.uuid4().hex  # expect: SNAP201  # confidence: SNAP201 medium


class Stamp(logging.Filter):
    def filter(self, record):
        record.environment = ENVIRONMENT
        return True


root = logging.getLogger()
root.addFilter(Stamp())


def handler(event, context):
    root.info("taken")
