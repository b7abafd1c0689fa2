# Functions of INIT that overwrite a frozen value on one way only, too early, or with another one.
# oracle: COLLIDES
import os
import uuid


class Desk:
    def __init__(self):
        self.number = uuid.uuid4().hex  # expect: SNAP201
        self.seal = uuid.uuid4().hex  # ok: overwritten


desk = Desk()
FIRST = uuid.uuid4().hex  # expect: SNAP201
SECOND = uuid.uuid4().hex  # ok: overwritten with another one
THIRD = "none yet"


def configure(stage):
    global FIRST
    if not stage:
        return
    FIRST = stage


def name():
    global SECOND, THIRD
    SECOND = uuid.uuid4().hex  # expect: SNAP201
    THIRD = "fixed"
    desk.seal = "blank"


def number(desk):
    try:
        desk.number = int(os.environ["DESK"])
    except KeyError:
        print("no number is given")


configure(os.environ.get("STAGE"))
name()
number(desk)
THIRD = uuid.uuid4().hex  # expect: SNAP201


def handler(event, context):
    return [FIRST, SECOND, THIRD, desk.number, desk.seal]
