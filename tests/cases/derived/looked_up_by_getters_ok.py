# Getters that ask for what is the same everywhere.
# about: SNAP201
# oracle: ok
import uuid
from operator import attrgetter, itemgetter, methodcaller


class Boat:
    def __init__(self):
        self.number = uuid.uuid4().hex  # ok: nobody asks for it
        self.port = "north"

    def place(self, before):
        return before + self.port


boat = Boat()
log = {"page": uuid.uuid4().hex, "day": 1}  # ok: only the day is asked for


def handler(event, context):
    return [attrgetter("port")(boat), itemgetter("day")(log), methodcaller("place", "at ")(boat)]
