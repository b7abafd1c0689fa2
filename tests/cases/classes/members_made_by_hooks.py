# Members of enums that the class's own methods make.
# oracle: COLLIDES
import enum
import uuid


class Gate(enum.Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return uuid.uuid4().hex

    NORTH = enum.auto()  # expect: SNAP201


class Lamp(enum.Enum):
    RED = "r"

    def __init__(self, letter):
        self.serial = letter + uuid.uuid4().hex  # expect: SNAP201


class Rope(enum.Enum):
    LONG = uuid.uuid4().hex  # expect: SNAP201


def handler(event, context):
    return {"gate": Gate.NORTH.value, "lamp": Lamp.RED.serial, "rope": Rope["LONG"].value}
