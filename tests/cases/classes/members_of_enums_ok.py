# Members of enums that are fixed, whatever the handler makes of them.
# about: SNAP201
# oracle: ok
import enum
import uuid


class Lamp(enum.Enum):
    NORTH = "n"
    SOUTH = "s"

    def serial(self):
        return f"{self.value}-{uuid.uuid4().hex}"  # ok: made when it is asked for


def handler(event, context):
    return [[lamp.value for lamp in Lamp], Lamp["NORTH"].serial(), Lamp("s").name]
