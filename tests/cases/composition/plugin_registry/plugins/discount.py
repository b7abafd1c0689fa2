# (module of the case) reads the class attribute that its base set
from .base import Plugin


class Discount(Plugin):
    def apply(self, basket):
        basket["discount"] = {"by": self.run, "percent": 5}
