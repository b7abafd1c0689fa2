# (module of the case) a diamond, and a class that calls its parents by name
import uuid

from .parts import Clocked, Noisy


class Station(Clocked, Noisy):
    def __init__(self, place, **options):
        super().__init__(**options)
        self.place = place

    def status(self):
        return {"place": self.place, **super().status()}


class Named:
    def __init__(self, name):
        self.name = f"{name}-{uuid.uuid4().hex[:4]}"  # expect: SNAP201


class Thermometer(Named):
    def __init__(self, name, unit):
        Named.__init__(self, name)
        self.unit = unit

    def status(self):
        return {"name": self.name, "unit": self.unit, "reading": uuid.uuid4().hex}
