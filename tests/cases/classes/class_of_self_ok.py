# The class of an object gets its value by each invocation.
# about: SNAP201
# oracle: ok
import uuid


class Desk:
    number = "none"
    badge = "none"

    def open(self):
        type(self).number = uuid.uuid4().hex
        self.__class__.badge = uuid.uuid4().hex
        return [self.number, self.badge]


desk = Desk()


def handler(event, context):
    return desk.open()
