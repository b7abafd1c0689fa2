# (module of the case) a provider with a resource; its trace ids are reseeded
import random
import uuid

from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from snapshot_restore_py import register_after_restore

register_after_restore(random.seed)
resource = Resource.create(
    {
        "service.name": "orders",
        "service.instance.id": str(uuid.uuid4()),  # expect: SNAP201
    }
)
provider = TracerProvider(resource=resource)
METRIC_ATTRIBUTES = {"process": uuid.uuid4().hex[:6]}  # expect: SNAP201
