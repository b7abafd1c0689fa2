# A class knows the classes that extend it: those that extend it directly, and theirs in turn.
# oracle: COLLIDES
import uuid


class Task:
    token = ""

    def run(self, event):
        raise NotImplementedError


class Charge(Task):
    token = uuid.uuid4().hex  # expect: SNAP201

    def run(self, event):
        return self.token


class Refund(Task):
    def __init__(self):
        self.mark = uuid.uuid4().hex  # ok: an object of its own for each invocation

    def run(self, event):
        return self.mark


class PartialRefund(Refund):
    reference = uuid.uuid4().hex  # expect: SNAP201

    def run(self, event):
        return self.reference


def family(base):
    for cls in base.__subclasses__():
        yield cls
        yield from family(cls)


def handler(event, context):
    return [cls().run(event) for cls in family(Task)]
