# A package imports what it lists in its folder.
# oracle: STALE-SECRET, PER-INVOKE-CLIENT
from alarms import create


def handler(event, context):
    return create(event["kind"]).send(event["text"])
