# Named tuples, namespaces, queues and the like hold what they are given, objects as well as values.
# oracle: COLLIDES, STALE-TIME
import queue
import random
import time
import types
import uuid
from collections import namedtuple
from itertools import repeat
from typing import TypedDict

Route = namedtuple("Route", "line, stop")


class Tram(namedtuple("Tram", ["depot", "number"])):
    def label(self):
        return self.depot + self.number


class Vehicle(TypedDict):
    made: float


class Wagon(Vehicle, total=False):
    doors: int


class Line:
    opened = ""

    def open(self):
        self.__class__.opened = uuid.uuid4().hex  # expect: SNAP201


def wagon():
    return Wagon(made=time.time(), doors=4)


route = Route(stop=uuid.uuid4().hex, line="red")  # expect: SNAP201
tram = Tram("north", str(uuid.uuid4()))  # expect: SNAP201
first = wagon()  # expect: SNAP301
waiting = queue.SimpleQueue()
waiting.put_nowait(uuid.uuid4().hex)  # expect: SNAP201
places = types.SimpleNamespace(seats=30)
places.dice = random.Random()  # expect: SNAP102
signals = {"home": uuid.uuid4().hex}  # expect: SNAP201
shared = dict.fromkeys(("a", "b"), uuid.uuid4().hex)  # expect: SNAP201
bells = repeat(random.Random())  # expect: SNAP102
red = Line()
red.open()


def handler(event, context):
    drawn = places.dice.random(), next(bells).random()
    number = waiting.get_nowait()
    waiting.put(number)
    seen = sorted(signals.values())[0], shared["b"]
    return [route.stop, tram.label(), first["made"], number, drawn, seen, red.opened]
