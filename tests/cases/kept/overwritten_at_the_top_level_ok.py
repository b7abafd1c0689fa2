# Attributes and entries that the same top level overwrites.
# about: SNAP201
# oracle: ok
import uuid


class Boat:
    crew = uuid.uuid4().hex  # ok: overwritten below

    def __init__(self):
        self.number = uuid.uuid4().hex  # ok: overwritten below


boat = Boat()
boat.number = "B-1"
Boat.crew = "two"
LOG = {"day": 1, "page": uuid.uuid4().hex}  # ok: overwritten below
LOG["page"] = "first"


def handler(event, context):
    return {"f0": boat.number, "f1": Boat.crew, "f2": LOG["page"]}
