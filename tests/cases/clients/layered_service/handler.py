# Three calls down each invocation builds a session and a client.
# oracle: PER-INVOKE-CLIENT
from service import place


def handler(event, context):
    return place(event["n"])
