# (module of the case) instances register themselves
# unmended: SNAP201 which objects a weak set yields is not followed; a registry that is a list or dict is
import uuid
import weakref


class Part:
    instances = weakref.WeakSet()
    series = ""

    def __init__(self):
        Part.instances.add(self)
        self.reset()

    def reset(self):
        self.serial = uuid.uuid4().hex  # known-false: SNAP201 renewed through a registry of the language


class Meter(Part):
    pass


class Counter(Part):
    series = uuid.uuid4().hex  # ok: renewed for each subclass

    def __init__(self, name):
        self.name = name
        self._count = 0
        super().__init__()

    def next(self):
        self._count += 1
        return f"{self.name}-{self.serial}-{self._count}"
