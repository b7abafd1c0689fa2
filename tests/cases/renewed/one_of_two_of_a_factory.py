# A hook renews one of two objects that a factory made with the same arguments.
# oracle: COLLIDES
import random
import uuid

from snapshot_restore_py import register_after_restore


class Counter:
    def __init__(self, name):
        self.name = name
        self.run = uuid.uuid4().hex  # expect: SNAP201
        self.dice = random.Random()  # expect: SNAP102


def make(name):
    return Counter(name)


first, second = make("hits"), make("hits")


@register_after_restore
def renew():
    first.run = uuid.uuid4().hex
    first.dice = random.Random()


def handler(event, context):
    return {"first": first.run, "second": second.run, "dice": second.dice.random()}
