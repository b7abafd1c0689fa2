# (module of the case) a desk with a number
import uuid


class Desk:
    def __init__(self):
        self.number = uuid.uuid4().hex  # expect: SNAP201 the old desk is held in four places

    def describe(self):
        return f"desk {self.number}"


def make_reader(desk):
    return lambda: desk.describe()
