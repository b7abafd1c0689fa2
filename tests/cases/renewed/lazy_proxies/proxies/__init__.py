# (module of the case) a transparent proxy
class Lazy:
    def __init__(self, build):
        object.__setattr__(self, "_build", build)
        object.__setattr__(self, "_target", None)

    def _resolve(self):
        if self._target is None:
            object.__setattr__(self, "_target", self._build())
        return self._target

    def __getattr__(self, name):
        return getattr(self._resolve(), name)

    def __setattr__(self, name, value):
        setattr(self._resolve(), name, value)
