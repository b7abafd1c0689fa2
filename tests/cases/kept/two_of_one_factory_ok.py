# What INIT has the last word on is not what the factory gave it, however often that is called.
# about: SNAP201
# oracle: ok
import uuid


class Pass:
    def __init__(self, gate):
        self.gate = gate
        self.number = uuid.uuid4().hex  # ok: both numbers are given by hand


def build(gate):
    made = Pass(gate)
    return made


def issue(gate):
    return build(gate)


class Desk:
    def __init__(self):
        self.day = issue("north")
        self.night = issue("north")


desk = Desk()
desk.day.number = "D-1"
desk.night.number = "N-1"
staff = issue("north")
spare = issue("north")
staff.number, spare.number = "S-1", "S-2"
table = {"a": build("east"), "b": build("east")}
table["a"].number, table["b"].number = "A-1", "B-1"


def handler(event, context):
    numbers = [desk.day.number, desk.night.number, staff.number, table["a"].number]
    return {"gate": spare.gate, "numbers": numbers}
