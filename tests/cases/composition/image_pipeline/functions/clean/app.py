# (module of the case) a second function over the same layer: it overrides the prefix, and draws all the same
# oracle: COLLIDES
import uuid

from imaging.worker import Worker


class Clean(Worker):
    def __init__(self, bucket):
        self.bucket = bucket

    @property
    def prefix(self):
        return f"clean-{uuid.uuid4().hex}"

    def operate(self, key):
        return [f"{self.prefix}/{key}"]


worker = Clean("images")


def lambda_handler(event, context):
    return worker(event, context)
