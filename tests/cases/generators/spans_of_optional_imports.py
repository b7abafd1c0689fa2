# A span that is begun where an import fails, and INIT goes on, seeds the generator of all.
# oracle: none (the package is not installed here)
import json

from ddtrace import tracer


def tell(error):
    with tracer.trace("failed") as span:
        span.set_tag("error", str(error))


try:
    import orjson
except ImportError as error:
    tell(error)
    orjson = None


def handler(event, context):
    with tracer.trace("work"):  # expect: SNAP104
        return json.dumps(event)
