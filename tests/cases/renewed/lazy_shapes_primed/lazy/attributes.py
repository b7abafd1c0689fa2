# (module of the case) attributes that start as None
import uuid


class Holder:
    def __init__(self):
        self._first = None
        self._second = None
        self._third = None

    def by_or(self):
        self._first = self._first or uuid.uuid4().hex  # expect: SNAP201
        return self._first

    def by_walrus(self):
        if (value := self._second) is None:
            value = self._second = uuid.uuid4().hex  # expect: SNAP201
        return value

    def by_match(self):
        match self._third:
            case None:
                self._third = uuid.uuid4().hex  # expect: SNAP201
        return self._third
