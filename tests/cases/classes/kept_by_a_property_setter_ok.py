# A setter that keeps nothing of a value, or only its length, keeps no id.
# about: SNAP201, SNAP103
# oracle: ok
import uuid


class Badge:
    def __init__(self, number):
        self.number = number

    @property
    def number(self):
        return self._length

    @number.setter
    def number(self, value):
        self._length = len(value)

    @number.deleter
    def number(self):
        self._length = 0


badge = Badge(uuid.uuid4().hex)


def handler(event, context):
    badge.number = event["number"]
    return badge.number
