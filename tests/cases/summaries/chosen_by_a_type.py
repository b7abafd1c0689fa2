# functools chooses a function by the type of what it is called with, or gives a method arguments.
# oracle: COLLIDES
# event: {"none": 1}
import functools
import random
import uuid

PAPER = uuid.uuid4().hex  # expect: SNAP201


@functools.singledispatch
def show(value):
    return str(value)


@show.register(dict)
def _shown_table(value):
    return [show(name) for name in value] + [PAPER]


def _shown_number(value):
    return value + random.randint(1, 10**9)  # expect: SNAP103


show.register(int, _shown_number)


class Sender:
    def __init__(self, node):
        self.node = node

    def send(self, kind, text):
        return f"{kind} {self.node} {text}"

    warn = functools.partialmethod(send, "warning")

    @functools.singledispatchmethod
    def say(self, value):
        return str(value)

    @say.register
    def _(self, value: list):
        return [self.node, *value]


first = Sender(uuid.uuid4().hex)  # expect: SNAP201


def handler(event, context):
    return [show(event), show(3), first.warn("late"), first.say(["a"])]
