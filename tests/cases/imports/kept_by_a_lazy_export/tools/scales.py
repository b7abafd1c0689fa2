# What it leads to.
import uuid

NUMBER = uuid.uuid4().hex  # expect: SNAP201


class Scale:
    @property
    def number(self):
        return NUMBER
