# What is read is another field, or is made by each invocation.
# about: SNAP201, SNAP102
# oracle: ok
import types
import uuid
from collections import namedtuple

Route = namedtuple("Route", "line stop")
route = Route("red", uuid.uuid4().hex)
places = types.SimpleNamespace(seats=30, code=uuid.uuid4().hex)


class Line:
    opened = None

    def open(self):
        type(self).opened = uuid.uuid4().hex


def handler(event, context):
    line = Line()
    line.open()
    places.code = uuid.uuid4().hex
    box = types.SimpleNamespace(number=Route(line="blue", stop=str(uuid.uuid4())))
    return [route.line, places.seats, places.code, line.opened, box.number.stop]
