# The same shapes with parts that come from constants, from the environment, or of which only the form is used.
# about: SNAP201, SNAP301
# oracle: ok
import uuid

import facts
from facts import COUNT, KIND, NAMESPACE, SHARDS, WIDTH


def handler(event, context):
    request = f"{KIND}:{uuid.uuid4()}"
    return {
        "request": request,
        "count": COUNT,
        "width": [None] * WIDTH,
        "shard": SHARDS[len(request) % len(SHARDS)],
        "by_name": str(uuid.uuid5(NAMESPACE, event.get("name", "ann"))),
        "ready": facts.READY,
    }
