# Objects that functions build, once each, and INIT overwrites.
# about: SNAP201
# oracle: ok
import uuid


class Boat:
    def __init__(self):
        self.number = uuid.uuid4().hex  # ok: replaced by name()
        self.crew = {"mate": uuid.uuid4().hex}  # ok: replaced at the top level


def build():
    return Boat()


def launch():
    boat = build()
    return boat


boat = launch()


def name(number):
    boat.number = number


name("B-1")
boat.crew = {"mate": "ann"}


def handler(event, context):
    return [boat.number, boat.crew["mate"]]
