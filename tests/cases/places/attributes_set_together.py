# A constructor that sets several attributes at once: what is handed in stands at the argument.
# oracle: COLLIDES
import uuid


class Boat:
    def __init__(self, number, port):
        self.number, self.port = number, port
        self.seal, self.crew = uuid.uuid4().hex, 2  # expect: SNAP201


boat = Boat(uuid.uuid4().hex, "north")  # expect: SNAP201
first, second = uuid.uuid4().hex, "second"  # expect: SNAP201
first, second = second, first


def handler(event, context):
    return [boat.number, boat.port, boat.seal, boat.crew, first, second]
