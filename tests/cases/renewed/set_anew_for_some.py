# Of the objects that a loop builds only some are given another number.
# oracle: COLLIDES
import uuid


class Berth:
    def __init__(self, name):
        self.name = name
        self.number = uuid.uuid4().hex  # expect: SNAP201


berths = []
for name in ("north", "south"):
    berth = Berth(name)
    if name == "north":
        berth.number = "1"
    berths.append(berth)

found = [Berth(name) for name in ("east", "west")]
last = found[-1]
last.number = "9"


def handler(event, context):
    return [berth.number for berth in berths + found]
