# What is assigned to a property lies where its setter puts it, and the setter runs.
# oracle: COLLIDES
import random
import uuid


class Badge:
    def __init__(self, number):
        self._history = []
        self.number = number

    @property
    def number(self):
        return self._number

    @number.setter
    def number(self, value):
        self._number = value
        self._history.append(random.random())  # expect: SNAP103


class Locker:
    def get_code(self):
        return self._code

    def set_code(self, value):
        self._code = value

    code = property(get_code, set_code)


badge = Badge(uuid.uuid4().hex)  # expect: SNAP201
locker = Locker()
locker.code = str(uuid.uuid4())  # expect: SNAP201


def handler(event, context):
    badge.number = badge.number + event["suffix"]
    return badge.number, locker.code
