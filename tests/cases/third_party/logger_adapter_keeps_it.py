# Handed to third-party objects: constructors keep the value, used when INVOKE calls a method of the object.
# settles: kept by objects of libraries
# oracle: COLLIDES
import logging
import uuid

log = logging.LoggerAdapter(logging.getLogger(__name__), {"instance": uuid.uuid4().hex})  # expect: SNAP201


def handler(event, context):
    message, options = log.process("order received", {})
    return {"message": message, **options["extra"]}
