# A filter that makes its id for each record keeps nothing.
# about: SNAP201
# oracle: none (what is logged is no part of the answer)
import logging
import uuid


def stamp(record):
    record.id = uuid.uuid4().hex
    return True


logging.getLogger().addFilter(stamp)


def handler(event, context):
    logging.warning("taken")
