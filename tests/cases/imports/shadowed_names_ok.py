# A parameter, a local or an object that is called like a module is not that module.
# about: SNAP103, SNAP201, SNAP301
# oracle: ok
import time as wall
from types import SimpleNamespace


class FixedIds:
    def uuid4(self):
        return "00000000-0000-4000-8000-000000000001"


uuid = FixedIds()
RUN = uuid.uuid4()  # ok: first-party, a constant


def stamp(time, random):
    return {"at": time.time(), "pick": random.random()}


STAMP = stamp(SimpleNamespace(time=lambda: 0.0), SimpleNamespace(random=lambda: 0.5))  # ok: constants


def handler(event, context):
    random = SimpleNamespace(random=lambda: event["n"])
    return {"run": RUN, "stamp": STAMP, "pick": random.random(), "at": wall.time()}
