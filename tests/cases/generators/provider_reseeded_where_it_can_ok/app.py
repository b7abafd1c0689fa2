# A hook behind a guarded import reseeds it.
# about: SNAP104
# oracle: ok
from telemetry import tracer


def handler(event, context):
    with tracer.start_as_current_span("work"):
        return "ok"
