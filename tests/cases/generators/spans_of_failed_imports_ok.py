# A span that is begun where INIT fails is in no snapshot.
# about: SNAP104
# oracle: none (the package is not installed here)
import importlib
import json
import os

from ddtrace import tracer


def tell(error):
    with tracer.trace("failed") as span:
        span.set_tag("error", str(error))


try:
    settings = importlib.import_module(os.environ.get("SETTINGS", "json"))
except ImportError as error:
    tell(error)
    raise


def handler(event, context):
    with tracer.trace("work"):  # ok
        return json.dumps(event)
