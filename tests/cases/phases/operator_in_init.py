# An operator that INIT uses runs its method in INIT.
# oracle: COLLIDES
import uuid


class Namespace:
    def __init__(self, prefix):
        self.prefix = prefix

    def __truediv__(self, name):
        return f"{self.prefix}/{name}/{uuid.uuid4().hex}"


OUTBOX = Namespace("s3://outbox") / "orders"  # expect: SNAP201


def handler(event, context):
    return {"outbox": OUTBOX}
