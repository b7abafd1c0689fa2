# Functions of INIT that overwrite a frozen value on one way only, too early, or with another one.
# oracle: COLLIDES
import sys
import uuid


class Desk:
    def __init__(self):
        self.number = uuid.uuid4().hex  # expect: SNAP201
        self.seal = uuid.uuid4().hex  # ok: overwritten


desk = Desk()
FIRST = uuid.uuid4().hex  # expect: SNAP201
SECOND = uuid.uuid4().hex  # ok: overwritten with another one
THIRD = "none yet"
GIVEN = {}


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
        desk.number = GIVEN["desk"]
    except KeyError:
        print("no number is given")


configure(sys.argv[9:])
name()
number(desk)
THIRD = uuid.uuid4().hex  # expect: SNAP201


def handler(event, context):
    return [FIRST, SECOND, THIRD, desk.number, desk.seal]
