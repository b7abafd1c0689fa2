# Subclasses of containers, and attributes by `__dict__`.
# oracle: COLLIDES, STALE-TIME
import time
import uuid
from collections import UserDict


class Log(dict):
    def __init__(self):
        super().__init__()
        self["page"] = uuid.uuid4().hex  # expect: SNAP201


class Crew(list):
    def board(self):
        self.append(uuid.uuid4().hex)  # expect: SNAP201


class Chart(UserDict):
    pass


class Options:
    def __init__(self, **options):
        self.__dict__.update(options)


log = Log()
crew = Crew()
crew.board()
chart = Chart()
chart["made"] = time.time()  # expect: SNAP301
options = Options(number=uuid.uuid4().hex)  # expect: SNAP201


def handler(event, context):
    return {"f0": log["page"], "f1": crew[0], "f2": chart["made"], "f3": options.number}
