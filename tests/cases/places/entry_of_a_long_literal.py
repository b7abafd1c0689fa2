# The place of a finding is the expression to mend: the entry of the literal, the argument on its own line.
# oracle: COLLIDES, STALE-TIME
import time
import uuid


class Service:
    def __init__(self, name, instance, started):
        self.name = name
        self.instance = instance
        self.started = started


CONFIG = {
    "stage": "prod",
    "limits": {
        "orders": 10,
        "owner": f"worker-{uuid.uuid4().hex}",  # expect: SNAP201
    },
}
service = Service(
    "orders",
    instance=uuid.uuid4().hex,  # expect: SNAP201
    started=time.time(),  # expect: SNAP301
)


def handler(event, context):
    return {"owner": CONFIG["limits"]["owner"], "instance": service.instance, "started": service.started}
