# A provider is handed to the library, which hands out tracers of it.
# oracle: COLLIDES
import uuid

from opentelemetry import trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider

resource = Resource.create({"service.instance.id": str(uuid.uuid4())})  # expect: SNAP201
trace.set_tracer_provider(TracerProvider(resource=resource))  # expect: SNAP104
tracer = trace.get_tracer("quay")


def handler(event, context):
    with tracer.start_as_current_span("dock") as span:
        return {"instance": span.resource.attributes["service.instance.id"]}
