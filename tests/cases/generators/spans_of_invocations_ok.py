# The import alone draws no span id: each environment seeds its own generator.
# about: SNAP104
# oracle: none (the package is not installed here)
import json

from ddtrace import tracer


def handler(event, context):
    with tracer.trace("work"):  # ok
        return json.dumps(event)
