# (module of the case) attributes that start as None, or not at all
import uuid


class Holder:
    def __init__(self):
        self._first = None
        self._second = None
        self._third = None

    def by_or(self):
        self._first = self._first or uuid.uuid4().hex
        return self._first

    def by_walrus(self):
        if (value := self._second) is None:
            value = self._second = uuid.uuid4().hex
        return value

    def by_match(self):
        match self._third:
            case None:
                self._third = uuid.uuid4().hex
        return self._third

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        value = f"{name}-{uuid.uuid4().hex}"
        setattr(self, name, value)
        return value
