# Functions build several objects and one of them is overwritten: the others keep what they have.
# oracle: COLLIDES
import uuid


class Boat:
    def __init__(self):
        self.number = uuid.uuid4().hex  # expect: SNAP201


class Raft:
    def __init__(self, size):
        self.size = size
        self.number = uuid.uuid4().hex  # expect: SNAP201


class Ship:
    def __init__(self):
        self.number = uuid.uuid4().hex  # expect: SNAP201


class Ferry:
    def __init__(self):
        self.number = uuid.uuid4().hex  # expect: SNAP201


def build():
    return Boat()


def fleet():
    found = []
    for _ in range(2):
        found.append(Ferry())
    return found


first, second = build(), build()
first.number = "one"
RAFTS = [*map(Raft, range(3))]
RAFTS[0].number = "one"
SHIPS = [Ship() for _ in range(2)]
SHIPS[0].number = "one"
FERRIES = fleet()
FERRIES[0].number = "one"


def handler(event, context):
    boats = [second, RAFTS[1], SHIPS[1], FERRIES[1]]
    return [boat.number for boat in boats]
