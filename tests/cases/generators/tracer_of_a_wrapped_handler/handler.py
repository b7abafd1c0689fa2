# An agent's decorator, built in a decorator of one's own: told once, where it is built.
# oracle: COLLIDES
from telemetry import traced


@traced
def work(event, context):
    return {"rows": len(event["Records"])}


def handler(event, context):
    return work(event, context)
