# A dict's values and keys by their position.
# oracle: COLLIDES
import uuid

LOG = {"page": uuid.uuid4().hex}  # expect: SNAP201
CREW = {uuid.uuid4().hex: "ann"}  # expect: SNAP201


def handler(event, context):
    return {"f0": list(LOG.values())[0], "f1": next(iter(CREW))}
