# (module of the case) found in the CodeUri folder
import uuid

PREFIX = uuid.uuid4().hex  # expect: SNAP201


class Refund:
    def __init__(self, number):
        self.number = f"{PREFIX}-{number}"
