# An id in the resource of a provider, whose tracer is used.
# oracle: COLLIDES
import uuid

from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider

provider = TracerProvider(resource=Resource.create({"service.instance.id": str(uuid.uuid4())}))  # expect: SNAP104, SNAP201
tracer = provider.get_tracer("pier")


def handler(event, context):
    with tracer.start_as_current_span("dock") as span:
        return {"instance": span.resource.attributes["service.instance.id"]}
