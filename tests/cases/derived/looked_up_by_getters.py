# Getters of `operator` look up later what INIT made: an attribute, an entry, what a method returns.
# oracle: COLLIDES
import uuid
from operator import attrgetter, itemgetter, methodcaller


class Boat:
    def __init__(self):
        self.number = uuid.uuid4().hex  # expect: SNAP201
        self._seal = uuid.uuid4().hex  # expect: SNAP201
        self.port = "north"

    def seal(self, before):
        return before + self._seal


class Harbour:
    def __init__(self, boat):
        self.boat = boat


harbour = Harbour(Boat())
log = {"page": uuid.uuid4().hex, "day": 1}  # expect: SNAP201


def handler(event, context):
    number = attrgetter("boat.number")(harbour)
    return [number, itemgetter("page")(log), methodcaller("seal", "s-")(harbour.boat)]
