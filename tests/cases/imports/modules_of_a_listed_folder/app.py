# A package imports what it lists in its folder.
# oracle: none (the event names no kind of alarm)
from alarms import create


def handler(event, context):
    return create(event["kind"]).send(event["text"])
