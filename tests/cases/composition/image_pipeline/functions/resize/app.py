# A layer's base class, a function's subclass, and a plugin folder: frozen names end up in keys of objects.
# oracle: COLLIDES
from imaging.worker import Worker
from presets import PRESETS


class Resize(Worker):
    suffix = "resized"

    def operate(self, key):
        return [f"{self.prefix}/{preset.name}/{preset.etag}/{key}" for preset in PRESETS]


worker = Resize(bucket="images")


def lambda_handler(event, context):
    return worker(event, context)
