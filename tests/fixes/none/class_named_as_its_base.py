# about: SNAP201
"""A class that is called as its base: no class of the file says what that is."""

import uuid

from base import Channel


class Channel(Channel):
    AUDIT = uuid.uuid4().hex


def handler(event, context):
    return {"audit": Channel.AUDIT, "order": event["order"]}
