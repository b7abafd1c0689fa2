# (module of the case) makes its object when it is first asked
class Lazy:
    _MISSING = object()

    def __init__(self, build):
        self._build = build
        self._object = self._MISSING

    def get(self):
        if self._object is self._MISSING:
            self._object = self._build()  # ok: first asked for in the handler
        return self._object
