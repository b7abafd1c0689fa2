# The invocation builds the client that starts threads, and ends it.
# about: SNAP404
# oracle: none (needs services)
from langfuse import Langfuse


def handler(event, context):
    traces = Langfuse()
    traces.create_event(name="toll")
    traces.flush()
    traces.shutdown()
    return 1
