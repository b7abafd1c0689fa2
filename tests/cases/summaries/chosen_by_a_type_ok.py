# What is chosen makes what it needs itself, and what nobody registers never runs.
# about: SNAP201, SNAP103
# oracle: ok
import functools
import uuid

PAPER = uuid.uuid4().hex


@functools.singledispatch
def show(value):
    return str(value)


@show.register
def _(value: dict):
    return uuid.uuid4().hex


def forgotten(value):
    return PAPER


class Sender:
    def __init__(self):
        self.node = uuid.uuid4().hex

    @staticmethod
    def text(kind, text):
        return f"{kind} {text}"

    def send(self, kind, text):
        return self.text(kind, text)

    warn = functools.partialmethod(send, "warning")


sender = Sender()


def handler(event, context):
    return [show(event), sender.warn("late")]
