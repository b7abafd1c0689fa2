# What a third-party object keeps is at most medium: hidden with --min-confidence high.
# about: SNAP201
# oracle: COLLIDES (hidden by the option)
import logging
import uuid

log = logging.LoggerAdapter(logging.getLogger(__name__), {"instance": uuid.uuid4().hex})  # ok: medium


def handler(event, context):
    message, options = log.process("order received", {})
    return {"message": message, **options["extra"]}
