# A helper that INIT calls writes into a kept container: reported in the helper, for there it is kept.
# oracle: COLLIDES
import uuid

CHANNELS = {}


def open_channel(channels, name):
    channels[name] = uuid.uuid4().hex  # expect: SNAP201


open_channel(CHANNELS, "audit")
open_channel(CHANNELS, "orders")


def handler(event, context):
    return CHANNELS
