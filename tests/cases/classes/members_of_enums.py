# Members of enums: asked for by name, by value, in a loop; with a constructor, with values that are made.
# oracle: COLLIDES
import enum
import uuid


class Buoy(enum.Enum):
    RED = uuid.uuid4().hex  # expect: SNAP201
    GREEN = uuid.uuid4().hex  # expect: SNAP201


class Lamp(enum.Enum):
    NORTH = ("n", 1)
    SOUTH = ("s", 2)

    def __init__(self, letter, rank):
        self.rank = rank
        self.serial = f"{letter}-{uuid.uuid4().hex}"  # expect: SNAP201


class Gate(str, enum.Enum):
    def _generate_next_value_(name, start, count, last):  # noqa: N805
        return f"{name}-{uuid.uuid4().hex}"

    WEST = enum.auto()  # expect: SNAP201


def handler(event, context):
    colours = [each.value for each in Buoy]
    return [colours, Lamp[event.get("lamp", "NORTH")].serial, [gate.value for gate in Gate]]
