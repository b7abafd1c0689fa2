# (module of the case) one generator behind all objects of faker
from faker import Faker


class Customers:
    def __init__(self, locale):
        self._fake = Faker(locale)

    def invent(self):
        return {"name": self._fake.name(), "key": self._fake.uuid4()}  # expect: SNAP104


def invent():
    return Customers("en_US").invent()
