# A span that is begun in INIT seeds the generator of all span ids before the snapshot.
# oracle: none (the package is not installed here)
from ddtrace import tracer

with tracer.trace("import"):
    import json


def handler(event, context):
    with tracer.trace("work"):  # expect: SNAP104
        return json.dumps(event)
