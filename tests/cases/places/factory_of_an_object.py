# A factory is innocent: where its result is kept, is the place.
# oracle: COLLIDES
import uuid


class Boat:
    def __init__(self, number):
        self.number = number


def build():
    return Boat(uuid.uuid4().hex)  # ok: innocent, the handler calls it too


boat = build()  # expect: SNAP201


def handler(event, context):
    return {"f0": boat.number, "fresh": build().number}
