# Channels chosen at import: a table of factories, a conditional import, an abstract base with a registry by class keyword.
# oracle: COLLIDES, STALE-TIME
from channels import channel_for, default_channel

CHANNEL = channel_for("sms")


def handler(event, context):
    message = event.get("message", "hello")
    return {
        "sms": CHANNEL.send(message),
        "default": default_channel.send(message),
        "mail": channel_for("mail").send(message),
    }
